// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words.ts';
import { enter, type Stage } from './enter.ts';
import { DoorForm } from './steps/door-form.tsx';
import { useLoginField } from './steps/login-field.tsx';
import { PasswordField } from './steps/password-field.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** Account and password. */
export function SignInForm({ onStage }: Props): ReactNode {
  const say = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const loginField = useLoginField(login, setLogin);
  return (
    <DoorForm
      doing={say('signIn.doing')}
      go={say('signIn.go')}
      going={say('signIn.going')}
      onGo={async () => onStage(await enter({ login: login.trim(), password }))}
      fields={[
        loginField,
        {
          id: 'password',
          fault: password === '' ? say('signIn.password.wanting') : undefined,
          draw: (tied) => <PasswordField {...tied} value={password} onValue={setPassword} />,
        },
      ]}
    />
  );
}
