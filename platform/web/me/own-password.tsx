// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { PasswordField } from '../session/steps/password-field.tsx';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button } from '../ui/action/button.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Note } from '../ui/tag/tag.tsx';
import { useWords } from '../words/words.ts';
import styles from './me.module.css';
import { meQuery } from './me-query.ts';

const answer = z.object({ changed: z.literal(true) });
const NOTHING = { current: '', password: '', again: '' };

/** Changes the password, by whoever knows the present one. */
export function OwnPassword(): ReactNode {
  const say = useWords();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(NOTHING);
  const [tried, setTried] = useState(false);
  const { current, password, again } = typed;
  const changing = useMutation({
    mutationFn: () => request('/api/account/password', { answer, method: 'POST', body: { current, password } }),
    onSuccess: async () => {
      setTyped(NOTHING);
      setTried(false);
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const wanting = (value: string): string | undefined =>
    tried && value === '' ? say('signIn.password.wanting') : undefined;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (current !== '' && password !== '' && password === again && !changing.isPending) changing.mutate();
  };
  const put = (part: keyof typeof NOTHING) => (value: string) => setTyped({ ...typed, [part]: value });
  return (
    <Sheet title={say('me.password')}>
      <form className={styles['form']} onSubmit={onSubmit} noValidate>
        <ToldError error={changing.error} doing={say('choose.doing')} />
        <div role="status">{changing.isSuccess && <Note tone="ok">{say('me.changed')}</Note>}</div>
        <PasswordField label={say('me.current')} value={current} onValue={put('current')} fault={wanting(current)} />
        <PasswordField
          fresh
          label={say('choose.password')}
          hint={say('choose.hint')}
          value={password}
          onValue={put('password')}
          fault={wanting(password)}
        />
        <PasswordField
          fresh
          label={say('choose.again')}
          value={again}
          onValue={put('again')}
          fault={tried && again !== password ? say('choose.differs') : undefined}
        />
        <Button type="submit" busy={changing.isPending}>
          {say('me.change')}
        </Button>
      </form>
    </Sheet>
  );
}
