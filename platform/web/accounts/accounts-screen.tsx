// SPDX-License-Identifier: Apache-2.0
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ToldError } from '../session/steps/told-error.tsx';
import { Button, ButtonLink } from '../ui/action/button.tsx';
import { type Column, FactsTable } from '../ui/facts/facts-table.tsx';
import { TextField } from '../ui/form/form-fields.tsx';
import { PageTitle, Sheet } from '../ui/sheet/sheet.tsx';
import { Empty } from '../ui/states/empty.tsx';
import { useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { AccountState } from './account-state.tsx';
import styles from './accounts.module.css';
import { type Account, type AccountsAsked, accountsQuery } from './accounts-query.ts';
import { OpenAccount } from './open-account.tsx';
import { SlipSheets } from './slip-sheets.tsx';
import { useSlips } from './use-slips.ts';

const hrefOf = ({ q, after }: AccountsAsked): string =>
  `/accounts?${new URLSearchParams({ ...(q === '' ? {} : { q }), ...(after === '' ? {} : { after }) }).toString()}`;

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The accounts of one's range: found, opened, given slips. */
export default function AccountsScreen(): ReactNode {
  const say = useWords();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const asked = { q: textOf(search['q']), after: textOf(search['after']) };
  const slips = useSlips();
  if (slips.data !== undefined) return <SlipSheets slips={slips.data} onDone={slips.reset} />;
  return (
    <>
      <PageTitle title={say('accounts.title')} lead={say('accounts.lead')} />
      <Finder key={asked.q} q={asked.q} />
      <ToldError error={slips.error} doing={say('account.slip')} />
      <Found asked={asked} busy={slips.isPending} onSlips={(ids) => slips.mutate(ids)} />
      <div className={styles['below']}>
        <OpenAccount onOpened={(id) => slips.mutate([id])} />
      </div>
    </>
  );
}

function Finder({ q }: { readonly q: string }): ReactNode {
  const say = useWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q);
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ href: hrefOf({ q: typed.trim(), after: '' }) });
  };
  return (
    <form className={styles['finder']} onSubmit={onSubmit}>
      <TextField label={say('accounts.search')} type="search" value={typed} onChange={setTyped} most={64} />
      <Button type="submit">{say('accounts.find')}</Button>
    </form>
  );
}

type FoundProps = {
  readonly asked: AccountsAsked;
  readonly busy: boolean;
  readonly onSlips: (ids: readonly string[]) => void;
};

function Found({ asked, busy, onSlips }: FoundProps): ReactNode {
  const say = useWords();
  const { accounts, next } = useSuspenseQuery(accountsQuery(asked)).data;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const columns = useColumns(chosen, setChosen);
  if (accounts.length === 0) return <Empty title={say('accounts.none')}>{say('accounts.none.why')}</Empty>;
  const shown = chosen.filter((id) => accounts.some((account) => account.id === id));
  return (
    <Sheet
      title={say('accounts.title')}
      aside={
        <>
          {shown.length > 0 && say('accounts.chosen', { count: shown.length })}
          <Button
            size="small"
            busy={busy}
            because={shown.length === 0 ? say('accounts.slips.none') : undefined}
            onClick={() => onSlips(shown)}
          >
            {say('accounts.slips', { count: shown.length })}
          </Button>
        </>
      }
      flush
    >
      <FactsTable label={say('accounts.title')} columns={columns} rows={accounts} keyOf={({ id }) => id} />
      {next !== null && (
        <p className={styles['more']}>
          <ButtonLink href={hrefOf({ ...asked, after: next })}>{say('accounts.more')}</ButtonLink>
        </p>
      )}
    </Sheet>
  );
}

function useColumns(chosen: readonly string[], choose: (ids: readonly string[]) => void): Column<Account>[] {
  const say = useWords();
  const name = useNames();
  const toggle = (id: string): void =>
    choose(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return [
    {
      id: 'choose',
      name: '',
      cell: ({ id, login, own, state }) =>
        own || state === 'closed' ? null : (
          <label className={styles['choose']}>
            <input
              type="checkbox"
              aria-label={say('accounts.choose', { login })}
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
            />
          </label>
        ),
    },
    { id: 'login', name: say('accounts.login'), cell: ({ id, login }) => <a href={`/accounts/${id}`}>{login}</a> },
    { id: 'name', name: say('accounts.name'), cell: (account) => account.name },
    {
      id: 'posts',
      name: say('accounts.posts'),
      cell: ({ posts }) =>
        posts.some(({ current }) => current)
          ? posts
              .filter(({ current }) => current)
              .map(({ title, unit, acting }) =>
                [unit.name, name(title), ...(acting ? [say('posts.acting')] : [])].join(' · '),
              )
              .join(say('list.comma'))
          : say('account.none'),
    },
    { id: 'state', name: say('accounts.state'), cell: (account) => <AccountState account={account} /> },
    { id: 'used', name: say('accounts.used'), cell: ({ lastUsed }) => say(`accounts.used.${lastUsed}`) },
  ];
}
