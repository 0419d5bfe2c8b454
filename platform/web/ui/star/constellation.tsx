// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { CSSProperties, ReactNode } from 'react';
import { numberText } from '../../words/format.ts';
import { useNames } from '../../words/language.tsx';
import { Bar } from '../figure/figure.tsx';
import styles from './constellation.module.css';
import { StarBadge } from './star-badge.tsx';
import { placeOfStar, type StarKind, type StarState } from './star-shapes.ts';

export type Standing = {
  readonly state: StarState;
  /** `null` where it cannot be computed. */
  readonly points: number | null;
  readonly full: number;
  readonly win: number;
  /** A mark and a word: “差1.07分”, “初步获得”. */
  readonly tag: ReactNode;
};

type Props = {
  readonly stars: readonly StarKind[];
  readonly standings: readonly Standing[];
  /** The star whose reasons stand below. */
  readonly asked?: string | undefined;
  readonly hrefOf?: (star: StarKind) => string;
};

/** Heights of the stars in the picture, by place; they mean nothing and never change. */
const HEIGHTS = [16, 30, 6, 36, 4];
const MIDDLE = 32;

/** The stars of one unit as a constellation: two neighbours are joined where both are won. */
export function Constellation({ stars, standings, asked, hrefOf }: Props): ReactNode {
  const name = useNames();
  return (
    <div className={styles['sky']}>
      <Lines standings={standings} count={stars.length} />
      <ol className={styles['stars']}>
        {stars.map((star, at) => {
          const standing = standings[at];
          if (standing === undefined) return null;
          return (
            <li key={star.id} className={clsx(star.id === asked && styles['asked'])}>
              <span
                className={styles['badge']}
                style={{ '--down': `${HEIGHTS[at % HEIGHTS.length]}px` } as CSSProperties}
              >
                <StarBadge star={star} place={at} state={standing.state} size={64} />
              </span>
              <span className={styles['name']}>
                {hrefOf === undefined ? name(star.name) : <a href={hrefOf(star)}>{name(star.name)}</a>}
              </span>
              <span>
                <span className={`bc-num ${styles['points']}`}>
                  {standing.points === null ? '—' : numberText(standing.points, 2)}
                </span>
                <span className="bc-aux"> / {standing.full}</span>
              </span>
              <span className={styles['bar']}>
                <Bar
                  share={(standing.points ?? 0) / standing.full}
                  target={standing.win / standing.full}
                  fill={`var(--bc-star-${placeOfStar(at)})`}
                  height={6}
                />
              </span>
              {standing.tag}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Lines({ standings, count }: { readonly standings: readonly Standing[]; readonly count: number }): ReactNode {
  const x = (at: number): number => ((at + 0.5) / count) * 1000;
  const y = (at: number): number => (HEIGHTS[at % HEIGHTS.length] ?? 0) + MIDDLE;
  return (
    <svg
      className={styles['lines']}
      viewBox="0 0 1000 116"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {standings.slice(1).map((standing, before) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: the places of a set never change
          key={before}
          className={clsx(standing.state === 'won' && standings[before]?.state === 'won' && styles['linked'])}
          d={`M${x(before)} ${y(before)}L${x(before + 1)} ${y(before + 1)}`}
        />
      ))}
    </svg>
  );
}
