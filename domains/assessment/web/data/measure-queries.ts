// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { recordsShape } from '../../model/results.ts';
import { FACTS } from './fact-queries.ts';

/** A measure at a unit in a period: 2026-q3. */
export type MeasureAt = { readonly measure: string; readonly unit: number; readonly period: string };

/** What is shown of a figure; `den` is null where nothing is divided, `asOf` where no record ever was. */
const figureShape = z.object({
  num: z.number(),
  den: z.number().nullable(),
  asOf: z.string().nullable(),
  stale: z.boolean(),
});
export type MeasureFigure = z.infer<typeof figureShape>;

const pageShape = z.object({
  total: z.int(),
  rows: recordsShape.shape.rows,
  hidden: z.int(),
  next: z.string().nullable(),
});

const asked = ({ unit, period }: MeasureAt): URLSearchParams => new URLSearchParams({ unit: String(unit), period });

export const figureQuery = (at: MeasureAt) =>
  queryOptions({
    queryKey: [FACTS, 'figure', at],
    queryFn: ({ signal }) => request(`/api/measures/${at.measure}?${asked(at)}`, { answer: figureShape, signal }),
  });

/** The list behind the figure, page by page. */
export const measureRecordsQuery = (at: MeasureAt) =>
  infiniteQueryOptions({
    queryKey: [FACTS, 'measure-records', at],
    queryFn: ({ signal, pageParam }) => {
      const query = asked(at);
      if (pageParam !== null) query.set('cursor', pageParam);
      return request(`/api/measures/${at.measure}/records?${query}`, { answer: pageShape, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
