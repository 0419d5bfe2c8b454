// SPDX-License-Identifier: Apache-2.0
import type { Column } from '../database/read-tables.ts';
import { tableTypes } from '../database/table-types.ts';
import { LICENCE } from '../rules/markers.ts';
import { camelOf, type NewDomain, pascalOf, tableOf } from './new-domain.ts';

const COMMENT = "One entry of a unit, with the unit's path in today's tree: who sees the unit sees the entry.";

const column = (name: string, type: string, nullable = false): Column => ({ name, type, nullable, filled: 'never' });

/** The columns of the first table; the migration and the row types are both made of them. */
const COLUMNS: readonly Column[] = [
  column('id', 'uuid'),
  column('unit_id', 'integer'),
  column('path', 'text'),
  column('title', 'text'),
  column('opened_at', 'timestamp with time zone'),
  column('closed_at', 'timestamp with time zone', true),
];

const CLAUSES: Readonly<Record<string, string>> = {
  id: ' PRIMARY KEY',
  unit_id: ' NOT NULL REFERENCES unit',
  path: ' COLLATE "C" NOT NULL',
};

function migration({ id, title }: NewDomain): string {
  const table = tableOf(id);
  const lines = COLUMNS.map(({ name, type, nullable }) => {
    const short = type.replace('timestamp with time zone', 'timestamptz');
    return `  ${name} ${short}${CLAUSES[name] ?? (nullable ? '' : ' NOT NULL')}`;
  });
  return `-- ${title.en}.

CREATE TABLE ${table} (
${lines.join(',\n')}
);
CREATE INDEX ${table}_unit ON ${table} (unit_id, opened_at);
COMMENT ON TABLE ${table} IS '${COMMENT.replaceAll("'", "''")}';
CALL guard('${table}', 'in_scope(path, NULL)', 'in_scope(path, NULL)');
GRANT SELECT, INSERT ON ${table} TO {{app}}, {{worker}};
`;
}

const index = ({ id }: NewDomain): string => `${LICENCE}
import type { BindServer } from '@beichen/platform-server/server-module.ts';
import { ${camelOf(id)}Module } from '../module.ts';
import { ${camelOf(id)}Routes } from './routes.ts';

export const bind${pascalOf(id)}: BindServer = async () => ({
  declaration: ${camelOf(id)}Module,
  routes: ${camelOf(id)}Routes,
  measures: [],
  subscribers: [],
  jobs: [],
});
`;

const routes = ({ id, title }: NewDomain): string => `${LICENCE}
import { query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import { entryPage, listAsked } from '../model.ts';
import { entriesOf } from './queries.ts';

export const ${camelOf(id)}Routes: readonly Route[] = [
  query({
    path: '/api/${id}',
    summary: { zh: '一个单位的${title.zh}', en: '${title.en} of a unit' },
    door: { permission: '${id}.read' },
    params: z.object({}),
    query: listAsked,
    output: entryPage,
    run: async ({ tx, now }, { query: { unit } }) => ({ entries: await entriesOf(tx, { unit, now }) }),
  }),
];
`;

const queries = ({ id }: NewDomain): string => `${LICENCE}
import type { Instant } from '@beichen/kernel/time.ts';
import { type Database, withTables } from '@beichen/platform-server/db/connect.ts';
import type { Entry } from '../model.ts';
import { stageOf } from '../rules.ts';
import type { ${pascalOf(id)}Rows } from './row-types.ts';

const MOST = 200;

/** The latest entries of a unit, as far as the transaction may see them. */
export async function entriesOf(
  tx: Database,
  asked: { readonly unit: number; readonly now: Instant },
): Promise<Entry[]> {
  const rows = await withTables<${pascalOf(id)}Rows>(tx)
    .selectFrom('${tableOf(id)}')
    .select(['id', 'unit_id as unit', 'title', 'opened_at as openedAt', 'closed_at as closedAt'])
    .where('unit_id', '=', asked.unit)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map((row) => ({ ...row, stage: stageOf(row, asked.now) }));
}
`;

/** The server half of a new domain. */
export function serverFiles(domain: NewDomain): Readonly<Record<string, string>> {
  const table = { name: tableOf(domain.id), comment: COMMENT, columns: COLUMNS };
  return {
    'server/index.ts': index(domain),
    'server/routes.ts': routes(domain),
    'server/queries.ts': queries(domain),
    'server/row-types.ts': tableTypes(`${pascalOf(domain.id)}Rows`, [table]),
    [`server/migrations/001-${domain.id}.sql`]: migration(domain),
  };
}
