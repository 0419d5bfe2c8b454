// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { kindOfProblem } from '../data/problem.ts';
import { ThemeProvider } from '../ui/theme/theme.tsx';
import { LanguageProvider } from '../words/language.tsx';
import { followLinks } from './follow-links.ts';
import type { routerOf } from './router.tsx';

/** Asks again only where asking again can help. */
const mayHelp = (tries: number, error: unknown): boolean =>
  tries < 2 && ['offline', 'system'].includes(kindOfProblem(error));

export function makeQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: mayHelp, staleTime: 30_000, refetchOnWindowFocus: false } },
  });
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
