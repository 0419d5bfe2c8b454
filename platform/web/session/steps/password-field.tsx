// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react';
import { Field } from '../../ui/field/field.tsx';
import { useWords } from '../../words/words.ts';
import styles from '../sign-in.module.css';

type Props = {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly label?: string;
  readonly fault?: string | undefined;
  readonly hint?: string | undefined;
  readonly fresh?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
};

/** A password, hidden until asked to show, with a word where the capital letters are locked. `fresh`: one to be chosen. */
export function PasswordField({ ref, value, onValue, label, fault, hint, fresh = false }: Props): ReactNode {
  const say = useWords();
  const [shown, setShown] = useState(false);
  const [capitals, setCapitals] = useState(false);
  const onKey = (event: KeyboardEvent): void => setCapitals(event.getModifierState('CapsLock'));
  return (
    <Field
      {...(ref === undefined ? {} : { ref })}
      label={label ?? say('signIn.password')}
      hint={capitals ? say('signIn.capitals') : hint}
      fault={fault}
      type={shown ? 'text' : 'password'}
      name={fresh ? 'new-password' : 'password'}
      autoComplete={fresh ? 'new-password' : 'current-password'}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={128}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      onKeyDown={onKey}
      onKeyUp={onKey}
      onBlur={() => setCapitals(false)}
      end={
        <button
          type="button"
          className={styles['show']}
          aria-pressed={shown}
          aria-label={say('signIn.show')}
          onClick={() => setShown(!shown)}
        >
          {say(shown ? 'signIn.hideShort' : 'signIn.showShort')}
        </button>
      }
    />
  );
}
