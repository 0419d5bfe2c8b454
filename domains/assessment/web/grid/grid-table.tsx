// SPDX-License-Identifier: Apache-2.0
import { pointsText } from '@beichen/platform-web/why/item-words.ts';
import { useNames } from '@beichen/platform-web/words/language.tsx';
import clsx from 'clsx';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Grid } from '../../model/review.ts';
import { measureHref } from '../data/addresses.ts';
import { useWords } from '../words.ts';
import styles from './grid.module.css';
import { type Chosen, type FactMarks, isWaiting, type MarksAt } from './marks.ts';

type Props = {
  readonly grid: Grid;
  readonly rows: readonly Grid['units'][number][];
  readonly marks: MarksAt;
  readonly chosen: Chosen | undefined;
  readonly onChoose: (chosen: Chosen) => void;
  readonly ticked: ReadonlySet<number>;
  readonly onTick: (ticked: ReadonlySet<number>) => void;
};

/** Units by items. What was explained, corrected or held is marked by shape and word; a cell opens its fact. */
export function GridTable({ grid, rows, ticked, onTick, ...props }: Props): ReactNode {
  const say = useWords();
  const name = useNames();
  const waiting = rows.filter(isWaiting).map(({ id }) => id);
  const all = waiting.length > 0 && waiting.every((id) => ticked.has(id));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['scroll']} aria-label={say('grid.table')} tabIndex={0}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col" className="bc-noprint">
              {waiting.length > 0 && (
                <input
                  type="checkbox"
                  aria-label={say('grid.tickAll', { count: waiting.length })}
                  checked={all}
                  onChange={() => onTick(new Set(all ? [] : waiting))}
                />
              )}
            </th>
            <th scope="col">{say('grid.unit')}</th>
            <th scope="col" className={styles['number']}>
              {say('grid.points')}
              <small>{say('grid.full', { full: grid.section.full })}</small>
            </th>
            {grid.items.map((item) => (
              <th key={item.id} scope="col" className={styles['number']}>
                {item.measure === null ? (
                  name(item.title)
                ) : (
                  <a href={measureHref(item.measure.id, { unit: grid.place.id, period: grid.review.period })}>
                    {name(item.title)}
                  </a>
                )}
                <small>{say('grid.full', { full: item.full })}</small>
              </th>
            ))}
            <th scope="col">{say('grid.passed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((unit) => (
            <Row
              key={unit.id}
              grid={grid}
              unit={unit}
              ticked={ticked.has(unit.id)}
              onTick={() =>
                onTick(new Set(ticked.has(unit.id) ? [...ticked].filter((id) => id !== unit.id) : [...ticked, unit.id]))
              }
              {...props}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type RowProps = Pick<Props, 'grid' | 'marks' | 'chosen' | 'onChoose'> & {
  readonly unit: Grid['units'][number];
  readonly ticked: boolean;
  readonly onTick: () => void;
};

function Row({ grid, unit, marks, chosen, onChoose, ticked, onTick }: RowProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const row = useRef<HTMLTableRowElement>(null);
  const isChosen = chosen?.unit === unit.id;
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const steps = grid.review.steps.filter(({ id }) => unit.passed.includes(id)).map(({ title }) => name(title));
  return (
    <tr ref={row} className={clsx(isChosen && styles['chosen'])}>
      <td className="bc-noprint">
        {isWaiting(unit) && (
          <input
            type="checkbox"
            aria-label={say('grid.tick', { unit: unit.name })}
            checked={ticked}
            onChange={onTick}
          />
        )}
      </td>
      <th scope="row">
        {unit.name}
        <small>{unit.street}</small>
      </th>
      <td className={styles['number']}>
        <b>{pointsText(unit.points)}</b>
        <small>{say(unit.won === true ? 'grid.won' : unit.won === false ? 'grid.notWon' : 'grid.open')}</small>
      </td>
      {grid.items.map((item, at) => (
        <td key={item.id} className={styles['number']}>
          <button
            type="button"
            className={clsx(styles['fact'], isChosen && chosen.item === at && styles['current'])}
            aria-pressed={isChosen && chosen.item === at}
            aria-label={say('grid.fact', { unit: unit.name, item: name(item.title) })}
            onClick={() => onChoose({ unit: unit.id, item: at })}
          >
            <Mark marks={marks(unit.id, item.measure?.id ?? null)} />
            <PointsOf fact={unit.facts[at]} />
          </button>
        </td>
      ))}
      <td className={styles['passed']}>
        {steps.length === 0 ? (
          <span className="bc-aux">{say('grid.noneYet')}</span>
        ) : (
          steps.map((step) => <span key={step}>{step}</span>)
        )}
      </td>
    </tr>
  );
}

function PointsOf({ fact }: { readonly fact: Grid['units'][number]['facts'][number] | undefined }): ReactNode {
  const say = useWords();
  if (fact?.points == null) return <span className={styles['missing']}>{say('grid.leftOut')}</span>;
  if (fact.missing === 'hold') return <span className={styles['missing']}>{say('grid.missing')}</span>;
  return <span>{pointsText(fact.points)}</span>;
}

/** One mark a fact, the weightiest: held, corrected, explained. */
function Mark({ marks }: { readonly marks: FactMarks }): ReactNode {
  const say = useWords();
  if (marks.held !== undefined) return <i className={styles['held']}>{say('mark.held')}</i>;
  if (marks.corrected !== undefined) return <i className={styles['corrected']}>{say('mark.corrected')}</i>;
  if (marks.explained) return <i className={styles['explained']}>{say('mark.explained')}</i>;
  return null;
}
