// SPDX-License-Identifier: Apache-2.0
import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { type Database, valueParsers } from '../db/connect.ts';
import type { PlatformTables } from '../db/tables.ts';

/**
 * Leadership of one duty in a city: a lock of the session on the direct connection, which goes when the process dies. The duty's work must
 * run on `db`, the very session that holds the lock: so no work of a leader outlives its leadership.
 */
export type Lead = { readonly db: Database; held(): boolean; release(): Promise<void> };

/** Asks for the leadership once. `undefined` where another process has it. */
export async function takeLead(directUrl: string, duty: string): Promise<Lead | undefined> {
  const client = new pg.Client({
    connectionString: directUrl,
    application_name: `beichen ${duty}`,
    types: valueParsers,
    options: '-c TimeZone=UTC',
  });
  let alive = true;
  const lost = (): void => {
    alive = false;
  };
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  const { rows } = await client.query<{ got: boolean }>(
    'SELECT pg_try_advisory_lock(hashtext(current_schema()), hashtext($1)) AS got',
    [duty],
  );
  const release = async (): Promise<void> => {
    lost();
    await client.end().catch(() => undefined);
  };
  if (rows[0]?.got !== true) {
    await release();
    return undefined;
  }
  const session = Object.assign(client, { release: () => undefined }) as unknown as PostgresPoolClient;
  const pool = { connect: async () => session, end: release, options: {} };
  return { db: new Kysely<PlatformTables>({ dialect: new PostgresDialect({ pool }) }), held: () => alive, release };
}
