// SPDX-License-Identifier: Apache-2.0
import { numberText } from '@beichen/platform-web/words/format.ts';
import type { ReactNode } from 'react';
import type { Burden } from '../../model/burden.ts';
import { useWide } from '../studio/use-wide.ts';
import { useWords } from '../words.ts';
import styles from './burden.module.css';

const HIGH = 48;

/** How wide the drawing is, and the beam in it: on a phone the same beam is shorter, so that its writing keeps its size. */
const SIZES = { desk: { all: 1320, left: 60, beam: 1200 }, phone: { all: 420, left: 40, beam: 340 } } as const;

type Scale = {
  readonly all: number;
  readonly left: number;
  readonly right: number;
  readonly most: number;
  readonly step: number;
  at(x: number): number;
};

/** How the beam is marked: as far as the limit and what was asked go, and a little beyond. */
function scaleOf({ limit, spread }: Pick<Burden, 'limit' | 'spread'>, wide: boolean): Scale {
  const { all, left, beam } = SIZES[wide ? 'desk' : 'phone'];
  const most = Math.max(limit + 4, ...spread.map(({ figures }) => figures + 1));
  return { all, left, right: left + beam, most, step: beam / most, at: (x) => left + (x / most) * beam };
}

/** A steelyard: each mark is a figure asked, bars are how many units were asked so many, the weight hangs at the mean. */
export function Steelyard({ burden, unit }: { readonly burden: Burden; readonly unit: string }): ReactNode {
  const say = useWords();
  const { limit, spread, units, figures } = burden;
  const scale = scaleOf(burden, useWide());
  const { all, left, right, at } = scale;
  const mean = units === 0 ? 0 : figures / units;
  const edge = at(limit + 0.5);
  const told = { mean: numberText(mean, 1), limit, most: Math.max(0, ...spread.map((one) => one.figures)) };
  const isFar = at(mean) > all * 0.6;
  return (
    <svg
      className={styles['steelyard']}
      viewBox={`0 0 ${all} 150`}
      role="img"
      aria-label={say('burden.scale.told', { ...told, unit })}
    >
      <path d={`M${left - 24} 78L${right + 24} 74V86L${left - 24} 90Z`} className={styles['beam']} />
      <path d={`M${edge} 75H${right + 24}V86L${edge} 89Z`} className={styles['beyond']} />
      <Marks scale={scale} />
      <Bars scale={scale} burden={burden} />
      <path d={`M${edge} 8V98`} className={styles['limit']} />
      <text x={edge + 8} y="20" className={styles['limitText']}>
        {say('burden.limit', { limit })}
      </text>
      <path d={`M${at(mean)} 92v16l-9 14a10 10 0 1 0 18 0l-9-14`} className={styles['weight']} />
      <text
        x={at(mean) + (isFar ? -20 : 20)}
        y="140"
        textAnchor={isFar ? 'end' : 'start'}
        className={styles['meanText']}
      >
        {say('burden.mean', { mean: told.mean, unit })}
      </text>
    </svg>
  );
}

/** Pixels of the drawing that a figure under the beam needs. */
const TICK = 28;

function Marks({ scale: { most, step, at } }: { readonly scale: Scale }): ReactNode {
  const every = [2, 4, 8].find((many) => many * step >= TICK) ?? 16;
  return Array.from({ length: most + 1 }, (_, x) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
    <g key={x}>
      <circle cx={at(x)} cy="82" r={x % 4 === 0 ? 3.6 : 2.2} className={styles['mark']} />
      {x % every === 0 && (
        <text x={at(x)} y="112" className={styles['tick']}>
          {x}
        </text>
      )}
    </g>
  ));
}

function Bars({ scale, burden }: { readonly scale: Scale; readonly burden: Burden }): ReactNode {
  const { limit, spread } = burden;
  const { step, at } = scale;
  const tallest = Math.max(1, ...spread.map((one) => one.units));
  const width = Math.min(step * 0.6, 60);
  return spread.map((one) => {
    const height = (one.units / tallest) * HIGH;
    return (
      <g key={one.figures}>
        <rect
          x={at(one.figures) - width / 2}
          y={72 - height}
          width={width}
          height={height}
          className={styles[one.figures > limit ? 'barBeyond' : 'bar']}
        />
        <text x={at(one.figures)} y={66 - height} className={styles['tick']}>
          {numberText(one.units)}
        </text>
      </g>
    );
  });
}
