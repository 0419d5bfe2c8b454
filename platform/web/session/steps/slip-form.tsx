// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../../ui/action/button.tsx';
import { Field } from '../../ui/field/field.tsx';
import { useWords } from '../../words/words.ts';
import { enterBySlip, type Stage } from '../enter.ts';
import styles from '../sign-in.module.css';
import { ToldError } from './told-error.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** Account and the code of a slip. */
export function SlipForm({ onStage }: Props): ReactNode {
  const say = useWords();
  const [login, setLogin] = useState('');
  const [code, setCode] = useState('');
  const [wanting, setWanting] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  const codeField = useRef<HTMLInputElement>(null);
  const entering = useMutation({
    mutationFn: async () => onStage(await enterBySlip({ login: login.trim(), code })),
    onError: () => codeField.current?.select(),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setWanting(true);
    if (login.trim() === '') loginField.current?.focus();
    else if (code.trim() === '') codeField.current?.focus();
    else if (!entering.isPending) entering.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={onSubmit} noValidate>
      <ToldError error={entering.error} doing={say('signIn.doing')} />
      <Field
        ref={loginField}
        label={say('signIn.login')}
        fault={wanting && login.trim() === '' ? say('signIn.login.wanting') : undefined}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <Field
        ref={codeField}
        label={say('slip.code')}
        hint={say('slip.code.hint')}
        fault={wanting && code.trim() === '' ? say('slip.code.wanting') : undefined}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={32}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" look="primary" size="large" busy={entering.isPending}>
        {say(entering.isPending ? 'signIn.going' : 'slip.go')}
      </Button>
    </form>
  );
}
