// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@beichen/kernel/time.ts';
import { migrationHash, platformMigrations } from '@beichen/platform-server/db/migrate.ts';
import { type CityUrls, rolesOf } from '@beichen/platform-server/db/provision.ts';
import { packHash } from '@beichen/platform-server/packs/pack-hash.ts';
import { boot, type RunningServer } from '@beichen/platform-server/run/boot.ts';
import { readConfig } from '@beichen/platform-server/run/config.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { sql } from 'kysely';
import { type Logger, pino } from 'pino';
import { migrationsOfModules, modules } from '../../apps/server/modules.ts';

const ROOT = join(import.meta.dirname, '../..');
const PACK = join(ROOT, 'packs/nanyang');

/** The demo city on a database of its own, served by this process. */
export type RunningCity = {
  readonly url: string;
  readonly city: TestCity;
  /** Signs in by a demo role and gives the cookie. */
  signIn(role: string): Promise<string>;
  /** Puts the demo clock forward. */
  moveTo(at: Instant): Promise<void>;
  /** Waits until everything that happened is counted and sealed. */
  settled(): Promise<void>;
  /** Stops the server and starts another on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

type Place = { readonly urls: CityUrls; readonly data: string; readonly log: Logger; readonly web?: string };

async function serve({ urls, data, log, web = join(ROOT, 'apps/web/dist') }: Place): Promise<RunningServer> {
  return await boot({
    config: readConfig({ PORT: '0' }),
    database: { roles: rolesOf('testcity'), ...urls, stop: async () => undefined },
    modules: Object.values(modules),
    migrations: migrationsOfModules(),
    pack: PACK,
    data,
    web,
    version: 'test',
    log,
  });
}

/** The vault's keys stand beside the database: copies of one template share the folder that it was filled with. */
function dataFolder(key: string): string {
  return join(tmpdir(), `beichen-test-city-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`);
}

async function isSettled(city: TestCity): Promise<boolean> {
  const { rows } = await sql<{
    open: number;
  }>`SELECT (SELECT count(*) FROM outbox)::integer + (SELECT count(*) FROM stale_mark)::integer
    + (SELECT count(*) FROM testcity_jobs.jobs WHERE attempts < max_attempts)::integer
    + (SELECT count(*) FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id))::integer AS open`.execute(
    city.worker.db,
  );
  return rows[0]?.open === 0;
}

type Options = {
  /** Takes what the server logs. */
  readonly log?: (line: string) => void;
  /** The staff app as it was built for the test; without it, what was built last is served. */
  readonly web?: string;
};

/** Starts the demo city for a test: the pack is loaded once a run, each caller gets a copy. */
export async function startCity(options: Options = {}): Promise<RunningCity> {
  const { log: take, web } = options;
  const log = take === undefined ? pino({ level: 'silent' }) : pino({ level: 'debug' }, { write: take });
  const folders = [platformMigrations, ...migrationsOfModules()];
  const key = `demo city ${await packHash(PACK)} ${await migrationHash(folders)}`;
  const data = dataFolder(key);
  const fill = async (urls: CityUrls): Promise<void> => {
    const server = await serve({ urls, data, log: pino({ level: 'warn' }) });
    await server.stop();
  };
  const city = await testCity(migrationsOfModules(), { key, fill });
  const place: Place = { urls: city.urls, data, log, ...(web === undefined ? {} : { web }) };
  let server = await serve(place);
  const post = async (path: string, body: unknown): Promise<Response> => {
    const headers = { 'Content-Type': 'application/json', Origin: server.url };
    const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  return {
    get url() {
      return server.url;
    },
    city,
    signIn: async (role) => (await post('/api/demo/session', { role })).headers.get('Set-Cookie')?.split(';')[0] ?? '',
    moveTo: async (to) => void (await post('/api/demo/clock', { to })),
    settled: async () => {
      while (!(await isSettled(city))) await sleep(50);
    },
    restart: async () => {
      await server.stop();
      server = await serve(place);
    },
    stop: async () => {
      await server.stop();
      await city.drop();
    },
  };
}

/** A folder of its own, removed at the end. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'beichen-journey-'));
  return await work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}
