// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { uuidV7 } from '../data/uuid-v7.ts';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button } from '../ui/action/button.tsx';
import { TextField } from '../ui/form/form-fields.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { Note } from '../ui/tag/tag.tsx';
import { dateText } from '../words/format.ts';
import { useLanguage } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './accounts.module.css';
import type { OneAccount } from './accounts-query.ts';

const done = z.object({ id: z.string() });

/** Links the account to what the identity service calls its holder, or to nothing; the own one is another administrator's to link. */
export function AccountLink({ account }: { readonly account: OneAccount }): ReactNode {
  const say = useWords();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [subject, setSubject] = useState('');
  const link = useMutation({
    mutationFn: (to: string | null) =>
      request(`/api/accounts/${account.id}/link`, {
        answer: done,
        method: 'POST',
        body: { subject: to },
        key: uuidV7(),
      }),
    onSuccess: async () => {
      setSubject('');
      await queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  if (account.signOn === null) return null;
  const { linkedAt } = account.signOn;
  const own = account.own ? say('account.own') : undefined;
  const because = own ?? (subject.trim() === '' ? say('account.link.wanting') : undefined);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (because === undefined) link.mutate(subject.trim());
  };
  return (
    <Sheet title={say('account.link')}>
      <form className={styles['actions']} onSubmit={submit}>
        <div role="status">
          {link.isSuccess && (
            <Note tone="ok">{say(link.variables === null ? 'account.unlinked' : 'account.linked')}</Note>
          )}
        </div>
        <ToldError error={link.error} doing={say('accounts.doing')} />
        <p className="bc-dense">
          {linkedAt === null
            ? say('account.link.none')
            : say('account.link.since', { date: dateText(linkedAt, language, true) })}
        </p>
        <TextField
          label={say('account.link.subject')}
          hint={say('account.link.hint')}
          most={255}
          value={subject}
          onChange={setSubject}
        />
        <Button type="submit" busy={link.isPending} because={because}>
          {say(linkedAt === null ? 'account.link.do' : 'account.link.again')}
        </Button>
        {linkedAt !== null && (
          <Button look="danger" busy={link.isPending} because={own} onClick={() => link.mutate(null)}>
            {say('account.unlink')}
          </Button>
        )}
      </form>
    </Sheet>
  );
}
