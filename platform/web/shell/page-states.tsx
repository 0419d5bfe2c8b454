// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isSignedOut, isUnloaded } from '../data/problem.ts';
import { ButtonLink } from '../ui/action/button.tsx';
import { useDocumentTitle } from '../ui/sheet/document-title.ts';
import { Empty, Sealed } from '../ui/states/empty.tsx';
import { Failure } from '../ui/states/failure.tsx';
import { Skeleton } from '../ui/states/skeleton.tsx';
import { useNames, type Words } from '../words/language.tsx';
import { useWords } from '../words/words.ts';

/** What stands where a page is being fetched. */
export function Pending(): ReactNode {
  const say = useWords();
  return <Skeleton lines={8}>{say('shell.loading')}</Skeleton>;
}

function HomeLink(): ReactNode {
  const say = useWords();
  return <ButtonLink href="/">{say('shell.toHome')}</ButtonLink>;
}

/** No page has this address. */
export function Absent(): ReactNode {
  const say = useWords();
  useDocumentTitle(say('shell.absent'));
  return (
    <Empty title={say('shell.absent')} actions={<HomeLink />}>
      {say('shell.absent.why')}
    </Empty>
  );
}

/** A page that the post of the reader does not open. */
export function Closed({ screen }: { readonly screen: Words }): ReactNode {
  const say = useWords();
  const name = useNames();
  useDocumentTitle(name(screen));
  return (
    <Sealed icon="lock" title={say('shell.closed', { screen: name(screen) })} actions={<HomeLink />}>
      {say('shell.closed.why')}
    </Sealed>
  );
}

type BrokenProps = { readonly error: unknown; readonly reset: () => void };

/** A page that failed: what it asked for in vain is asked for anew. */
export function Broken({ error, reset }: BrokenProps): ReactNode {
  const say = useWords();
  const queries = useQueryClient();
  // The gate has noticed as well and stands over this page; what is below waits.
  if (isSignedOut(error)) return <Pending />;
  const again = (): void => {
    // What did not load is remembered as such until the page itself is asked for again.
    if (isUnloaded(error)) {
      location.reload();
      return;
    }
    void queries.resetQueries({ predicate: ({ state }) => state.status === 'error' });
    reset();
  };
  return <Failure error={error} doing={say('shell.doing')} onAgain={again} actions={<HomeLink />} />;
}
