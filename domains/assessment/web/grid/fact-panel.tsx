// SPDX-License-Identifier: Apache-2.0
import { Button } from '@beichen/platform-web/ui/action/button.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { Note } from '@beichen/platform-web/ui/tag/tag.tsx';
import { pointsText } from '@beichen/platform-web/why/item-words.ts';
import { percentText } from '@beichen/platform-web/words/format.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import type { ReactNode } from 'react';
import { measureHref, unitHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import { FactLog } from './fact-log.tsx';
import { figureText } from './figure-text.ts';
import styles from './grid.module.css';
import { JudgeForm } from './judge-form.tsx';
import type { FactProps } from './marks.ts';

/** One fact: its figure and points, what was said of it, and what the reader may say. */
export function FactPanel({ onClose, ...fact }: FactProps & { readonly onClose: () => void }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { grid, unit, item: at, marks } = fact;
  const item = grid.items[at];
  const figure = unit.facts[at];
  if (item === undefined || figure === undefined) return null;
  const { review } = grid;
  return (
    <aside className={styles['panel']} aria-label={say('grid.fact', { unit: unit.name, item: name(item.title) })}>
      <Sheet
        title={`${unit.name} · ${name(item.title)}`}
        aside={
          <Button size="small" onClick={onClose}>
            {say('fact.close')}
          </Button>
        }
      >
        <Figures {...fact} item={item} figure={figure} />
        {marks.held !== undefined && (
          <Note tone="pause">
            {say('fact.held', { unit: marks.held.owner?.name ?? '', reason: marks.held.reason ?? '' })}
          </Note>
        )}
        {item.measure === null ? <p className="bc-aux">{say('fact.noMeasure')}</p> : <JudgeForm {...fact} />}
        <FactLog log={marks.log} steps={review.steps} measure={item.measure} />
      </Sheet>
    </aside>
  );
}

type FiguresProps = Pick<FactProps, 'grid' | 'unit' | 'marks'> & {
  readonly item: FactProps['grid']['items'][number];
  readonly figure: FactProps['unit']['facts'][number];
};

/** The figure and what it gives, what stood before, and the ways to its records and to its measure. */
function Figures({ grid: { review, section }, unit, marks, item, figure }: FiguresProps): ReactNode {
  const say = useWords();
  const name = useNames();
  return (
    <div className={styles['figures']}>
      <p>
        <b>{figureText(figure, item.measure, { name, none: say('fact.none') })}</b>
        {figure.value !== null && item.measure?.form === 'ratio' && (
          <span className="bc-aux">{percentText(figure.value)}</span>
        )}
      </p>
      <p className="bc-aux">
        {figure.points === null
          ? say('grid.leftOut')
          : say('fact.points', { points: pointsText(figure.points), full: item.full })}
      </p>
      {marks.corrected?.was != null && (
        <p>
          {say('fact.was', {
            was: figureText(marks.corrected.was, item.measure, { name, none: say('fact.none') }),
          })}
        </p>
      )}
      <p>
        <a
          href={unitHref(
            unit.id,
            { period: review.period, method: review.method },
            section.star ? section.id : undefined,
          )}
        >
          {say('fact.records')}
        </a>
        {item.measure !== null && (
          <>
            <br />
            <a href={measureHref(item.measure.id, { unit: unit.id, period: review.period, method: review.method })}>
              {say('fact.measure')}
            </a>
          </>
        )}
      </p>
    </div>
  );
}
