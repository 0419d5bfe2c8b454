// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { RecordRow } from '@beichen/platform-server/readings/measure-source.ts';
import { sql } from 'kysely';
import { answerWords, outcomeWords, stageWords } from '../../model/words.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { caseTables } from '../tables.ts';
import { categoryOf } from './load-case.ts';

/** Cases as the list behind a figure shows them. */
export async function describeCases(
  tx: Database,
  deps: CaseDeps,
  records: readonly string[],
): Promise<readonly RecordRow[]> {
  const rows = await caseTables(tx)
    .selectFrom('cases')
    .selectAll()
    .select(sql<string>`unit_name(unit_id)`.as('unit_name'))
    .where('id', 'in', [...records])
    .orderBy('number')
    .execute();
  return rows.map((row) => {
    const said = row.answer === null ? null : answerWords[row.answer].zh;
    const handled = row.outcome === null ? stageWords[row.stage].zh : outcomeWords[row.outcome].zh;
    return {
      record: row.id,
      label: row.number,
      title: row.summary,
      href: `/cases/${row.id}`,
      cells: [
        { title: { zh: '社区', en: 'Community' }, value: row.unit_name, form: 'text' },
        { title: { zh: '类别', en: 'Category' }, value: categoryOf(deps.kinds, row).category.title.zh, form: 'text' },
        { title: { zh: '到期', en: 'Due' }, value: row.due_at, form: 'instant' },
        { title: { zh: '办结', en: 'Closed' }, value: row.closed_at, form: 'instant' },
        { title: { zh: '处置方', en: 'Handler' }, value: handled, form: 'text' },
        { title: { zh: '上报人', en: 'Reporter' }, value: said, form: 'text' },
      ],
    };
  });
}
