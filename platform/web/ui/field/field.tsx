// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { Icon } from '../icon/icon.tsx';
import styles from './field.module.css';

type Props = Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className'> & {
  readonly label: string;
  /** What to know before filling it in. */
  readonly hint?: ReactNode;
  /** What is wrong with it, in words. */
  readonly fault?: string | undefined;
  /** What stands inside, at its end. */
  readonly end?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
};

/** One line to be filled in, with its name above it and its fault below it. */
export function Field({ label, hint, fault, end, ref, ...input }: Props): ReactNode {
  const id = useId();
  const told = hint !== undefined || fault !== undefined;
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['box']}>
        <input
          {...input}
          id={id}
          ref={ref}
          className={clsx(
            styles['input'],
            fault !== undefined && styles['wrong'],
            end !== undefined && styles['ended'],
          )}
          aria-invalid={fault !== undefined || undefined}
          aria-describedby={told ? `${id}-told` : undefined}
        />
        {end}
      </div>
      <div id={`${id}-told`} aria-live="polite">
        {fault !== undefined && (
          <p className={styles['fault']}>
            <Icon name="warning" size={14} />
            {fault}
          </p>
        )}
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      </div>
    </div>
  );
}
