// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { starCount } from '../../words/star-count.ts';
import { useWords } from '../../words/words.ts';
import type { StarUnit } from '../star-unit.ts';
import { DotShape } from './dot.tsx';
import type { Sky } from './sky.ts';
import styles from './star-chart.module.css';

type Props = { readonly sky: Sky; readonly most: number; readonly units: readonly StarUnit[] };

/** The signs with their counts. */
export function Legend({ sky, most, units }: Props): ReactNode {
  const say = useWords();
  const gained = units.filter(({ before, stars }) => before !== null && stars > before).length;
  const lost = units.filter(({ before, stars }) => before !== null && stars < before).length;
  const compared = units.some(({ before }) => before !== null);
  const open = units.filter(({ objection }) => objection).length;
  return (
    <ul className={styles['legend']} aria-label={say('chart.legend')}>
      {sky.rings.map(({ stars }) => (
        <li key={stars}>
          <svg viewBox="-9 -8 18 16" aria-hidden="true" focusable="false">
            <DotShape stars={stars} most={most} />
          </svg>
          {starCount(say, stars)}
        </li>
      ))}
      {compared && (
        <>
          <li className={styles['wide']}>
            <svg viewBox="-9 -8 18 16" aria-hidden="true" focusable="false">
              <line className={styles['up']} x1="-7" x2="7" y1="0" y2="0" />
            </svg>
            {say('chart.gained', { count: gained })}
          </li>
          <li className={styles['wide']}>
            <svg viewBox="-9 -8 18 16" aria-hidden="true" focusable="false">
              <line className={styles['down']} x1="-7" x2="7" y1="0" y2="0" />
            </svg>
            {say('chart.lost', { count: lost })}
          </li>
        </>
      )}
      {open > 0 && (
        <li className={styles['wide']}>
          <svg viewBox="-9 -8 18 16" aria-hidden="true" focusable="false">
            <circle className={styles['objection']} r="6" />
          </svg>
          {say('chart.objections', { count: open })}
        </li>
      )}
    </ul>
  );
}
