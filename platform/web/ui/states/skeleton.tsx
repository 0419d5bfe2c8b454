// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Note } from '../tag/tag.tsx';
import styles from './states.module.css';

const WIDTHS = [
  [96, 72],
  [120, 72],
  [84, 72],
  [110, 72],
] as const;

type Props = {
  /** What is being fetched; it appears after a second. */
  readonly children: ReactNode;
  readonly lines?: number;
  /** After some seconds: what can be looked at meanwhile. */
  readonly slow?: ReactNode;
};

/** The place of what is coming. */
export function Skeleton({ children, lines = 4, slow }: Props): ReactNode {
  return (
    <div className={styles['skeleton']} aria-busy="true">
      {Array.from({ length: lines }, (_, line) => {
        const [first, second] = WIDTHS[line % WIDTHS.length] ?? WIDTHS[0];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
          <div key={line} className={styles['line']} aria-hidden="true">
            <span style={{ width: first }} />
            <span style={{ width: second }} />
            <span style={{ flex: 1 }} />
          </div>
        );
      })}
      <p className={styles['wait']} role="status">
        <span className="bc-aux">{children}</span>
      </p>
      {slow !== undefined && <Note>{slow}</Note>}
    </div>
  );
}
