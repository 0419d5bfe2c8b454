// SPDX-License-Identifier: Apache-2.0
import pg from 'pg';

type Column = { readonly schema: string; readonly table: string; readonly column: string; readonly bytes: boolean };

const COLUMNS = `SELECT n.nspname AS schema, c.relname AS table, a.attname AS column, t.typname IN ('bytea', '_bytea') AS bytes
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  ORDER BY 1, 2, 3`;

const name = (...parts: string[]): string => parts.map(pg.escapeIdentifier).join('.');

/**
 * The columns, as `schema.table.column`, in which one of the texts stands anywhere in a value: of any type, arrays and JSON included, in
 * bytes as UTF-8. `url` is that of a superuser, who sees all rows.
 */
export async function whereStands(url: string, ...needles: readonly string[]): Promise<string[]> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  try {
    const hex = needles.map((needle) => Buffer.from(needle).toString('hex'));
    const { rows } = await session.query<Column>(COLUMNS);
    const found: string[] = [];
    for (const { schema, table, column, bytes } of rows) {
      const hit = await session.query(
        `SELECT FROM ${name(schema, table)} AS row, unnest($1::text[]) AS needle WHERE position(needle IN row.${name(column)}::text) > 0 LIMIT 1`,
        [bytes ? hex : needles],
      );
      if (hit.rowCount === 1) found.push(`${schema}.${table}.${column}`);
    }
    return found;
  } finally {
    await session.end();
  }
}
