// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { isSignedOut } from '../../data/problem.ts';
import { request } from '../../data/request.ts';
import { Button } from '../../ui/action/button.tsx';
import { Mark } from '../../ui/icon/mark.tsx';
import { useWords } from '../../words/words.ts';
import signIn from '../sign-in.module.css';
import { signOut } from '../sign-out.ts';
import { PasswordField } from '../steps/password-field.tsx';
import { ToldError } from '../steps/told-error.tsx';
import styles from './lock.module.css';
import { lockIs } from './lock-state.ts';

const answer = z.object({ locked: z.literal(false) });

type Props = { readonly who: string | undefined };

/** Stands over everything, dialogs included, until the password of the same account opens it, or somebody else signs in. */
export function LockScreen({ who }: Props): ReactNode {
  const say = useWords();
  const queries = useQueryClient();
  const here = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const [password, setPassword] = useState('');
  useLayoutEffect(() => {
    const dialog = here.current;
    const title = document.title;
    document.title = say('lock.title');
    dialog?.showModal();
    return () => {
      dialog?.close();
      document.title = title;
    };
  }, [say]);
  const unlocking = useMutation({
    mutationFn: async () => {
      await request('/api/session/unlock', { answer, method: 'POST', body: { password } });
      lockIs(false);
      await queries.resetQueries({ predicate: ({ state }) => state.status === 'error' });
      await queries.invalidateQueries();
    },
    // It ended meanwhile: signing in again is asked for where the page is.
    onError: (error) => isSignedOut(error) && lockIs(false),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (password !== '' && !unlocking.isPending) unlocking.mutate();
  };
  return (
    <dialog
      ref={here}
      className={styles['screen']}
      aria-labelledby={heading}
      onCancel={(event) => event.preventDefault()}
    >
      <div className={styles['in']}>
        <Mark size={40} />
        <h1 id={heading}>{say('lock.title')}</h1>
        <p className={signIn['lead']}>{who === undefined ? say('lock.anybody') : say('lock.who', { who })}</p>
        <form className={signIn['form']} onSubmit={onSubmit} noValidate>
          <ToldError error={unlocking.error} doing={say('lock.doing')} />
          <PasswordField value={password} onValue={setPassword} />
          <Button type="submit" look="primary" size="large" busy={unlocking.isPending}>
            {say('lock.go')}
          </Button>
        </form>
        <p className={styles['other']}>
          <Button size="small" onClick={() => void signOut()}>
            {say('lock.other')}
          </Button>
          <span className="bc-aux">{say('lock.other.why')}</span>
        </p>
      </div>
    </dialog>
  );
}
