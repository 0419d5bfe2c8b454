// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { request } from '../../data/request.ts';
import { Button } from '../../ui/action/button.tsx';
import { useWords } from '../../words/words.ts';
import { came, type Stage } from '../enter.ts';
import styles from '../sign-in.module.css';
import { PasswordField } from './password-field.tsx';
import { ToldError } from './told-error.tsx';

type Props = { readonly onStage: (stage: Stage) => Promise<void> };

/** The own password after a slip, typed twice. */
export function ChoosePassword({ onStage }: Props): ReactNode {
  const say = useWords();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const choosing = useMutation({
    mutationFn: async () => {
      const { stage } = await request('/api/session/password', { answer: came, method: 'POST', body: { password } });
      await onStage(stage);
    },
  });
  const differs = tried && password !== again;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (password !== '' && password === again && !choosing.isPending) choosing.mutate();
  };
  return (
    <form className={styles['form']} onSubmit={onSubmit} noValidate>
      <ToldError error={choosing.error} doing={say('choose.doing')} />
      <PasswordField
        fresh
        label={say('choose.password')}
        hint={say('choose.hint')}
        fault={tried && password === '' ? say('signIn.password.wanting') : undefined}
        value={password}
        onValue={setPassword}
      />
      <PasswordField
        fresh
        label={say('choose.again')}
        fault={differs ? say('choose.differs') : undefined}
        value={again}
        onValue={setAgain}
      />
      <Button type="submit" look="primary" size="large" busy={choosing.isPending}>
        {say('choose.go')}
      </Button>
    </form>
  );
}
