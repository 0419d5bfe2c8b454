// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect } from 'react';
import styles from './lock.module.css';
import { LockScreen } from './lock-screen.tsx';
import { lockIs, lockNow, useLocked } from './lock-state.ts';

type Props = {
  /** The server answers that the session is locked. */
  readonly told: boolean;
  readonly who: string | undefined;
  readonly children: ReactNode;
};

/** The page, or nothing of it to be seen while it is locked: it stays mounted, so that unlocking brings it back as it was. */
export function Lockable({ told, who, children }: Props): ReactNode {
  const locked = useLocked();
  useEffect(() => {
    if (told) lockIs(true);
  }, [told]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!event.ctrlKey || !event.shiftKey || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      lockNow();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <div className={locked ? styles['dark'] : undefined} inert={locked}>
        {children}
      </div>
      {locked && <LockScreen who={who} />}
    </>
  );
}
