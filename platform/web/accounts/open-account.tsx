// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { z } from 'zod';
import { useCommand } from '../data/use-command.ts';
import { uuidV7 } from '../data/uuid-v7.ts';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button } from '../ui/action/button.tsx';
import { SelectField, TextField } from '../ui/form/form-fields.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import styles from './accounts.module.css';
import { type Holder, holdersQuery } from './accounts-query.ts';

const answer = z.object({ id: z.string(), login: z.string() });
type Opening = { readonly id: string; readonly person: string; readonly login: string };

/** Opens accounts for holders of posts who have none. */
export function OpenAccount({ onOpened }: { readonly onOpened: (id: string) => void }): ReactNode {
  const say = useWords();
  const { data } = useQuery(holdersQuery);
  if (data === undefined) return null;
  return (
    <Sheet title={say('accounts.open')} aside={say('accounts.open.lead')}>
      {data.holders.length === 0 ? (
        <p>{say('accounts.open.none')}</p>
      ) : (
        <OpenForm holders={data.holders} onOpened={onOpened} />
      )}
    </Sheet>
  );
}

type FormProps = { readonly holders: readonly Holder[]; readonly onOpened: (id: string) => void };

function OpenForm({ holders, onOpened }: FormProps): ReactNode {
  const say = useWords();
  const name = useNames();
  const [id, setId] = useState(uuidV7);
  const [person, setPerson] = useState(holders[0]?.person ?? '');
  const [login, setLogin] = useState('');
  const opening = useCommand<Opening, typeof answer>({
    path: '/api/accounts',
    answer,
    touches: ['accounts'],
    onDone: (opened) => {
      setId(uuidV7());
      setLogin('');
      onOpened(opened.id);
    },
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    opening.run({ id, person, login: login.trim() });
  };
  const options = holders.map((holder) => ({
    value: holder.person,
    label: [holder.name, ...holder.posts.map(({ title, unit }) => `${unit.name} ${name(title)}`)]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <form className={styles['form']} onSubmit={onSubmit}>
      <ToldError error={opening.error} doing={say('accounts.open')} />
      <SelectField label={say('accounts.open.who')} value={person} onChange={setPerson} options={options} />
      <TextField
        label={say('accounts.open.login')}
        hint={say('accounts.open.login.hint')}
        value={login}
        onChange={setLogin}
        most={40}
      />
      <Button type="submit" busy={opening.busy}>
        {say('accounts.open.go')}
      </Button>
    </form>
  );
}
