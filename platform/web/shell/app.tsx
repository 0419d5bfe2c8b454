// SPDX-License-Identifier: Apache-2.0
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { isLocked, isSignedOut, kindOfProblem } from '../data/problem.ts';
import { sessionQuery } from '../session/session.ts';
import { ThemeProvider } from '../ui/theme/theme.tsx';
import { LanguageProvider } from '../words/language.tsx';
import { followLinks } from './follow-links.ts';
import type { routerOf } from './router.tsx';

/** Asks again only where asking again can help. */
const mayHelp = (tries: number, error: unknown): boolean =>
  tries < 2 && ['offline', 'system'].includes(kindOfProblem(error));

export function makeQueries(): QueryClient {
  const { queryKey } = sessionQuery;
  // Whoever is told that nobody is signed in makes the session be asked for, and with it the gate notice.
  const onError = (error: unknown): void => {
    if (isSignedOut(error) || isLocked(error)) void queries.invalidateQueries({ queryKey });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, { queryHash }) => queryHash !== '["session"]' && onError(error) }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      // The browser's own word on whether there is a network is not asked: a desk may reach the server without the internet.
      queries: { retry: mayHelp, staleTime: 30_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return queries;
}

type Props = { readonly router: ReturnType<typeof routerOf>; readonly queries: QueryClient };

/** Everything that stands around the pages. */
export function App({ router, queries }: Props): ReactNode {
  useEffect(() => followLinks((href) => router.history.push(href)), [router]);
  return (
    <LanguageProvider>
      <ThemeProvider>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ThemeProvider>
    </LanguageProvider>
  );
}
