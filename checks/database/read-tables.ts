// SPDX-License-Identifier: Apache-2.0
import type { Connection } from '@beichen/platform-server/db/connect.ts';

export type Column = {
  readonly name: string;
  /** As PostgreSQL names it: `timestamp with time zone`, `integer[]`. */
  readonly type: string;
  readonly nullable: boolean;
  /** Who fills it where a row leaves it out: nobody, the database, or the database whatever the row says. */
  readonly filled: 'never' | 'by-default' | 'always';
};

export type Table = { readonly name: string; readonly comment: string; readonly columns: readonly Column[] };

/** Where migrate() keeps its own account; no code reads it. */
export const LEDGER = 'migration';

const COLUMNS = `
  SELECT c.relname AS "table", COALESCE(obj_description(c.oid, 'pg_class'), '') AS comment,
    a.attname AS name, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable,
    CASE WHEN a.attidentity = 'a' OR a.attgenerated <> '' THEN 'always' WHEN a.atthasdef OR a.attidentity = 'd' THEN 'by-default' ELSE 'never' END AS filled
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '${LEDGER}'
  ORDER BY c.oid, a.attnum`;

type Row = Column & { readonly table: string; readonly comment: string };

/** The tables of the connection's schema, in the order in which they were made. */
export async function readTables({ pool }: Connection): Promise<Table[]> {
  const { rows } = await pool.query<Row>(COLUMNS);
  const tables = new Map<string, { name: string; comment: string; columns: Column[] }>();
  for (const { table, comment, ...column } of rows) {
    const known = tables.get(table) ?? { name: table, comment, columns: [] };
    known.columns.push(column);
    tables.set(table, known);
  }
  return [...tables.values()];
}
