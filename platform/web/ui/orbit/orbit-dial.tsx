// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './orbit.module.css';

const R = 18;

/** How far a period has gone, from the top and clockwise; `share` 0 to 1. */
export function OrbitDial({ share }: { readonly share: number }): ReactNode {
  const gone = Math.min(0.995, Math.max(0, share));
  const angle = gone * 2 * Math.PI;
  const x = (22 + R * Math.sin(angle)).toFixed(1);
  const y = (22 - R * Math.cos(angle)).toFixed(1);
  return (
    <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true" focusable="false" fill="none">
      <circle cx="22" cy="22" r={R} stroke="var(--bc-line)" strokeWidth="2" />
      <path d={`M22 4A${R} ${R} 0 ${gone > 0.5 ? 1 : 0} 1 ${x} ${y}`} stroke="var(--bc-ink)" strokeWidth="2.5" />
      <circle cx={x} cy={y} r="4" fill="var(--bc-gold)" stroke="var(--bc-surface)" strokeWidth="1.5" />
    </svg>
  );
}

export type Orbit = {
  /** 周提示、月主题、季考评、年终奖, as the document calls it. */
  readonly name: string;
  readonly issue: string;
  readonly matter: ReactNode;
  readonly due: string;
  readonly share: number;
  readonly now?: boolean;
};

/** The rhythms of the programme side by side; the one that is running is marked. */
export function OrbitRow({ label, orbits }: { readonly label: string; readonly orbits: readonly Orbit[] }): ReactNode {
  return (
    <ol className={styles['orbits']} aria-label={label}>
      {orbits.map((orbit) => (
        <li
          key={orbit.name}
          className={clsx(styles['orbit'], orbit.now && styles['now'])}
          aria-current={orbit.now ? 'step' : undefined}
        >
          <OrbitDial share={orbit.share} />
          <div className={styles['text']}>
            <div>
              <span className={styles['name']}>{orbit.name}</span>
              <span className={styles['issue']}>{orbit.issue}</span>
            </div>
            <p className={styles['matter']}>{orbit.matter}</p>
            <p className={clsx('bc-aux', styles['due'])}>{orbit.due}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
