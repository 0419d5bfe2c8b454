// SPDX-License-Identifier: Apache-2.0
import { numberText } from '@beichen/platform-web/words/format.ts';
import type { ReactNode } from 'react';
import type { Burden } from '../../model/burden.ts';
import { useWords } from '../words.ts';
import styles from './burden.module.css';

const LEFT = 60;
const WIDTH = 1200;
const HIGH = 48;

/** How the beam is marked: as far as the limit and what was asked go, and a little beyond. */
function scaleOf({ limit, spread }: Pick<Burden, 'limit' | 'spread'>): {
  readonly most: number;
  at(x: number): number;
} {
  const most = Math.max(limit + 4, ...spread.map(({ figures }) => figures + 1));
  return { most, at: (x) => LEFT + (x / most) * WIDTH };
}

/** A steelyard: each mark is a figure asked, bars are how many units were asked so many, the weight hangs at the mean. */
export function Steelyard({ burden, unit }: { readonly burden: Burden; readonly unit: string }): ReactNode {
  const say = useWords();
  const { limit, spread, units, figures } = burden;
  const { most, at } = scaleOf(burden);
  const tallest = Math.max(1, ...spread.map((one) => one.units));
  const mean = units === 0 ? 0 : figures / units;
  const marks = Array.from({ length: most + 1 }, (_, x) => x);
  const step = WIDTH / most;
  const edge = at(limit + 0.5);
  const told = { mean: numberText(mean, 1), limit, most: Math.max(0, ...spread.map((one) => one.figures)) };
  return (
    <svg
      className={styles['steelyard']}
      viewBox="0 0 1320 150"
      role="img"
      aria-label={say('burden.scale.told', { ...told, unit })}
    >
      <path d={`M${LEFT - 24} 78L${LEFT + WIDTH + 24} 74V86L${LEFT - 24} 90Z`} className={styles['beam']} />
      <path d={`M${edge} 75H${LEFT + WIDTH + 24}V86L${edge} 89Z`} className={styles['beyond']} />
      {marks.map((x) => (
        <circle key={x} cx={at(x)} cy="82" r={x % 4 === 0 ? 3.6 : 2.2} className={styles['mark']} />
      ))}
      {marks
        .filter((x) => x % 2 === 0)
        .map((x) => (
          <text key={x} x={at(x)} y="112" className={styles['tick']}>
            {x}
          </text>
        ))}
      {spread.map((one) => {
        const height = (one.units / tallest) * HIGH;
        return (
          <g key={one.figures}>
            <rect
              x={at(one.figures) - step * 0.3}
              y={72 - height}
              width={step * 0.6}
              height={height}
              className={styles[one.figures > limit ? 'barBeyond' : 'bar']}
            />
            <text x={at(one.figures)} y={66 - height} className={styles['tick']}>
              {numberText(one.units)}
            </text>
          </g>
        );
      })}
      <path d={`M${edge} 8V98`} className={styles['limit']} />
      <text x={edge + 8} y="20" className={styles['limitText']}>
        {say('burden.limit', { limit })}
      </text>
      <path d={`M${at(mean)} 92v16l-9 14a10 10 0 1 0 18 0l-9-14`} className={styles['weight']} />
      <text x={at(mean) + 20} y="140" className={styles['meanText']}>
        {say('burden.mean', { mean: told.mean, unit })}
      </text>
    </svg>
  );
}
