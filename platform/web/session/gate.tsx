// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { followChanges } from '../data/changes.ts';
import { isLocked, isSignedOut } from '../data/problem.ts';
import { Page } from '../ui/sheet/sheet.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { useWords } from '../words/words.ts';
import { AgainDialog } from './again-dialog.tsx';
import { LeadTo } from './lead-to.tsx';
import { LockScreen } from './lock/lock-screen.tsx';
import { Lockable } from './lock/lockable.tsx';
import { sessionQuery } from './session.ts';

/**
 * Behind it somebody is always signed in. Who comes without a session is led to the sign-in page, and back. Where a session ends in the
 * middle of work, the page stays as it is, with all that was typed, and a dialog over it signs in again.
 */
export function Gate({ children }: { readonly children: ReactNode }): ReactNode {
  const say = useWords();
  const { data, error, refetch } = useQuery(sessionQuery);
  if (data !== undefined)
    return (
      <>
        <Changes />
        <Lockable told={isLocked(error)} who={data.name ?? undefined}>
          {children}
          {isSignedOut(error) && <AgainDialog before={data} />}
        </Lockable>
      </>
    );
  if (isSignedOut(error)) return <ToSignIn />;
  if (isLocked(error)) return <LockScreen who={undefined} />;
  return (
    <main>
      <Page>
        {error === null ? (
          <Skeleton lines={8}>{say('shell.loading')}</Skeleton>
        ) : (
          <Failure error={error} doing={say('shell.doing')} onAgain={() => void refetch()} />
        )}
      </Page>
    </main>
  );
}

/** Leads to the sign-in page, which remembers what was asked for. */
function ToSignIn(): ReactNode {
  const { href } = useLocation();
  const [asked] = useState(href);
  return <LeadTo href={asked === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to: asked })}`} />;
}

function Changes(): ReactNode {
  const queries = useQueryClient();
  useEffect(() => followChanges(queries), [queries]);
  return null;
}
