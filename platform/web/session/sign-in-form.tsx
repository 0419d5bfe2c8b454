// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Field } from '../ui/field/field.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { useWords } from '../words/words.ts';
import { enter } from './enter.ts';
import { isRefusedLogin, RefusedLogin } from './refused-login.tsx';
import styles from './sign-in.module.css';

type Props = { readonly onEntered: () => Promise<void> };

/** Account and password. What is wrong is said in words, and the password gets the focus for another try. */
export function SignInForm({ onEntered }: Props): ReactNode {
  const say = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [wanting, setWanting] = useState(false);
  const loginField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const entering = useMutation({
    mutationFn: async () => {
      await enter({ login: login.trim(), password });
      await onEntered();
    },
    onError: () => passwordField.current?.select(),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setWanting(true);
    if (login.trim() === '') loginField.current?.focus();
    else if (password === '') passwordField.current?.focus();
    else if (!entering.isPending) entering.mutate();
  };
  const { error } = entering;
  return (
    <form className={styles['form']} onSubmit={onSubmit} noValidate>
      {isRefusedLogin(error) && <RefusedLogin error={error} />}
      {error !== null && !isRefusedLogin(error) && <Failure error={error} doing={say('signIn.doing')} />}
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

type PasswordProps = {
  readonly ref: React.Ref<HTMLInputElement>;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly fault: string | undefined;
};

/** A password, hidden until asked to show, with a word where the capital letters are locked. */
function PasswordField({ ref, value, onValue, fault }: PasswordProps): ReactNode {
  const say = useWords();
  const [shown, setShown] = useState(false);
  const [capitals, setCapitals] = useState(false);
  const onKey = (event: KeyboardEvent): void => setCapitals(event.getModifierState('CapsLock'));
  return (
    <Field
      ref={ref}
      label={say('signIn.password')}
      hint={capitals ? say('signIn.capitals') : undefined}
      fault={fault}
      type={shown ? 'text' : 'password'}
      name="password"
      autoComplete="current-password"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={256}
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
