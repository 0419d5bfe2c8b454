// SPDX-License-Identifier: Apache-2.0
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { FactsList } from '../ui/facts/facts-table.tsx';
import { Crumbs } from '../ui/place/crumbs.tsx';
import { Columns, PageTitle, Sheet } from '../ui/sheet/sheet.tsx';
import { Tag } from '../ui/tag/tag.tsx';
import { dateText } from '../words/format.ts';
import { useLanguage, useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { AccountActions } from './account-actions.tsx';
import { AccountLink } from './account-link.tsx';
import { AccountState } from './account-state.tsx';
import styles from './accounts.module.css';
import { type Account, type AccountPost, accountQuery } from './accounts-query.ts';
import { SlipSheets } from './slip-sheets.tsx';
import { useSlips } from './use-slips.ts';

/** One account: whose it is, what it may, and what an administrator does with it. */
export default function AccountScreen(): ReactNode {
  const say = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { data: account } = useSuspenseQuery(accountQuery(id));
  const slips = useSlips();
  if (slips.data !== undefined) return <SlipSheets slips={slips.data} onDone={slips.reset} />;
  const { login, name, unit } = account;
  return (
    <>
      <PageTitle
        title={[login, name].filter(Boolean).join(' · ')}
        crumbs={<Crumbs path={[{ label: say('accounts.title'), href: '/accounts' }, { label: login }]} />}
        lead={say('account.range', { unit: unit.name })}
      />
      <Columns
        main={<Posts posts={account.posts} />}
        side={
          <>
            <Entry account={account} />
            <AccountLink account={account} />
            <AccountActions account={account} slips={slips} />
          </>
        }
      />
    </>
  );
}

function Posts({ posts }: { readonly posts: readonly AccountPost[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  const date = (day: string): string => dateText(day, language, true);
  return (
    <Sheet title={say('account.posts')}>
      {posts.length === 0 && <p>{say('account.none')}</p>}
      <ul className={styles['posts']}>
        {posts.map(({ id, title, unit, line, acting, from, to, current }) => (
          <li key={id}>
            <b>{unit.name}</b> {name(title)}
            {line !== null && <small> {say('posts.onLine', { line: name(line) })}</small>}{' '}
            {acting && <Tag plain>{say('posts.acting')}</Tag>}{' '}
            {!current && <Tag tone="mute">{say('account.post.ended')}</Tag>}
            <div className="bc-aux">
              {to === null
                ? say('account.post.from', { from: date(from) })
                : say('account.post.span', { from: date(from), to: date(to) })}
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Entry({ account }: { readonly account: Account }): ReactNode {
  const say = useWords();
  const facts = [
    { name: say('accounts.state'), value: <AccountState account={account} /> },
    { name: say('accounts.used'), value: say(`accounts.used.${account.lastUsed}`) },
    { name: say('account.sessions'), value: say('account.sessions.count', { count: account.sessions }) },
  ];
  return (
    <Sheet title={say('account.entry')}>
      <FactsList facts={facts} />
    </Sheet>
  );
}
