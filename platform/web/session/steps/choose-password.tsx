// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { request } from '../../data/request.ts';
import { useWords } from '../../words/words.ts';
import { came, type Stage } from '../enter.ts';
import { DoorForm } from './door-form.tsx';
import { PasswordField } from './password-field.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** The own password after a slip, typed twice. */
export function ChoosePassword({ onStage }: Props): ReactNode {
  const say = useWords();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const onGo = async (): Promise<void> => {
    const { stage } = await request('/api/session/password', { answer: came, method: 'POST', body: { password } });
    await onStage(stage);
  };
  return (
    <DoorForm
      doing={say('choose.doing')}
      go={say('choose.go')}
      retry="password"
      onGo={onGo}
      fields={[
        {
          id: 'password',
          fault: password === '' ? say('signIn.password.wanting') : undefined,
          draw: (tied) => (
            <PasswordField
              {...tied}
              fresh
              label={say('choose.password')}
              hint={say('choose.hint')}
              value={password}
              onValue={setPassword}
            />
          ),
        },
        {
          id: 'again',
          fault: password === again ? undefined : say('choose.differs'),
          draw: (tied) => (
            <PasswordField {...tied} fresh label={say('choose.again')} value={again} onValue={setAgain} />
          ),
        },
      ]}
    />
  );
}
