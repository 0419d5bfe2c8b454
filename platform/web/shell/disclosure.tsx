// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './head.module.css';

type Props = {
  readonly label: string;
  readonly className: string | undefined;
  readonly face: ReactNode;
  readonly panelClass?: string | undefined;
  readonly children: ReactNode;
};

/** A button that opens a panel; Escape, a click elsewhere or a link inside closes it. */
export function Disclosure({ label, className, face, panelClass, children }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useId();
  useEffect(() => {
    if (!open) return;
    const onPointer = (event: Event): void => {
      if (!here.current?.contains(event.target as Node)) setOpen(false);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('keydown', onKey);
    };
  }, [open]);
  return (
    <div className={styles['anchor']} ref={here}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only closes after a link inside was followed */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link followed by key is a click as well */}
      <div
        id={panel}
        hidden={!open}
        className={panelClass === undefined ? styles['panel'] : `${styles['panel']} ${panelClass}`}
        onClick={(event) => {
          if ((event.target as Element).closest('a') !== null) setOpen(false);
        }}
      >
        {children}
      </div>
    </div>
  );
}
