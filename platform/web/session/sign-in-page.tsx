// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Disclosure } from '../shell/disclosure.tsx';
import { Settings } from '../shell/settings.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Mark } from '../ui/icon/mark.tsx';
import { useDocumentTitle } from '../ui/sheet/document-title.ts';
import { useWords } from '../words/words.ts';
import { DemoDoor } from './in-demo.tsx';
import { LeadTo } from './lead-to.tsx';
import { type Session, sessionQuery } from './session.ts';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { Trails } from './trails.tsx';
import { wayBack } from './way-back.ts';

/** The way in: the account that one's office gave, and in the demo its posts, one click each. */
export function SignInPage(): ReactNode {
  const say = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { search } = useLocation();
  // As it was on arrival: while the way back leads on, this page still stands, and the address is the next one's already.
  const [arrival] = useState(() => ({
    to: wayBack((search as { to?: unknown }).to),
    signedIn: queries.getQueryData<Session>(sessionQuery.queryKey) !== undefined,
  }));
  const { to } = arrival;
  useDocumentTitle(say('signIn.title'));
  if (arrival.signedIn) return <LeadTo href={to} />;
  const onEntered = async (): Promise<void> => {
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ href: to, replace: true });
  };
  return (
    <div className={styles['page']}>
      <aside className={styles['sky']}>
        <Trails />
        <p className={styles['brand']}>
          <Mark size={40} />
          <span>{say('brand')}</span>
        </p>
        <p className={styles['saying']}>{say('signIn.saying')}</p>
        <p className={styles['source']}>{say('signIn.source')}</p>
      </aside>
      <main id="main" tabIndex={-1} className={styles['door']}>
        <div className={styles['settings']}>
          <Disclosure
            className={styles['cog']}
            panelClass={styles['loose']}
            label={say('shell.settings')}
            face={<Icon name="sun" size={18} />}
          >
            <Settings />
          </Disclosure>
        </div>
        <DemoDoor onEntered={onEntered} />
        <section aria-labelledby="sign-in" className={styles['own']}>
          <h1 id="sign-in">{say('signIn.title')}</h1>
          <p className={styles['lead']}>{say(to === '/' ? 'signIn.lead' : 'signIn.back')}</p>
          <SignInForm onEntered={onEntered} />
        </section>
      </main>
    </div>
  );
}
