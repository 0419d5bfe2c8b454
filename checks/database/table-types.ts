// SPDX-License-Identifier: Apache-2.0
import type { Column, Table } from './read-tables.ts';

/** What the driver reads a value as, by the parsers of platform/server/db/connect.ts. */
const TYPES: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  numeric: 'number',
  'double precision': 'number',
  text: 'string',
  uuid: 'string',
  date: 'CivilDate',
  'timestamp with time zone': 'Instant',
  jsonb: 'Json',
  bytea: 'Buffer',
  'smallint[]': 'number[]',
  'integer[]': 'number[]',
  'double precision[]': 'number[]',
  'text[]': 'string[]',
  'uuid[]': 'string[]',
  'boolean[]': 'boolean[]',
  'timestamp with time zone[]': 'Instant[]',
};

const WRAPPERS = { never: '', 'by-default': 'Generated', always: 'GeneratedAlways' } as const;

const JSON_TYPE = `
/** Read as the value, written as its text. */
type Json = ColumnType<unknown, string, string>;
`;

function typeOf(table: Table, { name, type, nullable, filled }: Column): string {
  const read = TYPES[type];
  if (read === undefined) {
    throw new Error(
      `${table.name}.${name} is ${type}, which nothing reads. Use ${Object.keys(TYPES).join(', ')}; or add a parser to platform/server/db/connect.ts and a row to checks/database/table-types.ts`,
    );
  }
  const whole = nullable ? `${read} | null` : read;
  const wrapper = WRAPPERS[filled];
  return wrapper === '' ? whole : `${wrapper}<${whole}>`;
}

function written(table: Table): string[] {
  const columns = table.columns.map((column) => `    ${column.name}: ${typeOf(table, column)};`);
  return [`  /** ${table.comment.replaceAll('*/', '* /')} */`, `  ${table.name}: {`, ...columns, '  };'];
}

function importing(body: string, names: readonly string[], from: string): string[] {
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  return used.length === 0 ? [] : [`import type { ${used.join(', ')} } from '${from}';`];
}

/** The text of a file of row types: a type that holds the row types of these tables, for Kysely. */
export function tableTypes(name: string, tables: readonly Table[]): string {
  const rows = tables.flatMap(written).join('\n');
  const json = /\bJson\b/.test(rows.replace(/^ *\/\*\*.*$/gm, '')) ? JSON_TYPE : '';
  const code = json + rows.replace(/^ *\/\*\*.*$/gm, '');
  return [
    '// SPDX-License-Identifier: Apache-2.0',
    '// Written by `npm run tables` from the database that the migrations make.',
    ...importing(code, ['CivilDate', 'Instant'], '@beichen/kernel/time.ts'),
    ...importing(code, ['ColumnType', 'Generated', 'GeneratedAlways'], 'kysely'),
    `${json}`,
    `export type ${name} = {`,
    rows,
    '};',
    '',
  ].join('\n');
}
