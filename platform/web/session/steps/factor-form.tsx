// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { request } from '../../data/request.ts';
import { useWords } from '../../words/words.ts';
import { came, type Stage } from '../enter.ts';
import styles from '../sign-in.module.css';
import { signOut } from '../sign-out.ts';
import { CodeField } from './code-field.tsx';
import { DoorForm } from './door-form.tsx';
import { PasskeyButton } from './passkey-button.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** The second factor: a code, or a passkey. */
export function FactorForm({ onStage }: Props): ReactNode {
  const say = useWords();
  const [code, setCode] = useState('');
  const onGo = async (): Promise<void> => {
    const { stage } = await request('/api/session/factor', { answer: came, method: 'POST', body: { code } });
    await onStage(stage);
  };
  return (
    <>
      <DoorForm
        doing={say('factor.doing')}
        go={say('factor.go')}
        onGo={onGo}
        fields={[
          {
            id: 'code',
            fault: code.trim() === '' ? say('factor.code.wanting') : undefined,
            draw: (tied) => (
              <CodeField
                {...tied}
                label={say('factor.code')}
                hint={say('factor.code.hint')}
                most={24}
                value={code}
                onValue={setCode}
              />
            ),
          },
        ]}
      />
      <div className={styles['otherWay']}>
        <PasskeyButton prove onStage={onStage} />
        <button type="button" onClick={() => void signOut()}>
          {say('factor.other')}
        </button>
        <span className="bc-aux">{say('factor.lost')}</span>
      </div>
    </>
  );
}
