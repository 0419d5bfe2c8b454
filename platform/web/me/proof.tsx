// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { PasskeyButton } from '../session/steps/passkey-button.tsx';
import { PasswordField } from '../session/steps/password-field.tsx';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button } from '../ui/action/button.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Field } from '../ui/field/field.tsx';
import { useWords } from '../words/words.ts';
import styles from './me.module.css';

const answer = z.object({ proved: z.literal(true) });

type Props = { readonly onClose: () => void; readonly onProved: () => void };

/** Asks once more who it is: the password and, where one is set, the second factor; or a passkey, which is both. */
export function Proof({ onClose, onProved }: Props): ReactNode {
  const say = useWords();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const proving = useMutation({
    mutationFn: () => {
      const body = code.trim() === '' ? { password } : { password, code };
      return request('/api/account/proof', { answer, method: 'POST', body });
    },
    onSuccess: onProved,
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== '' && !proving.isPending) proving.mutate();
  };
  return (
    <Dialog title={say('proof.title')} onClose={onClose}>
      <form className={styles['form']} onSubmit={onSubmit} noValidate>
        <p>{say('proof.lead')}</p>
        <ToldError error={proving.error} doing={say('proof.title')} />
        <PasswordField value={password} onValue={setPassword} />
        <Field
          label={say('proof.code')}
          name="code"
          autoComplete="one-time-code"
          maxLength={24}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <Button type="submit" look="primary" busy={proving.isPending}>
          {say('proof.go')}
        </Button>
        <PasskeyButton prove onStage={async () => onProved()} />
      </form>
    </Dialog>
  );
}
