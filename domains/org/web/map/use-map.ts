// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { coverageQuery, mapQuery } from '../data/queries.ts';
import type { Below, MapPage } from './areas.ts';

/** All pages of where a unit and those directly below it lie. */
function useAllOf(unit: number, on: string | undefined, enabled = true) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    ...mapQuery(unit, on),
    enabled,
  });
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const page: MapPage | undefined = data?.pages[0];
  const below: readonly Below[] = data?.pages.flatMap(({ areas }) => areas) ?? [];
  return { page, below, error, again: () => void refetch() };
}

/** What a map of a unit is made of: its own outline, those below, those beside it, and what is lacking there. */
export function useMap(unit: number, on: string | undefined) {
  const { page, below, error, again } = useAllOf(unit, on);
  const parent = page?.chain[page.chain.length - 1]?.id;
  const beside = useAllOf(parent ?? 0, on, parent !== undefined);
  // What is lacking is known of today alone.
  const coverage = useQuery({ ...coverageQuery(unit), enabled: on === undefined });
  return { page, below, error, again, beside: beside.below, coverage: on === undefined ? coverage.data : undefined };
}
