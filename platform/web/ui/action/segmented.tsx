// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './button.module.css';

type Option<T extends string> = { readonly value: T; readonly label: ReactNode };

type Props<T extends string> = {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** A few views of the same thing, one of them shown. */
export function Segmented<T extends string>({ label, options, value, onChange }: Props<T>): ReactNode {
  return (
    <fieldset className={styles['segments']} style={{ margin: 0, padding: 0 }} aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className={clsx(styles['segment'], option.value === value && styles['chosen'])}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}

type LinkOption = { readonly href: string; readonly label: ReactNode; readonly current: boolean };

/** The same look where each view has its own address. */
export function SegmentedLinks({
  label,
  options,
}: {
  readonly label: string;
  readonly options: readonly LinkOption[];
}): ReactNode {
  return (
    <nav className={styles['segments']} aria-label={label}>
      {options.map(({ href, label: text, current }) => (
        <a
          key={href}
          href={href}
          className={clsx(styles['segment'], current && styles['chosen'])}
          aria-current={current ? 'page' : undefined}
        >
          {text}
        </a>
      ))}
    </nav>
  );
}
