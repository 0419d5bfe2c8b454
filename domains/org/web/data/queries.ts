// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { mapPage } from '../../model/boundaries.ts';
import { type Change, changesPage, historyPage, previewShape } from '../../model/changes.ts';
import { coveragePage, gapsPage } from '../../model/coverage.ts';
import { householdsPage } from '../../model/households.ts';
import { handoversPage, peopleFound, postsPage } from '../../model/posts.ts';
import { relationsPage } from '../../model/relations.ts';
import { childrenPage, foundPage, unitPage } from '../../model/units.ts';

export const TOPIC = 'org';

type Asked = Readonly<Record<string, string | number | null | undefined>>;

/** What is asked for, without what is not. */
function asking(asked: Asked): string {
  const told = Object.entries(asked).flatMap(([name, value]) => (value == null ? [] : [[name, String(value)]]));
  return told.length === 0 ? '' : `?${new URLSearchParams(told)}`;
}

/** A unit as it is today, or was on another day. */
export const unitQuery = (unit: string, on?: string) =>
  queryOptions({
    queryKey: [TOPIC, 'unit', unit, on ?? ''],
    queryFn: ({ signal }) =>
      request(`/api/org/units/${encodeURIComponent(unit)}${asking({ on })}`, { answer: unitPage, signal }),
  });

/** What lies directly below a unit, or lay on another day, page by page. */
export const childrenQuery = (unit: number, on?: string) =>
  infiniteQueryOptions({
    queryKey: [TOPIC, 'children', unit, on ?? ''],
    queryFn: ({ signal, pageParam }) =>
      request(`/api/org/units/${unit}/children${asking({ on, after: pageParam })}`, { answer: childrenPage, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });

/** Where a unit and those directly below it lie, or lay on another day. */
export const mapQuery = (unit: number, on?: string) =>
  infiniteQueryOptions({
    queryKey: [TOPIC, 'map', unit, on ?? ''],
    queryFn: ({ signal, pageParam }) =>
      request(`/api/org/units/${unit}/map${asking({ on, after: pageParam, limit: 200 })}`, { answer: mapPage, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });

/** The units directly below one, as many as one answer holds. */
export const besideQuery = (parent: number) =>
  queryOptions({
    queryKey: [TOPIC, 'beside', parent],
    queryFn: ({ signal }) =>
      request(`/api/org/units/${parent}/children${asking({ limit: 200 })}`, { answer: childrenPage, signal }),
  });

/** Units by a part of the name, its sound, its initials or the code. What was found stays while the next letter is looked for. */
export const searchQuery = (typed: string) =>
  queryOptions({
    queryKey: [TOPIC, 'search', typed],
    queryFn: ({ signal }) => request(`/api/org/search${asking({ q: typed })}`, { answer: foundPage, signal }),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  });

/** People who are known, by a part of the name, its sound or initials. Who was found stays while the next letter is looked for. */
export const peopleQuery = (typed: string) =>
  queryOptions({
    queryKey: [TOPIC, 'people', typed],
    queryFn: ({ signal }) => request(`/api/org/people${asking({ q: typed })}`, { answer: peopleFound, signal }),
    enabled: typed !== '',
    placeholderData: keepPreviousData,
  });

/** How a unit came to be what it is. */
export const historyQuery = (unit: number) =>
  queryOptions({
    queryKey: [TOPIC, 'history', unit],
    queryFn: ({ signal }) => request(`/api/org/units/${unit}/history`, { answer: historyPage, signal }),
  });

/** Who holds which post at a unit, from a day on. */
export const postsQuery = (unit: number, on?: string) =>
  queryOptions({
    queryKey: [TOPIC, 'posts', unit, on ?? ''],
    queryFn: ({ signal }) => request(`/api/org/units/${unit}/posts${asking({ on })}`, { answer: postsPage, signal }),
  });

/** What covers or serves a unit, or what it covers and serves; today, or on another day. */
export const relationsQuery = (unit: number, on?: string) =>
  queryOptions({
    queryKey: [TOPIC, 'relations', unit, on ?? ''],
    queryFn: ({ signal }) =>
      request(`/api/org/units/${unit}/relations${asking({ on })}`, { answer: relationsPage, signal }),
  });

/** How many households live at a unit; today, or on another day. */
export const householdsQuery = (unit: number, on?: string) =>
  queryOptions({
    queryKey: [TOPIC, 'households', unit, on ?? ''],
    queryFn: ({ signal }) =>
      request(`/api/org/units/${unit}/households${asking({ on })}`, { answer: householdsPage, signal }),
  });

/** What lacks a Party body, or somebody in its post, below a unit. */
export const coverageQuery = (unit: number) =>
  queryOptions({
    queryKey: [TOPIC, 'coverage', unit],
    queryFn: ({ signal }) => request(`/api/org/units/${unit}/coverage`, { answer: coveragePage, signal }),
  });

/** One list of it, page by page. */
export const gapsQuery = (unit: number, list: string) =>
  infiniteQueryOptions({
    queryKey: [TOPIC, 'gaps', unit, list],
    queryFn: ({ signal, pageParam }) =>
      request(`/api/org/units/${unit}/gaps${asking({ list, after: pageParam })}`, { answer: gapsPage, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });

export const handoversQuery = queryOptions({
  queryKey: [TOPIC, 'handovers'],
  queryFn: ({ signal }) => request('/api/org/handovers', { answer: handoversPage, signal }),
});

/** Changes of the tree, the latest first, page by page. */
export const changesQuery = infiniteQueryOptions({
  queryKey: [TOPIC, 'changes'],
  queryFn: ({ signal, pageParam }) =>
    request(`/api/org/changes${asking({ after: pageParam })}`, { answer: changesPage, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

/** What a change would do on a day, by the rules that decide on it. What was foreseen last stays while it is asked again. */
export const previewQuery = (change: Change, from: string) =>
  queryOptions({
    queryKey: [TOPIC, 'preview', change, from],
    queryFn: ({ signal }) =>
      request(`/api/org/changes/preview${asking({ change: JSON.stringify(change), from })}`, {
        answer: previewShape,
        signal,
      }),
    retry: false,
  });
