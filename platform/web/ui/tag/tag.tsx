// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './tag.module.css';

/** What a tag is about. The mark and the word carry it, the colour comes last. */
export type Tone = 'ok' | 'info' | 'wait' | 'bad' | 'pause' | 'mute';

const marks: Readonly<Record<Tone, ReactNode>> = {
  ok: <path d="M1 5.2l2.6 2.6L9 2" fill="none" stroke="currentColor" strokeWidth="2" />,
  info: <circle cx="5" cy="5" r="3.5" fill="currentColor" />,
  wait: <circle cx="5" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="2" />,
  bad: <path d="M5 .5L9.5 5L5 9.5L.5 5Z" fill="currentColor" />,
  pause: <path d="M2.5 1v8M7.5 1v8" stroke="currentColor" strokeWidth="2.2" />,
  mute: <circle cx="5" cy="5" r="2.5" fill="currentColor" />,
};

type Props = { readonly tone?: Tone; readonly plain?: boolean; readonly children: ReactNode };

/** A mark and a word. `plain`: a category, without a mark. */
export function Tag({ tone = 'mute', plain = false, children }: Props): ReactNode {
  return (
    <span className={clsx(styles['tag'], styles[tone])}>
      {!plain && (
        <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
          {marks[tone]}
        </svg>
      )}
      {children}
    </span>
  );
}

/** A sentence that belongs to what stands above or below it. */
export function Note({ tone = 'info', children }: Omit<Props, 'plain'>): ReactNode {
  return <div className={clsx(styles['note'], styles[tone])}>{children}</div>;
}
