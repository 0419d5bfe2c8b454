// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useWords } from '../../words/words.ts';
import { Icon } from '../icon/icon.tsx';
import styles from './dialog.module.css';

type Props = {
  readonly title: string;
  /** Without it the dialog can only be gone through, not put away. */
  readonly onClose?: () => void;
  /** Hangs from the top, its title for screen readers alone: for what is typed into and read from. */
  readonly bare?: boolean;
  readonly children: ReactNode;
};

/** Stands over the page until it is done with; the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, bare = false, children }: Props): ReactNode {
  const say = useWords();
  const here = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const dialog = here.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for it is Escape, which the browser turns into `cancel`
    <dialog
      ref={here}
      className={clsx(styles['dialog'], bare && styles['bare'])}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClick={(event) => {
        // A click beside the sheet meets the dialog itself.
        if (event.target === here.current) onClose?.();
      }}
    >
      <div className={styles['sheet']}>
        <header className={bare ? 'bc-hidden' : styles['header']}>
          <h2 id={heading}>{title}</h2>
          {onClose !== undefined && !bare && (
            <button type="button" className={styles['close']} aria-label={say('dialog.close')} onClick={onClose}>
              <Icon name="cross" />
            </button>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
