// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Field } from '../ui/field/field.tsx';
import { useWords } from '../words/words.ts';
import { enter, type Stage } from './enter.ts';
import styles from './sign-in.module.css';
import { PasswordField } from './steps/password-field.tsx';
import { ToldError } from './steps/told-error.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** Account and password. What is wrong is said in words, and the password gets the focus for another try. */
export function SignInForm({ onStage }: Props): ReactNode {
  const say = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [wanting, setWanting] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const entering = useMutation({
    mutationFn: async () => onStage(await enter({ login: login.trim(), password })),
    onError: () => passwordField.current?.select(),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setWanting(true);
    if (login.trim() === '') loginField.current?.focus();
    else if (password === '') passwordField.current?.focus();
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
      <PasswordField
        ref={passwordField}
        value={password}
        onValue={setPassword}
        fault={wanting && password === '' ? say('signIn.password.wanting') : undefined}
      />
      <Button type="submit" look="primary" size="large" busy={entering.isPending}>
        {say(entering.isPending ? 'signIn.going' : 'signIn.go')}
      </Button>
    </form>
  );
}
