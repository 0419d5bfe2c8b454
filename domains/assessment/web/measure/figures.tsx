// SPDX-License-Identifier: Apache-2.0
import { Bar, Figure, FigureStrip } from '@beichen/platform-web/ui/figure/figure.tsx';
import { AsOf } from '@beichen/platform-web/ui/stamp/as-of.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { numberText, percentText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { figureText } from '../grid/figure-text.ts';
import { useWords } from '../words.ts';
import styles from './measure.module.css';
import type { MeasureAbout } from './measure-about.ts';
import { type At, factPagesQuery, figureQuery, type ReadFigure } from './measure-queries.ts';

type Props = { readonly about: MeasureAbout; readonly at: At };

/** A figure that is counted from records, with how it combines and as of when it was read. */
export function RecordsFigure({ about, at }: Props): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(figureQuery(at));
  if (data === undefined)
    return error === null ? (
      <Skeleton lines={2}>{say('measure.figure.loading')}</Skeleton>
    ) : (
      <Failure error={error} doing={say('measure.figure.doing')} onAgain={() => void refetch()} />
    );
  return (
    <>
      {data.buckets === null ? <Counted about={about} figure={data} /> : <Spread about={about} figure={data} />}
      <p className={styles['foot']}>
        {data.asOf === null ? (
          <span className="bc-aux">{say('measure.never')}</span>
        ) : (
          <AsOf at={data.asOf} stale={data.stale} />
        )}
      </p>
    </>
  );
}

type Shown = { readonly about: MeasureAbout; readonly figure: Pick<ReadFigure, 'num' | 'den'> };

/** A count, or a share with its two parts; of nothing there is no share. */
function Counted({ about, figure: { num, den } }: Shown): ReactNode {
  const say = useWords();
  const name = useNames();
  const text = figureText({ num, den }, about, { name, none: say('fact.none') });
  const how = say(`catalogue.combine.${about.combining}`);
  return (
    <div className={styles['figures']}>
      <FigureStrip>
        {den === null ? (
          <Figure value={numberText(num)} unit={name(about.unit)} why={how} />
        ) : (
          <Figure value={den === 0 ? '—' : percentText(num / den)} why={`${text}${say('measure.between')}${how}`} />
        )}
      </FigureStrip>
    </div>
  );
}

/** A distribution: how many, the median and the ninth tenth as far as the buckets are fine, and the buckets. */
function Spread({ about, figure }: { readonly about: MeasureAbout; readonly figure: ReadFigure }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const { num, percentile, buckets } = figure;
  const unit = `${language === 'en' ? ' ' : ''}${name(about.unit)}`;
  const most = Math.max(1, ...(buckets ?? []).map(({ count }) => count));
  const bound = ({ value, moreThan }: { value: number; moreThan: boolean }): string =>
    say(moreThan ? 'measure.moreThan' : 'measure.upTo', { bound: `${numberText(value)}${unit}` });
  const bounds = (buckets ?? []).map(({ upTo }) => upTo);
  const labelOf = (upTo: number | null, at: number): string =>
    upTo === null
      ? say('measure.moreThan', { bound: `${numberText(bounds[at - 1] ?? 0)}${unit}` })
      : say('measure.upTo', { bound: `${numberText(upTo)}${unit}` });
  return (
    <>
      <div className={styles['figures']}>
        <FigureStrip>
          <Figure value={numberText(num)} unit={say('measure.records')} why={say('catalogue.combine.histogram')} />
          {percentile !== null && (
            <>
              <Figure name={say('measure.median')} value={bound(percentile.median)} why={say('measure.median.why')} />
              <Figure name={say('measure.p90')} value={bound(percentile.p90)} why={say('measure.p90.why')} />
            </>
          )}
        </FigureStrip>
      </div>
      <ul className={styles['buckets']} aria-label={say('measure.buckets')}>
        {(buckets ?? []).map(({ upTo, count }, at) => (
          <li key={upTo ?? 'open'}>
            <span>{labelOf(upTo, at)}</span>
            <Bar share={count / most} />
            <b className="bc-num">{numberText(count)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A figure of what was declared, or of results; where several do not add up, each unit has its own below. */
export function FactsFigure({ about, at }: Props): ReactNode {
  const say = useWords();
  const pages = useInfiniteQuery(factPagesQuery(at));
  const first = pages.data?.pages[0];
  if (first === undefined)
    return pages.isError ? (
      <Failure error={pages.error} doing={say('measure.figure.doing')} onAgain={() => void pages.refetch()} />
    ) : (
      <Skeleton lines={2}>{say('measure.figure.loading')}</Skeleton>
    );
  const { num, den, total } = first;
  if (num === null)
    return (
      <p className={styles['quiet']}>
        {total === 0 ? say('measure.nothing') : say('measure.apart', { count: numberText(total) })}
      </p>
    );
  // A mean of several results is told as one number; its parts stand in the list.
  return about.combining === 'result' ? (
    <Counted about={about} figure={{ num: Number((num / (den ?? 1)).toFixed(4)), den: null }} />
  ) : (
    <Counted about={about} figure={{ num, den }} />
  );
}
