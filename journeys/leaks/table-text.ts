// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inScope, type Viewer } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';

export type GuardedTable = { readonly name: string; readonly guarded: boolean; readonly hasPath: boolean };

/** All tables of the city's schema, from the catalogue of the database. */
export async function tablesOf(db: Database): Promise<readonly GuardedTable[]> {
  const { rows } = await sql<GuardedTable>`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS guarded,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'path' AND NOT a.attisdropped) AS "hasPath"
    FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY c.relname`.execute(
    db,
  );
  return rows;
}

/** The rows of a table that a viewer sees in plain SQL, each as text; `undefined` where the role has no right on the table. */
export async function rowsSeen(db: Database, viewer: Viewer, table: string): Promise<string[] | undefined> {
  try {
    const { rows } = await inScope(db, viewer, (tx) =>
      sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM ${sql.table(table)} AS t`.execute(tx),
    );
    return rows.map(({ row }) => row);
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return undefined;
    throw error;
  }
}

/** How many rows each table has, and what stands in them: equal where nothing was written between. */
export async function stateOf(db: Database, tables: readonly string[]): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await sql<{
      said: string;
    }>`SELECT count(*) || ' ' || COALESCE(md5(string_agg(t::text, ' ' ORDER BY t::text)), '') AS said FROM ${sql.table(table)} AS t`.execute(
      db,
    );
    state[table] = rows[0]?.said ?? '';
  }
  return state;
}
