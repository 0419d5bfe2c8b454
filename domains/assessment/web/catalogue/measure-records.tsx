// SPDX-License-Identifier: Apache-2.0
import { getPeriod, nameOfPeriod, periodOf } from '@beichen/kernel/periods.ts';
import { useMay, useSession } from '@beichen/platform-web/session/session.ts';
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { numberText, ratioText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CatalogueEntry } from '../../model/catalogue.ts';
import { figureQuery, type MeasureAt, type MeasureFigure, measureRecordsQuery } from '../data/measure-queries.ts';
import { useToday } from '../decide/use-today.ts';
import { RecordTable } from '../unit/item-records.tsx';
import { useWords } from '../words.ts';
import styles from './catalogue.module.css';

type Props = { readonly entry: CatalogueEntry };

/** The figure of one's own unit in the quarter that runs, and the records that are counted in it. Asked for when it opens. */
export function MeasureRecords({ entry }: Props): ReactNode {
  const say = useWords();
  const may = useMay();
  const today = useToday();
  const [post] = useSession().posts;
  const [open, setOpen] = useState(false);
  if (post === undefined || !may(`${entry.id.split('.')[0]}.read`)) return null;
  const period = periodOf(today, 'quarter').id;
  return (
    <div className={styles['behind']}>
      <Button size="small" onClick={() => setOpen(!open)}>
        {say(open ? 'catalogue.behind.close' : 'catalogue.behind.open', { unit: post.unit.name })}
      </Button>
      {open && <Behind entry={entry} at={{ measure: entry.id, unit: post.unit.id, period }} />}
    </div>
  );
}

type BehindProps = Props & { readonly at: MeasureAt };

function Behind({ entry, at }: BehindProps): ReactNode {
  const say = useWords();
  const figure = useQuery(figureQuery(at));
  const records = useInfiniteQuery(measureRecordsQuery(at));
  const again = (): void => void Promise.all([figure.refetch(), records.refetch()]);
  const error = figure.error ?? records.error;
  if (error !== null) return <Failure error={error} doing={say('records.doing')} onAgain={again} />;
  const [first] = records.data?.pages ?? [];
  if (figure.data === undefined || first === undefined) return <Skeleton lines={2}>{say('records.loading')}</Skeleton>;
  const rows = records.data?.pages.flatMap((page) => page.rows) ?? [];
  const hidden = records.data?.pages.reduce((sum, page) => sum + page.hidden, 0) ?? 0;
  return (
    <>
      <Told entry={entry} at={at} figure={figure.data} />
      {first.total === 0 && <p>{say('records.none')}</p>}
      {hidden > 0 && <p className="bc-aux">{say('records.hidden', { count: numberText(hidden) })}</p>}
      {rows.length > 0 && (
        <RecordTable rows={rows} marked={entry.form === 'ratio'} titled={say('catalogue.behind.title')} />
      )}
      {records.hasNextPage && (
        <Button size="small" busy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {say('catalogue.behind.more', { count: first.total - rows.length - hidden })}
        </Button>
      )}
    </>
  );
}

type ToldProps = BehindProps & { readonly figure: MeasureFigure };

/** Which unit and quarter, the figure, and as of when. */
function Told({ entry, at, figure: { num, den, asOf, stale } }: ToldProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const unit = name(entry.unit);
  const figure =
    den === null ? `${numberText(num)}${language === 'en' ? ' ' : ''}${unit}` : ratioText(num, den, { unit, language });
  return (
    <p>
      {say('catalogue.behind.figure', { period: name(nameOfPeriod(getPeriod(at.period))), figure })}{' '}
      {asOf !== null && <AsOf at={asOf} stale={stale} />}
    </p>
  );
}
