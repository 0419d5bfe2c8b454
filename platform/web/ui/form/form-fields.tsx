// SPDX-License-Identifier: Apache-2.0
import clsx from 'clsx';
import { type ReactNode, useId } from 'react';
import styles from './form-fields.module.css';

type Named = {
  readonly label: string;
  /** What stands at the right of the label: “可不填”, a count. */
  readonly aside?: string | undefined;
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it; it stands at its field and is read out with it. */
  readonly fault?: string | undefined;
};

/** What ties a control to its words. */
type Tied = {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
};

/** A control with its label, hint and fault. */
function Field({
  label,
  aside,
  hint,
  fault,
  children,
}: Named & { readonly children: (tied: Tied) => ReactNode }): ReactNode {
  const id = useId();
  const told = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div className={styles['field']}>
      <div className={styles['label']}>
        <label htmlFor={id}>{label}</label>
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      </div>
      {children({
        id,
        className: styles['control'],
        ...(told === '' ? {} : { 'aria-describedby': told }),
        ...(fault === undefined ? {} : { 'aria-invalid': true }),
      })}
      <Told id={id} hint={hint} fault={fault} />
    </div>
  );
}

type ToldProps = { readonly id: string } & Pick<Named, 'hint' | 'fault'>;

function Told({ id, hint, fault }: ToldProps): ReactNode {
  return (
    <>
      {hint !== undefined && (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} className={styles['fault']}>
          {fault}
        </p>
      )}
    </>
  );
}

type TextProps = Named & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly most?: number;
  /** More than one: a text of several lines. */
  readonly rows?: number;
  readonly type?: 'text' | 'tel' | 'search' | 'date' | 'datetime-local';
  /** The first and the last day, or minute, that may be chosen. */
  readonly min?: string;
  readonly max?: string;
  readonly autoComplete?: string;
};

/** A text. */
export function TextField({ value, onChange, most, rows = 1, type = 'text', ...named }: TextProps): ReactNode {
  const { autoComplete = 'off', min, max, ...field } = named;
  return (
    <Field {...field}>
      {(tied) =>
        rows > 1 ? (
          <textarea
            {...tied}
            rows={rows}
            maxLength={most}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <input
            {...tied}
            type={type}
            min={min}
            max={max}
            maxLength={most}
            autoComplete={autoComplete}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}

type Option<T extends string> = { readonly value: T; readonly label: string; readonly more?: string | undefined };

type SelectProps = Named & {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Option<string>[];
};

/** One of many, from a list. */
export function SelectField({ value, onChange, options, ...named }: SelectProps): ReactNode {
  return (
    <Field {...named}>
      {(tied) => (
        <select {...tied} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type ChoicesProps<T extends string> = Named & {
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly Option<T>[];
  /** How they stand: `rows` with words beneath each, `tiles` side by side. */
  readonly shape?: 'rows' | 'tiles';
};

/** One of a few, all of them in sight. */
export function Choices<T extends string>({
  value,
  onChange,
  options,
  shape = 'rows',
  ...named
}: ChoicesProps<T>): ReactNode {
  const { label, aside, hint, fault } = named;
  const id = useId();
  return (
    <fieldset
      className={clsx(styles['field'], styles['choices'])}
      aria-describedby={fault === undefined ? undefined : `${id}-fault`}
    >
      <legend className={styles['label']}>
        {label}
        {aside !== undefined && <span className={styles['aside']}>{aside}</span>}
      </legend>
      <div className={styles[shape]}>
        {options.map((option) => (
          <label key={option.value} className={clsx(styles['choice'], option.value === value && styles['chosen'])}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === value}
              aria-invalid={fault === undefined ? undefined : true}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.more !== undefined && <small>{option.more}</small>}
            </span>
          </label>
        ))}
      </div>
      <Told id={id} hint={hint} fault={fault} />
    </fieldset>
  );
}
