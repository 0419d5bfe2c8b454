// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { useWords } from '../../words/words.ts';
import { enterBySlip, type Stage } from '../enter.ts';
import { CodeField } from './code-field.tsx';
import { DoorForm } from './door-form.tsx';
import { useLoginField } from './login-field.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** Account and the code of a slip. */
export function SlipForm({ onStage }: Props): ReactNode {
  const say = useWords();
  const [login, setLogin] = useState('');
  const [code, setCode] = useState('');
  const loginField = useLoginField(login, setLogin);
  return (
    <DoorForm
      doing={say('signIn.doing')}
      go={say('slip.go')}
      going={say('signIn.going')}
      onGo={async () => onStage(await enterBySlip({ login: login.trim(), code }))}
      fields={[
        loginField,
        {
          id: 'code',
          fault: code.trim() === '' ? say('slip.code.wanting') : undefined,
          draw: (tied) => (
            <CodeField
              {...tied}
              label={say('slip.code')}
              hint={say('slip.code.hint')}
              most={32}
              value={code}
              onValue={setCode}
            />
          ),
        },
      ]}
    />
  );
}
