// SPDX-License-Identifier: Apache-2.0
import { Chip } from '@beichen/platform-web/ui/action/button.tsx';
import { type StarKind, type StarShape, starShapes } from '@beichen/platform-web/ui/star/star-shapes.ts';
import { StarString } from '@beichen/platform-web/ui/star/star-string.tsx';
import { changeText, numberText } from '@beichen/platform-web/words/format.ts';
import { useNames, type Words } from '@beichen/platform-web/words/language.tsx';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useMemo, useRef, useState } from 'react';
import type { Outcome, TriedUnit } from '../trial/tried.ts';
import { useWords } from '../words.ts';
import styles from './studio.module.css';

const SHAPES = Object.keys(starShapes) as StarShape[];
/** Pixels of a row: all alike, so that none has to be measured. */
const ROW = 60;

const kindsOf = (titles: readonly Words[]): StarKind[] =>
  titles.map((name, at) => ({
    id: name.zh,
    name,
    character: [...name.zh][0] ?? '星',
    shape: SHAPES[at % SHAPES.length] as StarShape,
  }));

type Which = 'all' | 'more' | 'fewer';

const belongs = ({ by }: TriedUnit, which: Which): boolean => which === 'all' || (which === 'more' ? by > 0 : by < 0);

/** Every unit that moved; only the rows in sight are drawn. */
export function MovedList({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const say = useWords();
  const [which, setWhich] = useState<Which>('all');
  const scroll = useRef<HTMLDivElement>(null);
  const rows = outcome.moved.filter((unit) => belongs(unit, which));
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 4,
  });
  const titles = JSON.stringify(outcome.stars);
  const kinds = useMemo(() => {
    const { before, after } = JSON.parse(titles) as Outcome['stars'];
    return { before: kindsOf(before), after: kindsOf(after) };
  }, [titles]);
  const counts = { all: outcome.moved.length, more: outcome.more, fewer: outcome.fewer };
  return (
    <>
      <div className={styles['chips']}>
        {(['all', 'more', 'fewer'] as const).map((one) => (
          <Chip key={one} on={one === which} onClick={() => setWhich(one)}>
            {say(`studio.moved.${one}`, { count: counts[one] })}
          </Chip>
        ))}
      </div>
      {rows.length === 0 ? (
        <p className={styles['quiet']}>{say('studio.moved.none')}</p>
      ) : (
        <section
          ref={scroll}
          className={styles['moved']}
          aria-label={say('studio.moved.list')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <ul style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map(({ index, start }) => (
              // By place and not by unit: at each keystroke other units stand in the same rows.
              <li
                key={index}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                style={{ height: ROW, transform: `translateY(${start}px)` }}
              >
                {rows[index] !== undefined && <Row unit={rows[index]} kinds={kinds} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

type RowProps = {
  readonly unit: TriedUnit;
  readonly kinds: { readonly before: readonly StarKind[]; readonly after: readonly StarKind[] };
};

const Row = memo(function Row({ unit, kinds }: RowProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const { total, because, by } = unit;
  return (
    <>
      <span className={styles['who']}>
        <b>{unit.name}</b>
        <span className="bc-aux">{unit.above}</span>
      </span>
      <span className={styles['stars']}>
        <StarString stars={kinds.before} states={unit.before} size={14} />
        <span aria-hidden="true">→</span>
        <StarString stars={kinds.after} states={unit.after} size={14} />
      </span>
      <span className={styles['why']}>
        <span>
          {numberText(total.before, 2)} → <b>{numberText(total.after, 2)}</b>
        </span>
        <span className="bc-aux">
          {by !== 0 && (
            <b className={by > 0 ? styles['up'] : styles['down']}>
              {say(by > 0 ? 'studio.by.more' : 'studio.by.fewer', { count: Math.abs(by) })}
            </b>
          )}{' '}
          {because.map(({ title, by: points }) => `${name(title)} ${changeText(points, 2)}`).join(say('studio.comma'))}
        </span>
      </span>
    </>
  );
});
