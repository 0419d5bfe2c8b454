// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Disclosure } from '../shell/disclosure.tsx';
import { Settings } from '../shell/settings.tsx';
import type { PublicPage } from '../shell/web-module.ts';
import { ButtonLink } from '../ui/action/button.tsx';
import { Icon } from '../ui/icon/icon.tsx';
import { Mark } from '../ui/icon/mark.tsx';
import { useDocumentTitle } from '../ui/sheet/document-title.ts';
import { Note } from '../ui/tag/tag.tsx';
import { useLanguage, useNames } from '../words/language.tsx';
import { useWords } from '../words/words.ts';
import { wayQuery } from './enter.ts';
import { DemoDoor } from './in-demo.tsx';
import { LeadTo } from './lead-to.tsx';
import { type Session, sessionQuery } from './session.ts';
import styles from './sign-in.module.css';
import { SignInSteps } from './steps/sign-in-steps.tsx';
import { Trails } from './trails.tsx';
import { wayBack } from './way-back.ts';

/** The way in: the account that one's office gave, and in the demo its posts, one click each. */
export function SignInPage({ publicPages }: { readonly publicPages: readonly PublicPage[] }): ReactNode {
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
  const { data: way } = useQuery(wayQuery);
  useDocumentTitle(say('signIn.title'));
  // Signed in already, or locked: the gate of the page that was asked for knows what to show.
  if (arrival.signedIn || way?.stage === 'open' || way?.stage === 'locked') return <LeadTo href={to} />;
  const from = way === undefined || way.stage === 'none' ? undefined : way.stage;
  const onEntered = async (): Promise<void> => {
    await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
    await navigate({ href: to, replace: true });
  };
  return (
    <div className={styles['page']}>
      <Sky />
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
        {from === undefined && <DemoDoor onEntered={onEntered} />}
        <section aria-labelledby="sign-in" className={styles['own']}>
          <SignInSteps
            from={from}
            headingId="sign-in"
            door={
              <>
                <h1 id="sign-in">{say('signIn.title')}</h1>
                <p className={styles['lead']}>{say(to === '/' ? 'signIn.lead' : 'signIn.back')}</p>
                {way?.signOn === true && <SignOn to={to} came={(search as Record<string, unknown>)['sign-on']} />}
              </>
            }
            onEntered={onEntered}
          />
        </section>
        {publicPages.length > 0 && <WithoutAccount pages={publicPages} />}
      </main>
    </div>
  );
}

/** What residents come for: it needs no account. */
function WithoutAccount({ pages }: { readonly pages: readonly PublicPage[] }): ReactNode {
  const say = useWords();
  const name = useNames();
  const { language } = useLanguage();
  return (
    <section aria-labelledby="without-account" className={styles['public']}>
      <h2 id="without-account">{say('signIn.public')}</h2>
      <ul>
        {pages.map(({ title, href }) => (
          <li key={title.en}>
            <a href={href(language)}>{name(title)}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What hangs beside the door. */
function Sky(): ReactNode {
  const say = useWords();
  return (
    <aside className={styles['sky']}>
      <Trails />
      <p className={styles['brand']}>
        <Mark size={40} />
        <span>{say('brand')}</span>
      </p>
      <p className={styles['saying']}>{say('signIn.saying')}</p>
      <p className={styles['source']}>{say('signIn.source')}</p>
    </aside>
  );
}

/** The way through the city's identity service, and what came of the last try. */
function SignOn({ to, came }: { readonly to: string; readonly came: unknown }): ReactNode {
  const say = useWords();
  return (
    <div className={styles['form']}>
      {(came === 'failed' || came === 'unknown') && (
        <div role="alert">
          <Note tone="bad">{say(`signOn.${came}`)}</Note>
        </div>
      )}
      <ButtonLink href={`/api/sign-on/begin?${new URLSearchParams({ to }).toString()}`} size="large">
        {say('signOn.go')}
      </ButtonLink>
    </div>
  );
}
