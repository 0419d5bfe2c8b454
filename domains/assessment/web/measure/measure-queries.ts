// SPDX-License-Identifier: Apache-2.0
import { unitShape } from '@beichen/domains/org/public.ts';
import { request } from '@beichen/platform-web/data/request.ts';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { measureFactsShape } from '../../model/measure-facts.ts';
import { recordsShape } from '../../model/results.ts';

const TOPIC = 'measures';
const words = z.object({ zh: z.string(), en: z.string() });
const combine = z.enum(['sum', 'distinct', 'histogram', 'none']);
const readShape = z.object({
  measure: z.string(),
  title: words,
  form: z.enum(['count', 'ratio', 'value']),
  unit: words,
  combine,
});

/** A measure that records give, as the domain that counts it declares it. */
export type ReadMeasure = z.infer<typeof readShape>;

export const readMeasuresQuery = queryOptions({
  queryKey: [TOPIC, 'read'],
  queryFn: ({ signal }) => request('/api/measures', { answer: z.object({ measures: z.array(readShape) }), signal }),
});

const percentile = z.object({ value: z.number(), moreThan: z.boolean() });
const figureShape = z.object({
  num: z.number(),
  den: z.number().nullable(),
  buckets: z.array(z.object({ upTo: z.number().nullable(), count: z.number() })).nullable(),
  percentile: z.object({ median: percentile, p90: percentile }).nullable(),
  asOf: z.string().nullable(),
  stale: z.boolean(),
});
export type ReadFigure = z.infer<typeof figureShape>;

/** Where a measure is asked about, and when. */
export type At = { readonly measure: string; readonly unit: number; readonly period: string };

const addressOf = ({ measure, unit, period }: At, rest: string): string =>
  `/api/measures/${measure}${rest}?${new URLSearchParams({ unit: String(unit), period })}`;

export const figureQuery = (at: At) =>
  queryOptions({
    queryKey: [TOPIC, 'figure', at],
    queryFn: ({ signal }) => request(addressOf(at, ''), { answer: figureShape, signal }),
    retry: false,
  });

const recordPage = z.object({
  total: z.number(),
  counting: z.number(),
  rows: z.array(recordsShape.shape.rows.element.extend({ record: z.string() })),
  hidden: z.number(),
  next: z.string().nullable(),
});

/** The list behind a figure, page by page. */
export const recordPagesQuery = (at: At) =>
  infiniteQueryOptions({
    queryKey: [TOPIC, 'records', at],
    queryFn: ({ signal, pageParam }) => {
      const cursor = pageParam === null ? '' : `&cursor=${encodeURIComponent(pageParam)}`;
      return request(`${addressOf(at, '/records')}${cursor}`, { answer: recordPage, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });

/** What was declared there, or which results give it, page by page; and what reviews corrected. */
export const factPagesQuery = ({ measure, unit, period }: At) =>
  infiniteQueryOptions({
    queryKey: [TOPIC, 'facts', measure, unit, period],
    queryFn: ({ signal, pageParam }) => {
      const asked = { unit: String(unit), period, ...(pageParam === null ? {} : { cursor: String(pageParam) }) };
      const path = `/api/assessment/measures/${measure}/facts?${new URLSearchParams(asked)}`;
      return request(path, { answer: measureFactsShape, signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });

const unitView = z.object({ unit: unitShape, chain: z.array(unitShape) });
const childrenView = z.object({ units: z.array(unitShape), next: z.number().nullable() });

/** A unit and what it lies in, from the root down. */
export const placeQuery = (unit: number) =>
  queryOptions({
    queryKey: ['org', 'unit', unit],
    queryFn: ({ signal }) => request(`/api/org/units/${unit}`, { answer: unitView, signal }),
    placeholderData: keepPreviousData,
  });

export const belowQuery = (unit: number) =>
  queryOptions({
    queryKey: ['org', 'children', unit],
    queryFn: ({ signal }) => request(`/api/org/units/${unit}/children?limit=200`, { answer: childrenView, signal }),
  });
