// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { request } from '../../data/request.ts';
import { Button } from '../../ui/action/button.tsx';
import { Field } from '../../ui/field/field.tsx';
import { useWords } from '../../words/words.ts';
import { came, type Stage } from '../enter.ts';
import styles from '../sign-in.module.css';
import { signOut } from '../sign-out.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { ToldError } from './told-error.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** The second factor: a code, or a passkey. */
export function FactorForm({ onStage }: Props): ReactNode {
  const say = useWords();
  const [code, setCode] = useState('');
  const [wanting, setWanting] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const giving = useMutation({
    mutationFn: async () => {
      const { stage } = await request('/api/session/factor', { answer: came, method: 'POST', body: { code } });
      await onStage(stage);
    },
    onError: () => field.current?.select(),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setWanting(true);
    if (code.trim() === '') field.current?.focus();
    else if (!giving.isPending) giving.mutate();
  };
  return (
    <>
      <form className={styles['form']} onSubmit={onSubmit} noValidate>
        <ToldError error={giving.error} doing={say('factor.doing')} />
        <Field
          ref={field}
          label={say('factor.code')}
          hint={say('factor.code.hint')}
          fault={wanting && code.trim() === '' ? say('factor.code.wanting') : undefined}
          name="code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={24}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" look="primary" size="large" busy={giving.isPending}>
          {say('factor.go')}
        </Button>
      </form>
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
