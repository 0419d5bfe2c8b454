// SPDX-License-Identifier: Apache-2.0
import { Chip } from '@beichen/platform-web/ui/action/button.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import type { ItemReason } from '@beichen/platform-web/why/item-words.ts';
import { momentText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { MeasureEntry, RecordsBehind } from '../../model/results.ts';
import { measureHref } from '../data/addresses.ts';
import { recordsQuery, type Wanted } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { RecordTable } from './record-table.tsx';
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
  const about = measure === undefined ? null : <Owner measure={measure} href={measureHref(id, { unit, ...wanted })} />;
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

/** Whose figure it is, on what it rests, and the way to all that is known of the measure. */
function Owner({ measure, href }: { readonly measure: MeasureEntry; readonly href: string }): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <p className="bc-aux">
      {say('records.owner', { owner: measure.owner, basis: measure.basis })}{' '}
      <a href={href}>{say('records.measure', { title: name(measure.title) })}</a>
    </p>
  );
}

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
