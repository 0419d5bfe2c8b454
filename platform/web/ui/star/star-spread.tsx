// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.ts';

type Props = {
  /** How many units hold the most stars, one less, … none. */
  readonly counts: readonly number[];
  readonly width?: number;
};

/** How the units of a place are spread over the numbers of stars; the counts stand beside it or in its name. */
export function StarSpread({ counts, width = 132 }: Props): ReactNode {
  const say = useWords();
  const whole = Math.max(
    1,
    counts.reduce((sum, count) => sum + count, 0),
  );
  const most = counts.length - 1;
  return (
    <span
      role="img"
      aria-label={say('star.spread', { counts: counts.join('、') })}
      style={{ display: 'flex', gap: 1, width, height: 10 }}
    >
      {counts.map((count, at) => {
        const stars = most - at;
        const rank = stars === 0 ? 0 : Math.max(1, 5 - at);
        // biome-ignore lint/suspicious/noArrayIndexKey: the places of the scale never change
        return count > 0 && <i key={at} style={{ flexGrow: count / whole, flexBasis: 0, background: fills[rank] }} />;
      })}
    </span>
  );
}

/** Hollow signs of the chart have no fill; here they are the pale end of the scale. */
const fills = ['var(--bc-sunken)', 'var(--bc-s2)', 'var(--bc-n2)', 'var(--bc-n3)', 'var(--bc-n4)', 'var(--bc-n5)'];
