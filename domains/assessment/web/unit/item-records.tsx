// SPDX-License-Identifier: Apache-2.0
import { Chip } from '@beichen/platform-web/ui/action/button.tsx';
import { type Column, FactsTable } from '@beichen/platform-web/ui/facts/facts-table.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ItemReason } from '@beichen/platform-web/why/item-words.ts';
import { dateText, momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { type Language, useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { MeasureEntry, RecordsBehind } from '../../model/results.ts';
import { recordsQuery, type Wanted } from '../data/queries.ts';
import { useWords } from '../words.ts';
import styles from './unit.module.css';

type Props = {
  readonly item: ItemReason;
  readonly unit: string;
  readonly wanted: Wanted;
  readonly measures: readonly MeasureEntry[];
};

/** What stands behind an item: the records of its measure, and of what was deducted. Asked for when it opens. */
export function ItemRecords({ item, unit, wanted, measures }: Props): ReactNode {
  const taken = item.deductions.filter(({ taken: points }) => points > 0).map(({ measure }) => measure);
  const shown = [...(item.measure === null ? [] : [item.measure]), ...taken];
  return shown.map((id) => (
    <Behind key={id} id={id} unit={unit} wanted={wanted} measure={measures.find((measure) => measure.id === id)} />
  ));
}

type BehindProps = Pick<Props, 'unit' | 'wanted'> & {
  readonly id: string;
  readonly measure: MeasureEntry | undefined;
};

function Behind({ id, unit, wanted, measure }: BehindProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const records = useQuery(recordsQuery(unit, wanted, id));
  if (records.data === undefined)
    return records.isError ? (
      <Failure error={records.error} doing={say('records.doing')} onAgain={() => void records.refetch()} />
    ) : (
      <Skeleton lines={2}>{say('records.loading')}</Skeleton>
    );
  const { source, declared, rows } = records.data;
  const about = measure === undefined ? null : <Owner measure={measure} />;
  if (source === 'records')
    return (
      <>
        {about}
        {rows.length === 0 && records.data.hidden === 0 ? (
          <p>{say('records.none')}</p>
        ) : (
          <Records data={records.data} measure={measure} />
        )}
      </>
    );
  if (source === 'results')
    return (
      <>
        {about}
        <p>{say('records.results')}</p>
        <RecordTable rows={rows} marked={false} results />
      </>
    );
  const judged = measure?.source === 'judged';
  return (
    <>
      {about}
      <p>
        <Tag plain>{say(source === 'none' ? 'source.none' : judged ? 'source.judged' : 'source.declared')}</Tag>{' '}
        {source === 'none'
          ? say('records.missing', { owner: measure?.owner ?? '' })
          : say(judged ? 'records.judged' : 'records.declared', {
              at: declared === null ? '' : momentText(declared.at, language),
              what: measure === undefined ? id : name(measure.title),
            })}
      </p>
    </>
  );
}

/** Whose figure it is and on what it rests. */
function Owner({ measure }: { readonly measure: MeasureEntry }): ReactNode {
  const say = useWords();
  return <p className="bc-aux">{say('records.owner', { owner: measure.owner, basis: measure.basis })}</p>;
}

/** More rows than these scroll inside their table. */
const LONG = 30;

type Row = RecordsBehind['rows'][number];

function Records({
  data,
  measure,
}: {
  readonly data: RecordsBehind;
  readonly measure: MeasureEntry | undefined;
}): ReactNode {
  const say = useWords();
  const name = useNames();
  const [all, setAll] = useState(false);
  const { rows, den, hidden, total } = data;
  const others = rows.filter(({ counts }) => !counts);
  const split = den !== null && others.length > 0;
  const shown = split && !all ? others : rows;
  const unit = measure === undefined ? '' : name(measure.unit);
  return (
    <>
      <div className={styles['recordsHead']}>
        <b>{say('records.count', { count: numberText(total), unit })}</b>
        {hidden > 0 && <span className="bc-aux">{say('records.hidden', { count: numberText(hidden) })}</span>}
        {split && (
          <span className={styles['chips']}>
            <Chip on={!all} onClick={() => setAll(false)}>
              {say('records.notCounted', { count: others.length })}
            </Chip>
            <Chip on={all} onClick={() => setAll(true)}>
              {say('records.all', { count: rows.length })}
            </Chip>
          </span>
        )}
      </div>
      {rows.length > 0 && <RecordTable rows={shown} marked={split && all} />}
    </>
  );
}

type TableProps = {
  readonly rows: readonly Row[];
  /** Whether each says if it counts in the numerator. */
  readonly marked: boolean;
  /** What the names of the records are called; of cases, without it. */
  readonly titled?: string;
  /** Results of other periods, by period and method. */
  readonly results?: boolean;
};

/** The records themselves. */
export function RecordTable({ rows, marked, titled, results = false }: TableProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const columns: Column<Row>[] = [
    {
      id: 'label',
      name: say(results ? 'records.period' : 'records.label'),
      cell: ({ label, href }) => <a href={href}>{label}</a>,
    },
    { id: 'title', name: titled ?? say(results ? 'records.method' : 'records.title'), cell: ({ title }) => title },
    ...(rows[0]?.cells ?? []).map(
      (cell, at): Column<Row> => ({
        id: `cell${at}`,
        name: name(cell.title),
        number: cell.form === 'number',
        cell: (row) => cellText(row.cells[at], language),
      }),
    ),
  ];
  const counted: Column<Row> = {
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

function cellText(cell: Row['cells'][number] | undefined, language: Language): string | null {
  if (cell === undefined || cell.value === null) return null;
  if (typeof cell.value === 'number') return numberText(cell.value);
  if (cell.form !== 'instant') return cell.value;
  const text = momentText(cell.value, language);
  // A limit that ends with a day is said as that day.
  return text.endsWith('00:00') ? dateText(new Date(Date.parse(cell.value) - 1).toISOString(), language) : text;
}
