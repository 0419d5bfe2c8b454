// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@beichen/platform-server/db/connect.ts';
import { type CityUrls, jobSchemaOf, provision, rolesOf } from '@beichen/platform-server/db/provision.ts';
import { startPostgres } from '@beichen/platform-server/postgres/embedded.ts';
import { boot } from '@beichen/platform-server/run/boot.ts';
import { readConfig } from '@beichen/platform-server/run/config.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { pino } from 'pino';
import { migrationsOfModules, modules } from '../../apps/server/modules.ts';
import { type Program, startProgram } from './program.ts';

export const ROOT = join(import.meta.dirname, '../..');
const NAME = 'bench';
const silent = pino({ level: 'silent' });

/** The demo city on a durable PostgreSQL of its own, to be served and to be asked. */
export type BenchCity = {
  readonly urls: CityUrls;
  /** The schema that its jobs wait in. */
  readonly jobs: string;
  /** Process number of the database server. */
  readonly postgres: number;
  /** Asks as the superuser, whom no row security holds back: to plant rows and to count them. */
  ask<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Starts the product's own server on it, as in production: a process with its settings in the environment. */
  serve(duties: 'web' | 'web,worker'): Promise<Program>;
  close(): Promise<void>;
};

/** A copy of the pack without the units that only the demo has: a server in production would miss them. */
async function copyPack(folder: string): Promise<string> {
  const pack = join(folder, 'pack');
  await cp(join(ROOT, 'packs/nanyang'), pack, { recursive: true });
  const file = join(pack, 'pack.yaml');
  const text = await readFile(file, 'utf8');
  const without = text.replace(/^ {2}example: \{ units: .*\n/m, '');
  if (without === text) throw new Error(`${file}: no units of the demo are found any more`);
  await writeFile(file, without);
  return pack;
}

/** Loads the pack as the demo does, and waits until all that it brought is counted. */
async function fill(urls: CityUrls, { data, pack }: { data: string; pack: string }): Promise<void> {
  const server = await boot({
    config: readConfig({ PORT: '0' }),
    database: { roles: rolesOf(NAME), ...urls, stop: async () => undefined },
    modules: Object.values(modules),
    migrations: migrationsOfModules(),
    pack,
    data,
    web: join(ROOT, 'apps/web/dist'),
    version: 'bench',
    log: silent,
  });
  const { db, close } = connect(urls.worker, 1, () => undefined);
  for (let open = 1; open > 0; await sleep(100)) {
    const { rows } = await sql<{ open: number }>`
      SELECT ((SELECT count(*) FROM outbox) + (SELECT count(*) FROM stale_mark)
        + (SELECT count(*) FROM ${sql.table(`${jobSchemaOf(NAME)}.jobs`)} WHERE attempts < max_attempts))::integer AS open`.execute(
      db,
    );
    open = rows[0]?.open ?? 0;
  }
  await close();
  await server.stop();
}

/** `change` may write into the copy of the pack before it is loaded. */
export async function makeCity(change?: (pack: string) => Promise<void>): Promise<BenchCity> {
  const folder = await mkdtemp(join(tmpdir(), 'beichen-bench-city-'));
  await chmod(folder, 0o711);
  const data = join(folder, 'data');
  const postgres = await startPostgres({ folder: join(folder, 'postgres'), log: () => undefined });
  const make = new pg.Client({ connectionString: postgres.url });
  await make.connect();
  await make.query(`CREATE DATABASE ${NAME}`);
  await make.end();
  const password = 'bench-only';
  const about = { name: NAME, database: NAME };
  const urls = await provision(postgres.url, about, { owner: password, app: password, worker: password });
  const pack = await copyPack(folder);
  await change?.(pack);
  await fill(urls, { data, pack });
  const superuser = new URL(postgres.url);
  superuser.pathname = `/${NAME}`;
  const pool = new pg.Pool({ connectionString: superuser.href, max: 1, options: `-c search_path=${NAME}` });
  // The database may end before a connection that waits here does.
  pool.on('error', () => undefined);
  return {
    urls,
    jobs: jobSchemaOf(NAME),
    postgres: Number(readFileSync(join(postgres.data, 'postmaster.pid'), 'utf8').split('\n')[0]),
    ask: async (text, values = []) => (await pool.query(text, [...values])).rows,
    serve: (duties) =>
      startProgram(join(ROOT, 'apps/server/main.ts'), {
        ready: '/readyz',
        log: join(folder, 'server.log'),
        env: {
          BEICHEN_MODE: 'production',
          BEICHEN_PACK: pack,
          BEICHEN_CITY: NAME,
          BEICHEN_DUTIES: duties,
          BEICHEN_VAULT_KEYS: join(data, 'vault-keys'),
          DATABASE_URL: urls.app,
          DATABASE_DIRECT_URL: urls.worker,
          HOST: '127.0.0.1',
        },
      }),
    close: async () => {
      await pool.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
