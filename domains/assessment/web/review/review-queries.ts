// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { gridShape, reviewPageShape, reviewsShape } from '../../model/review.ts';

const TOPIC = 'assessment';

export const reviewsQuery = queryOptions({
  queryKey: [TOPIC, 'reviews'],
  queryFn: ({ signal }) => request('/api/assessment/reviews', { answer: reviewsShape, signal }),
});

export const reviewQuery = (review: string) =>
  queryOptions({
    queryKey: [TOPIC, 'review', review],
    queryFn: ({ signal }) => request(`/api/assessment/reviews/${review}`, { answer: reviewPageShape, signal }),
  });

export type GridAsked = { readonly review: string; readonly section: string; readonly unit: string };

/** While another star or place comes, the last one stays. */
export const gridQuery = ({ review, section, unit }: GridAsked) =>
  queryOptions({
    queryKey: [TOPIC, 'grid', review, section, unit],
    queryFn: ({ signal }) =>
      request(`/api/assessment/reviews/${review}/grid?${new URLSearchParams({ section, unit })}`, {
        answer: gridShape,
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const reviewHref = (review: string): string => `/assessment/reviews/${review}`;

export const gridHref = (review: string, section: string, unit: number | string): string =>
  `/assessment/reviews/${review}/grid?${new URLSearchParams({ section, unit: `${unit}` })}`;
