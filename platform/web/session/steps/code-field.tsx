// SPDX-License-Identifier: Apache-2.0
import type { ReactNode, Ref } from 'react';
import { Field } from '../../ui/field/field.tsx';

type Props = {
  readonly ref: Ref<HTMLInputElement>;
  readonly label: string;
  readonly hint: string;
  readonly fault: string | undefined;
  readonly most: number;
  readonly value: string;
  readonly onValue: (value: string) => void;
};

/** A code that is used once: of an app, of a sheet of recovery codes, of a slip. */
export function CodeField({ ref, label, hint, fault, most, value, onValue }: Props): ReactNode {
  return (
    <Field
      ref={ref}
      label={label}
      hint={hint}
      fault={fault}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={most}
      value={value}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}
