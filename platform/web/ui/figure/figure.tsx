// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { type ReactNode, useId, useState } from 'react';
import type { Tone } from '../tag/tag.tsx';
import styles from './figure.module.css';

type Props = {
  readonly name?: string;
  readonly value: ReactNode;
  readonly unit?: string;
  readonly tone?: Exclude<Tone, 'mute'>;
  /** The sentence beside the number. */
  readonly why: ReactNode;
  /** What the number opens to: its count, its rule, its records. */
  readonly children?: ReactNode;
  /** Where that stands elsewhere on the page, since it is long: the id of the place, and whether it is open. */
  readonly opens?: { readonly at: string; readonly open: boolean; readonly toggle: () => void };
};

/** A number that speaks, with its reason beside it. */
export function Figure({ name, value, unit, tone, why, children, opens }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const reason = useId();
  const face = (
    <>
      {name !== undefined && <span className={styles['name']}>{name}</span>}
      <div className={clsx(styles['value'], tone !== undefined && styles[tone])}>
        {value}
        {unit !== undefined && <small>{unit}</small>}
      </div>
      <div className={styles['why']}>{why}</div>
    </>
  );
  if (opens !== undefined)
    return (
      <div className={styles['figure']}>
        <button
          type="button"
          className={styles['toggle']}
          aria-expanded={opens.open}
          aria-controls={opens.at}
          onClick={opens.toggle}
        >
          {face}
        </button>
      </div>
    );
  if (children === undefined) return <div className={styles['figure']}>{face}</div>;
  return (
    <div className={styles['figure']}>
      <button
        type="button"
        className={styles['toggle']}
        aria-expanded={open}
        aria-controls={reason}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      <div id={reason} className={styles['reason']} hidden={!open}>
        {children}
      </div>
    </div>
  );
}

/** Figures of one kind side by side, on one sheet. */
export function FigureStrip({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['strip']}>{children}</div>;
}

type BarProps = { readonly share: number; readonly target?: number; readonly fill?: string; readonly height?: number };

/** A share of a whole, with the line to reach; beside its numbers, never instead of them. */
export function Bar({ share, target, fill, height = 8 }: BarProps): ReactNode {
  const percent = (part: number): string => `${Math.min(1, Math.max(0, part)) * 100}%`;
  return (
    <span className={styles['bar']} style={{ height }} aria-hidden="true">
      <i style={{ width: percent(share), background: fill }} />
      {target !== undefined && <b style={{ left: percent(target) }} />}
    </span>
  );
}
