// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { childrenPage, foundPage, unitPage } from '../../model/units.ts';

const TOPIC = 'org';

export const unitQuery = (unit: string) =>
  queryOptions({
    queryKey: [TOPIC, 'unit', unit],
    queryFn: ({ signal }) => request(`/api/org/units/${encodeURIComponent(unit)}`, { answer: unitPage, signal }),
  });

/** What lies directly below a unit, page by page. */
export const childrenQuery = (unit: number) =>
  infiniteQueryOptions({
    queryKey: [TOPIC, 'children', unit],
    queryFn: ({ signal, pageParam }) =>
      request(`/api/org/units/${unit}/children${pageParam === null ? '' : `?after=${pageParam}`}`, {
        answer: childrenPage,
        signal,
      }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });

/** Units by a part of the name, its sound, its initials or the code. What was found stays while the next letter is looked for. */
export const searchQuery = (typed: string) =>
  queryOptions({
    queryKey: [TOPIC, 'search', typed],
    queryFn: ({ signal }) =>
      request(`/api/org/search?${new URLSearchParams({ q: typed })}`, { answer: foundPage, signal }),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  });
