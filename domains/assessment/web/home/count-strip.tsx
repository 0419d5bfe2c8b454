// SPDX-License-Identifier: Apache-2.0
import type { StarUnit } from '@beichen/platform-web/charts/star-unit.ts';
import { Figure, FigureStrip } from '@beichen/platform-web/ui/figure/figure.tsx';
import { Sheet } from '@beichen/platform-web/ui/sheet/sheet.tsx';
import { numberText, percentText } from '@beichen/platform-web/words/format.ts';
import { starCount } from '@beichen/platform-web/words/star-count.ts';
import { useWords as usePlatformWords } from '@beichen/platform-web/words/words.ts';
import { type ReactNode, useId, useState } from 'react';
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

/** How many units hold so many stars, the most first; and how many moved. Each opens to the units that it counts. */
export function CountStrip({ units, most, previous, hrefOf, basis }: Props): ReactNode {
  const say = useWords();
  const [open, setOpen] = useState<string | null>(null);
  const at = useId();
  const kinds = useKinds({ units, most, previous });
  const chosen = kinds.find(({ id }) => id === open);
  return (
    <div className={styles['strip']}>
      <FigureStrip>
        {kinds.map(({ id, units: rows, ...figure }) => (
          <Figure
            key={id}
            {...figure}
            opens={{ at, open: open === id, toggle: () => setOpen(open === id ? null : id) }}
          />
        ))}
      </FigureStrip>
      <div id={at}>
        {chosen !== undefined && (
          <Sheet
            title={say('count.who', { name: chosen.name, count: numberText(chosen.units.length) })}
            aside={<a href={basis}>{say('count.basis')}</a>}
            flush
          >
            <Counted units={chosen.units} hrefOf={hrefOf} />
          </Sheet>
        )}
      </div>
    </div>
  );
}

/** A figure with whom it counts. */
type Kind = {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly why: string;
  readonly tone?: 'wait';
  readonly units: readonly StarUnit[];
};

function useKinds({ units, most, previous }: Pick<Props, 'units' | 'most' | 'previous'>): readonly Kind[] {
  const say = useWords();
  const words = usePlatformWords();
  const amountOf = (count: number): string => say('count.value', { count: numberText(count) });
  // Without a star because nothing is known yet: that is not the same as without one.
  const unknown = units.filter(({ states }) => states.every((state) => state === 'incomplete')).length;
  const whyOf = (count: number, stars: number): string =>
    stars === 0 && unknown > 0
      ? say('count.ofThem', { count: numberText(unknown) })
      : percentText(count / Math.max(1, units.length));
  const held = spreadOf(units, most).map((count, place): Kind => {
    const stars = most - place;
    const rows = units.filter((unit) => unit.stars === stars);
    const name = starCount(words, stars);
    return { id: String(stars), name, value: amountOf(count), why: whyOf(count, stars), units: rows };
  });
  const lacking = units.filter(({ states }) => states.includes('incomplete'));
  const open: Kind = {
    id: 'open',
    name: say('count.open'),
    value: amountOf(lacking.length),
    why: say('count.open.why'),
    units: lacking,
    ...(lacking.length > 0 ? { tone: 'wait' as const } : {}),
  };
  const moved = movedOf(units);
  if (moved === undefined || previous === null) return [...held, open];
  const { up, down } = moved;
  const value = `+${numberText(up.length)} / −${numberText(down.length)}`;
  const both = { id: 'moved', name: say('count.moved'), value, why: say('count.moved.why'), units: [...up, ...down] };
  return [...held, open, both];
}

/** Units by the order of their names, each with the way to its reasons: nobody is ranked here. */
function Counted({ units, hrefOf }: Pick<Props, 'units' | 'hrefOf'>): ReactNode {
  const say = useWords();
  const rows = [...units].sort((a, b) => (a.sortKey < b.sortKey ? -1 : 1));
  if (rows.length === 0) return <p className={styles['quiet']}>{say('count.nobody')}</p>;
  return (
    <ul className={styles['counted']}>
      {rows.map(({ id, name, street }) => (
        <li key={id}>
          <a href={hrefOf(id)}>{name}</a> <span className="bc-aux">{street.name}</span>
        </li>
      ))}
    </ul>
  );
}
