// SPDX-License-Identifier: Apache-2.0
import type { StarUnit } from '@beichen/platform-web/charts/star-unit.ts';
import { Figure, FigureStrip } from '@beichen/platform-web/ui/figure/figure.tsx';
import { numberText, percentText } from '@beichen/platform-web/words/format.ts';
import { starCount } from '@beichen/platform-web/words/star-count.ts';
import { useWords as usePlatformWords } from '@beichen/platform-web/words/words.ts';
import type { ReactNode } from 'react';
import { movedOf, spreadOf } from '../shape/counts.ts';
import { useWords } from '../words.ts';
import styles from './home.module.css';

type Props = {
  readonly units: readonly StarUnit[];
  readonly most: number;
  readonly unit: string;
  readonly previous: string | null;
  readonly hrefOf: (unit: string) => string;
  /** The run that these figures come from, with its method and what it rests on. */
  readonly basis: string;
};

/** How many units hold so many stars, the most first; and how many moved. */
export function CountStrip({ units, most, previous, hrefOf, basis }: Props): ReactNode {
  const say = useWords();
  const words = usePlatformWords();
  const moved = movedOf(units);
  const open = units.filter(({ states }) => states.includes('incomplete'));
  const listed = (rows: readonly StarUnit[]): ReactNode => <Counted units={rows} hrefOf={hrefOf} basis={basis} />;
  // Without a star because nothing is known yet: that is not the same as without one.
  const unknown = units.filter(({ states }) => states.every((state) => state === 'incomplete')).length;
  const whyOf = (count: number, stars: number): string =>
    stars === 0 && unknown > 0
      ? say('count.ofThem', { count: numberText(unknown) })
      : percentText(count / Math.max(1, units.length));
  return (
    <div style={{ marginBottom: 16 }}>
      <FigureStrip>
        {spreadOf(units, most).map((count, at) => (
          <Figure
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of the scale never change
            key={at}
            name={starCount(words, most - at)}
            value={say('count.value', { count: numberText(count) })}
            why={whyOf(count, most - at)}
          >
            {listed(units.filter(({ stars }) => stars === most - at))}
          </Figure>
        ))}
        <Figure
          name={say('count.open')}
          value={say('count.value', { count: numberText(open.length) })}
          {...(open.length > 0 ? { tone: 'wait' as const } : {})}
          why={say('count.open.why')}
        >
          {listed(open)}
        </Figure>
        {moved !== undefined && previous !== null && (
          <Figure
            name={say('count.moved')}
            value={`+${numberText(moved.up.length)} / −${numberText(moved.down.length)}`}
            why={say('count.moved.why')}
          >
            {listed([...moved.up, ...moved.down])}
          </Figure>
        )}
      </FigureStrip>
    </div>
  );
}

type CountedProps = Pick<Props, 'units' | 'hrefOf' | 'basis'>;

/** Whom a figure counts, each with the way to its reasons, and by what it is counted. */
function Counted({ units, hrefOf, basis }: CountedProps): ReactNode {
  const say = useWords();
  const rows = [...units].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  return (
    <>
      <a href={basis}>{say('count.basis')}</a>
      <ul className={styles['counted']}>
        {rows.map(({ id, name, street }) => (
          <li key={id}>
            <a href={hrefOf(id)}>{name}</a> <span className="bc-aux">{street.name}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
