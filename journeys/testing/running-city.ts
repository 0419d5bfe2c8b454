// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@beichen/kernel/time.ts';
import { connect, type Database } from '@beichen/platform-server/db/connect.ts';
import { migrationHash, platformMigrations } from '@beichen/platform-server/db/migrate.ts';
import { type CityUrls, rolesOf } from '@beichen/platform-server/db/provision.ts';
import { packHash } from '@beichen/platform-server/packs/pack-hash.ts';
import { boot, type RunningServer } from '@beichen/platform-server/run/boot.ts';
import { readConfig } from '@beichen/platform-server/run/config.ts';
import type { Endpoint } from '@beichen/platform-server/run/listen.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { sql } from 'kysely';
import { type Logger, pino } from 'pino';
import { migrationsOfModules, modules } from '../../apps/server/modules.ts';

const ROOT = join(import.meta.dirname, '../..');
const PACK = join(ROOT, 'packs/nanyang');

/** Opens /metrics. */
export const METRICS_TOKEN = 'metrics token of the tests';

/** A city on a database of its own, served by this process. */
export type RunningCity = {
  readonly url: string;
  /** What the router serves. */
  readonly endpoints: readonly Endpoint[];
  readonly city: TestCity;
  /** The data folder of this city alone. */
  readonly data: string;
  /** Signs in by a demo role and gives the cookie. */
  signIn(role: string): Promise<string>;
  /** Puts the demo clock forward. */
  moveTo(at: Instant): Promise<void>;
  /** Waits until everything that happened is counted and sealed. */
  settled(): Promise<void>;
  /** Stops the server and starts another on the same database. */
  restart(): Promise<void>;
  /** A second server on the same database, with a worker of its own; whoever starts it stops it first. */
  another(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  stop(): Promise<void>;
};

type Place = {
  readonly urls: CityUrls;
  readonly pack: string;
  readonly data: string;
  readonly log: Logger;
  readonly web?: string;
  readonly env?: Readonly<Record<string, string>>;
};

async function serve({
  urls,
  pack,
  data,
  log,
  web = join(ROOT, 'apps/web/dist'),
  env = {},
}: Place): Promise<RunningServer> {
  return await boot({
    config: readConfig({ PORT: '0', BEICHEN_METRICS_TOKEN: METRICS_TOKEN, ...env }),
    database: { roles: rolesOf('testcity'), ...urls, stop: async () => undefined },
    modules: Object.values(modules),
    migrations: migrationsOfModules(),
    pack,
    data,
    web,
    version: 'test',
    log,
  });
}

async function isSettled(worker: Database): Promise<boolean> {
  const { rows } = await sql<{
    open: number;
  }>`SELECT (SELECT count(*) FROM outbox)::integer + (SELECT count(*) FROM stale_mark)::integer
    + (SELECT count(*) FROM testcity_jobs.jobs WHERE attempts < max_attempts)::integer
    + (SELECT count(*) FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id))::integer AS open`.execute(
    worker,
  );
  return rows[0]?.open === 0;
}

async function settle(worker: Database): Promise<void> {
  while (!(await isSettled(worker))) await sleep(50);
}

/** Loads the pack and counts what it brought, so that no copy has to. */
async function fillCity(place: Place): Promise<void> {
  const server = await serve(place);
  const worker = connect(place.urls.worker, 1, () => undefined);
  await settle(worker.db).finally(() => worker.close());
  await server.stop();
}

const KEYS = 'vault-keys';

/** The demo city is loaded once a run and each caller gets a copy, with the keys of the vault that it was filled with. */
async function copyOfDemo(data: string): Promise<TestCity> {
  const folders = [platformMigrations, ...migrationsOfModules()];
  const key = `demo city ${await packHash(PACK)} ${await migrationHash(folders)}`;
  const filled = join(tmpdir(), `beichen-test-city-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`);
  const fill = (urls: CityUrls): Promise<void> =>
    fillCity({ urls, pack: PACK, data: filled, log: pino({ level: 'warn' }) });
  const city = await testCity(migrationsOfModules(), { key, fill });
  await copyFile(join(filled, KEYS), join(data, KEYS));
  return city;
}

async function post(url: string, path: string, body: unknown): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', Origin: url };
  const answer = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

type Options = {
  /** Takes what the server logs. */
  readonly log?: (line: string) => void;
  /** The staff app as it was built for the test; without it, what was built last is served. */
  readonly web?: string;
  /** Settings beside those of every test. */
  readonly env?: Readonly<Record<string, string>>;
  /** Writes another pack than the demo's into a folder. It is loaded at once, so it should be small. */
  readonly pack?: (folder: string) => Promise<void>;
};

/** Starts a city for a test: a copy of the demo's, whose pack is loaded once a run, or that of another pack. */
export async function startCity(options: Options = {}): Promise<RunningCity> {
  const { log: take, web, env = {} } = options;
  const log = take === undefined ? pino({ level: 'silent' }) : pino({ level: 'debug' }, { write: take });
  const data = await mkdtemp(join(tmpdir(), 'beichen-city-'));
  const pack = options.pack === undefined ? PACK : join(data, 'pack');
  await options.pack?.(pack);
  const city = await (pack === PACK ? copyOfDemo(data) : testCity(migrationsOfModules()));
  const place: Place = { urls: city.urls, pack, data, log, env, ...(web === undefined ? {} : { web }) };
  const gone = async (): Promise<void> => {
    await city.drop();
    await rm(data, { recursive: true, force: true });
  };
  let server = await serve(place).catch(async (error: unknown) => {
    await gone();
    throw error;
  });
  return {
    get url() {
      return server.url;
    },
    get endpoints() {
      return server.endpoints;
    },
    city,
    data,
    signIn: async (role) =>
      (await post(server.url, '/api/demo/session', { role })).headers.get('Set-Cookie')?.split(';')[0] ?? '',
    moveTo: async (to) => void (await post(server.url, '/api/demo/clock', { to })),
    settled: () => settle(city.worker.db),
    restart: async () => {
      await server.stop();
      server = await serve(place);
    },
    another: () => serve(place),
    stop: async () => {
      await server.stop();
      await gone();
    },
  };
}

/** A folder of its own, removed at the end. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'beichen-journey-'));
  return await work(folder).finally(() => rm(folder, { recursive: true, force: true }));
}
