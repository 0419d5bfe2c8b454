// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import { useNames } from '../../words/language.tsx';
import { useWords } from '../../words/words.ts';
import styles from './star-badge.module.css';
import { placeOfStar, type StarKind, type StarState, starShapes } from './star-shapes.ts';

/** From this size up the character is legible. */
const CHARACTER_FROM = 24;

type Drawing = { readonly star: StarKind; readonly place: number; readonly state: StarState; readonly size: number };

/** The shape alone, for places that say the word themselves. `place` counts from 0. */
export function StarGlyph({ star, place, state, size }: Drawing): ReactNode {
  const { path, baseline } = starShapes[star.shape];
  const large = size >= CHARACTER_FROM;
  return (
    <span
      className={clsx(styles['badge'], styles[`place${placeOfStar(place)}`], styles[state])}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      <svg viewBox="0 0 24 24" focusable="false" aria-hidden="true">
        <path className={styles['shape']} d={path} />
        {state === 'unsettled' && <Hatch path={path} />}
        {large && (
          <text className={styles['character']} x="12" y={baseline}>
            {star.character}
          </text>
        )}
        <Sign state={state} large={large} />
      </svg>
    </span>
  );
}

function Hatch({ path }: { readonly path: string }): ReactNode {
  const clip = useId();
  return (
    <g clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <path d={path} />
      </clipPath>
      <path className={styles['hatch']} d="M-2 10L10 -2M-2 16L16 -2M-2 22L22 -2M2 24L26 0M8 24L26 6M14 24L26 12" />
    </g>
  );
}

/** What a state adds to the shape: a small clock, or a stroke through it. */
function Sign({ state, large }: { readonly state: StarState; readonly large: boolean }): ReactNode {
  if (state === 'vetoed') return <path className={styles['strikeBad']} d="M4 20L20 4" />;
  if (state === 'removed') return <path className={styles['strike']} d="M4 20L20 4" />;
  if (state !== 'waiting') return null;
  if (!large) return <circle className={styles['core']} cx="12" cy="12" r="3.4" />;
  return (
    <>
      <circle className={styles['clockGround']} cx="20" cy="20" r="5" />
      <circle className={styles['clockFace']} cx="20" cy="20" r="3.6" />
      <path className={styles['clockHand']} d="M20 18.2v2l1.3.9" />
    </>
  );
}

/** A star with its accessible name: “平安法治星：未获得”. */
export function StarBadge({ size = 34, ...star }: Omit<Drawing, 'size'> & { readonly size?: number }): ReactNode {
  const say = useWords();
  const name = useNames();
  const label = say('star.named', { star: name(star.star.name), state: say(`star.state.${star.state}`) });
  return (
    <span role="img" aria-label={label} title={label} style={{ display: 'inline-grid' }}>
      <StarGlyph {...star} size={size} />
    </span>
  );
}
