// SPDX-License-Identifier: Apache-2.0
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { pairedPool } from './paired.ts';
import type { PlatformTables } from './tables.ts';

/** A connection to the city's database as one of its roles, or a transaction on it. Domains widen it by their own tables with `withTables`. */
export type Database = Kysely<PlatformTables>;

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;
const NUMERIC = 1700;
const TIMESTAMPTZ_ARRAY = 1185;

/** Postgres writes `2026-09-30 16:00:00+00`; the session's time zone is UTC, so only the form changes. */
function toIso(text: string): string {
  return new Date(text).toISOString();
}

export const valueParsers = new pg.TypeOverrides();
valueParsers.setTypeParser(TIMESTAMPTZ, toIso);
valueParsers.setTypeParser(DATE, (text) => text);
valueParsers.setTypeParser(INT8, Number);
valueParsers.setTypeParser(NUMERIC, Number);
valueParsers.setTypeParser(TIMESTAMPTZ_ARRAY, (text) =>
  text
    .slice(1, -1)
    .split(',')
    .filter(Boolean)
    .map((item) => toIso(item.replaceAll('"', ''))),
);

export type Connection = { readonly db: Database; readonly pool: pg.Pool; close(): Promise<void> };

/** Opens a pool. `size` is the most connections it holds; a broken idle one is dropped and told to `onError`. */
export function connect(url: string, size: number, onError: (error: Error) => void): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    types: valueParsers,
    application_name: 'beichen',
    options: '-c TimeZone=UTC',
  });
  pool.on('error', onError);
  // A connection that breaks while it is lent out tells its borrower by the failing query; unheard, it would end the process.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  const db = new Kysely<PlatformTables>({ dialect: new PostgresDialect({ pool: pairedPool(pool) }) });
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= db.destroy();
    return closed;
  };
  return { db, pool, close };
}

/** The same connection, seen with the tables of a domain as well. */
export function withTables<Tables>(db: Database): Kysely<PlatformTables & Tables> {
  return db as unknown as Kysely<PlatformTables & Tables>;
}
