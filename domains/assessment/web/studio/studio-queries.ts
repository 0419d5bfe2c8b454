// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { queryOptions } from '@tanstack/react-query';
import { draftShape, draftsShape, editionShape, studioShape } from '../../model/drafts.ts';

const TOPIC = 'assessment-drafts';

export const draftsQuery = queryOptions({
  queryKey: [TOPIC, 'list'],
  queryFn: ({ signal }) => request('/api/assessment/drafts', { answer: draftsShape, signal }),
});

/** Taken once: while it is open the draft is what the editor holds. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: [TOPIC, 'draft', id],
    queryFn: ({ signal }) => request(`/api/assessment/drafts/${id}`, { answer: draftShape, signal }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** Some hundred kilobytes, kept while the page is open: what is tried is tried on the facts of one moment. */
export const factsQuery = (period: string | undefined, subject: string) =>
  queryOptions({
    queryKey: [TOPIC, 'facts', period, subject],
    queryFn: ({ signal }) =>
      request(`/api/assessment/studio?${new URLSearchParams({ period: period ?? '', subject })}`, {
        answer: studioShape,
        signal,
      }),
    enabled: period !== undefined,
    staleTime: 'static',
    retry: false,
  });

/** The text of a published edition, which never changes. */
export const editionQuery = (key: { readonly method: string; readonly edition: string } | undefined) =>
  queryOptions({
    queryKey: [TOPIC, 'edition', key?.method, key?.edition],
    queryFn: ({ signal }) =>
      request(`/api/assessment/edition?${new URLSearchParams(key ?? {})}`, { answer: editionShape, signal }),
    enabled: key !== undefined,
    staleTime: 'static',
  });

export const compareHref = '/assessment/editions';
export const draftsHref = '/assessment/drafts';
export const draftHref = (id: string): string => `/assessment/drafts/${id}`;
