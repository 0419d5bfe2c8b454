// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Failure } from '@beichen/platform-web/ui/states/failure.tsx';
import { Skeleton } from '@beichen/platform-web/ui/states/skeleton.tsx';
import { Note, Tag } from '@beichen/platform-web/ui/tag/tag.tsx';
import { dateText, numberText } from '@beichen/platform-web/words/format.ts';
import { useLanguage, useNames } from '@beichen/platform-web/words/language.tsx';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import type { householdsPage } from '../../model/households.ts';
import { householdsQuery } from '../data/queries.ts';
import { useWords } from '../words.ts';
import { CountForm } from './count-form.tsx';
import styles from './households.module.css';

type Page = z.infer<typeof householdsPage>;
type Figure = NonNullable<Page['held']>;

type Props = {
  readonly unit: { readonly id: number; readonly name: string; readonly closedOn: string | null };
  readonly on: string | undefined;
  readonly maySet: boolean;
};

/** How many households live at a unit, whether it is of the usual size, and what was before. Today, or on a day of the past. */
export function Households({ unit, on, maySet }: Props): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(householdsQuery(unit.id, on));
  const [state, setState] = useState<'shown' | 'asked' | 'done'>('shown');
  if (data === undefined)
    return (
      <Sheet title={say('households.title')}>
        {error === null ? (
          <Skeleton lines={2}>{say('households.loading')}</Skeleton>
        ) : (
          <Failure error={error} doing={say('households.doing')} onAgain={() => void refetch()} />
        )}
      </Sheet>
    );
  if (!data.counted && data.below.length === 0) return null;
  const mayAsk = data.counted && maySet && on === undefined && unit.closedOn === null && state !== 'asked';
  return (
    <Sheet
      title={say('households.title')}
      aside={
        mayAsk && (
          <Button size="small" onClick={() => setState('asked')}>
            {say('households.set')}
          </Button>
        )
      }
    >
      <div role="status">{state === 'done' && <Note tone="ok">{say('households.done')}</Note>}</div>
      {state === 'asked' ? (
        <CountForm unit={unit} onClose={() => setState('shown')} onDone={() => setState('done')} />
      ) : (
        <Figures page={data} />
      )}
    </Sheet>
  );
}

function useSize({ least, most }: Page): string | null {
  const say = useWords();
  if (least !== null && most !== null)
    return say('households.size', { least: numberText(least), most: numberText(most) });
  if (least !== null) return say('households.size.least', { least: numberText(least) });
  return most === null ? null : say('households.size.most', { most: numberText(most) });
}

function Figures({ page }: { readonly page: Page }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { counted, held, others, below } = page;
  const size = useSize(page);
  return (
    <>
      {counted && (
        <div className={styles['held']}>
          {held === null ? (
            <p>
              <Tag tone="mute">{say('households.none')}</Tag>{' '}
              <span className="bc-aux">{say('households.none.why')}</span>
            </p>
          ) : (
            <FigureLine page={page} figure={held} look="big" />
          )}
          {size !== null && <p className="bc-aux">{size}</p>}
        </div>
      )}
      {below.length > 0 && (
        <dl className={styles['below']}>
          {below.map(({ kindTitle, units, counted: known, households }) => (
            <div key={kindTitle.zh}>
              <dt>{say('households.below', { kind: name(kindTitle) })}</dt>
              <dd>
                {say(known === 0 ? 'households.below.none' : 'households.below.sum', {
                  households: numberText(households),
                  units: numberText(units),
                  counted: numberText(known),
                })}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {others.length > 0 && (
        <details className={styles['others']}>
          <summary>{say('households.others', { count: others.length })}</summary>
          <ul>
            {others.map((figure) => (
              <li key={figure.id}>
                <FigureLine page={page} figure={figure} look="small" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

type LineProps = { readonly page: Page; readonly figure: Figure; readonly look: 'big' | 'small' };

/** A figure, whether it is of the usual size, and since when it holds. */
function FigureLine({ page: { least, most }, figure, look }: LineProps): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const { households, mark, from, reason } = figure;
  const fits = mark === null && (least !== null || most !== null);
  return (
    <p className={styles[look]}>
      <b>{say('households.count', { count: numberText(households) })}</b>
      {mark === 'over' && <Tag tone="wait">{say('households.over', { most: numberText(most ?? 0) })}</Tag>}
      {mark === 'under' && <Tag tone="wait">{say('households.under', { least: numberText(least ?? 0) })}</Tag>}
      {fits && look === 'big' && <Tag tone="ok">{say('households.fits')}</Tag>}
      <span className="bc-aux">
        {say('households.since', { from: dateText(from, language, true) })}
        {reason !== null && `${say('dot')}${say('households.because', { reason })}`}
      </span>
    </p>
  );
}
