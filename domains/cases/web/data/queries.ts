// SPDX-License-Identifier: Apache-2.0

import { request } from '@beichen/platform-web/data/request.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { unitShape } from '../../../org/public.ts';
import { casePage, caseView, dueDays, kindView, mineView } from '../../model/views.ts';

/** Whatever a command on a case puts out of date begins with this. */
export const TOPIC = 'cases';

export const kindsQuery = queryOptions({
  queryKey: ['case-kinds'],
  queryFn: ({ signal }) => request('/api/cases/kinds', { answer: kindView, signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: [TOPIC, 'one', id],
    queryFn: ({ signal }) => request(`/api/cases/${encodeURIComponent(id)}`, { answer: caseView, signal }),
  });

/** What waits for the reader, page by page. */
export const mineQuery = infiniteQueryOptions({
  queryKey: [TOPIC, 'mine'],
  queryFn: ({ signal, pageParam }) =>
    request(`/api/cases/mine${pageParam === null ? '' : `?${new URLSearchParams({ cursor: pageParam })}`}`, {
      answer: mineView,
      signal,
    }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

/** What the list route is asked, as texts; what is undefined is not asked. */
export type Asked = Readonly<Record<string, string | number | boolean | undefined>>;

function told(asked: Asked): URLSearchParams {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

const addressOf = (asked: Asked, cursor: string | null): string =>
  `/api/cases?${told({ ...asked, cursor: cursor ?? undefined })}`;

/** The beginning of a list, with its total. */
export const listQuery = (asked: Asked) =>
  queryOptions({
    queryKey: [TOPIC, 'list', asked],
    queryFn: ({ signal }) => request(addressOf(asked, null), { answer: casePage, signal }),
    placeholderData: keepPreviousData,
  });

/** On which days the cases of a place are due. */
export const dueDaysQuery = (asked: Asked) =>
  queryOptions({
    queryKey: [TOPIC, 'days', asked],
    queryFn: ({ signal }) => request(`/api/cases/days?${told(asked)}`, { answer: dueDays, signal }),
    placeholderData: keepPreviousData,
  });

/** A list page by page. */
export const pagesQuery = (asked: Asked) =>
  infiniteQueryOptions({
    queryKey: [TOPIC, 'pages', asked],
    queryFn: ({ signal, pageParam }) => request(addressOf(asked, pageParam), { answer: casePage, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

const unitView = z.object({ unit: unitShape, chain: z.array(unitShape) });
const childrenView = z.object({ units: z.array(unitShape), next: z.number().nullable() });
const foundView = z.object({ units: z.array(unitShape.extend({ above: z.array(z.string()) })) });

/** A unit and what it lies in, from the root down. */
export const unitQuery = (id: number) =>
  queryOptions({
    queryKey: ['org', 'unit', id],
    queryFn: ({ signal }) => request(`/api/org/units/${id}`, { answer: unitView, signal }),
  });

export const childrenQuery = (id: number) =>
  queryOptions({
    queryKey: ['org', 'children', id],
    queryFn: ({ signal }) => request(`/api/org/units/${id}/children?limit=200`, { answer: childrenView, signal }),
  });

export const unitsFoundQuery = (text: string) =>
  queryOptions({
    queryKey: ['org', 'found', text],
    queryFn: ({ signal }) =>
      request(`/api/org/search?${new URLSearchParams({ q: text })}`, { answer: foundView, signal }),
    enabled: text.trim() !== '',
  });
