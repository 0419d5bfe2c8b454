// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Field } from '../../ui/field/field.tsx';
import { useWords } from '../../words/words.ts';
import type { DoorField } from './door-form.tsx';

/** Whose account it is. */
export function useLoginField(login: string, onLogin: (login: string) => void): DoorField {
  const say = useWords();
  return {
    id: 'login',
    fault: login.trim() === '' ? say('signIn.login.wanting') : undefined,
    draw: (tied): ReactNode => (
      <Field
        {...tied}
        label={say('signIn.login')}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={login}
        onChange={(event) => onLogin(event.target.value)}
      />
    ),
  };
}
