// SPDX-License-Identifier: Apache-2.0
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { type Language, useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import type { RecordsBehind } from '../../model/results.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';

/** More rows than these scroll inside their table. */
const LONG = 30;

export type RecordRow = RecordsBehind['rows'][number];

type Props = {
  readonly rows: readonly RecordRow[];
  /** Whether each row says if it counts in the numerator. */
  readonly marked: boolean;
  /** Results of other periods, by period and method. */
  readonly results?: boolean;
  /** What the names of the records are called; of cases, without it. */
  readonly titled?: string;
};

/** Records as their own domain tells them, each with the way to its page. */
export function RecordTable({ rows, marked, titled, results = false }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const columns: Column<RecordRow>[] = [
    {
      id: 'label',
      name: say(results ? 'records.period' : 'records.label'),
      cell: ({ label, href }) => (
        <a className={styles['whole']} href={href}>
          {label}
        </a>
      ),
    },
    { id: 'title', name: titled ?? say(results ? 'records.method' : 'records.title'), cell: ({ title }) => title },
    ...(rows[0]?.cells ?? []).map(
      (cell, at): Column<RecordRow> => ({
        id: `cell${at}`,
        name: name(cell.title),
        number: cell.form === 'number',
        cell: (row) => <Cell cell={row.cells[at]} language={language} />,
      }),
    ),
  ];
  const counted: Column<RecordRow> = {
    id: 'counts',
    name: say('records.counts'),
    cell: ({ counts }) => (
      <Tag tone={counts ? 'ok' : 'mute'}>{say(counts ? 'records.counted' : 'records.notCountedShort')}</Tag>
    ),
  };
  return (
    <FactsTable
      label={say('records.table', { count: rows.length })}
      columns={marked ? [...columns, counted] : columns}
      rows={rows}
      keyOf={({ record }) => record}
      {...(rows.length > LONG ? { height: 480 } : {})}
    />
  );
}

type CellProps = { readonly cell: RecordRow['cells'][number] | undefined; readonly language: Language };

/** A moment stays on one line. */
function Cell({ cell, language }: CellProps): ReactNode {
  const text = cellText(cell, language);
  return cell?.form === 'instant' ? <span className={styles['whole']}>{text}</span> : text;
}

function cellText(cell: CellProps['cell'], language: Language): string | null {
  if (cell === undefined || cell.value === null) return null;
  if (typeof cell.value === 'number') return numberText(cell.value);
  if (cell.form !== 'instant') return cell.value;
  const text = momentText(cell.value, language);
  // A limit that ends with a day is said as that day.
  return text.endsWith('00:00') ? dateText(new Date(Date.parse(cell.value) - 1).toISOString(), language) : text;
}
