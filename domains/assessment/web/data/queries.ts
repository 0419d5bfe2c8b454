// SPDX-License-Identifier: Apache-2.0
import { request } from '@beichen/platform-web/data/request.ts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { lastYearShape } from '../../model/last-year.ts';
import { namingPage, namingsShape, rankingShape } from '../../model/naming.ts';
import { noticePage, objectionsShape } from '../../model/notice.ts';
import {
  chartShape,
  evaluationPage,
  measuresShape,
  methodsShape,
  periodsShape,
  recordsShape,
  unitShape,
} from '../../model/results.ts';
import type { Asked } from './addresses.ts';

const TOPIC = 'assessment';

function pathOf(path: string, values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return `/api/assessment/${path}?${new URLSearchParams(given)}`;
}

/** A result of a period that is known. */
export type Wanted = Asked & { readonly period: string };

export const periodsQuery = queryOptions({
  queryKey: [TOPIC, 'periods'],
  queryFn: ({ signal }) => request('/api/assessment/periods', { answer: periodsShape, signal }),
});

export const methodsQuery = queryOptions({
  queryKey: [TOPIC, 'methods'],
  queryFn: ({ signal }) => request('/api/assessment/methods', { answer: methodsShape, signal }),
});

/** While another one comes, the last one stays: nothing flickers. */
export const chartQuery = ({ period, method, evaluation }: Wanted, unit: string | undefined) =>
  queryOptions({
    queryKey: [TOPIC, 'chart', period, method, evaluation, unit],
    queryFn: ({ signal }) =>
      request(pathOf('chart', { period, method, evaluation, unit }), { answer: chartShape, signal }),
    placeholderData: keepPreviousData,
  });

export const unitQuery = (unit: string, { period, method, evaluation }: Wanted) =>
  queryOptions({
    queryKey: [TOPIC, 'unit', unit, period, method, evaluation],
    queryFn: ({ signal }) =>
      request(pathOf(`units/${unit}`, { period, method, evaluation }), { answer: unitShape, signal }),
  });

export const lastYearQuery = (unit: number, { period, method, evaluation }: Wanted) =>
  queryOptions({
    queryKey: [TOPIC, 'last-year', unit, period, method, evaluation],
    queryFn: ({ signal }) =>
      request(pathOf(`units/${unit}/last-year`, { period, method, evaluation }), { answer: lastYearShape, signal }),
  });

export const recordsQuery = (unit: string, evaluation: Wanted, measure: string) =>
  queryOptions({
    queryKey: [TOPIC, 'records', unit, evaluation.period, evaluation.method, evaluation.evaluation, measure],
    queryFn: ({ signal }) =>
      request(pathOf(`units/${unit}/records`, { ...evaluation, measure }), { answer: recordsShape, signal }),
  });

/** The words of the measures never change for a run. */
export const measuresQuery = (evaluation: string) =>
  queryOptions({
    queryKey: [TOPIC, 'measures', evaluation],
    queryFn: ({ signal }) =>
      request(`/api/assessment/evaluations/${evaluation}/measures`, { answer: measuresShape, signal }),
    staleTime: 'static',
  });

export const evaluationQuery = (evaluation: string) =>
  queryOptions({
    queryKey: [TOPIC, 'evaluation', evaluation],
    queryFn: ({ signal }) => request(`/api/assessment/evaluations/${evaluation}`, { answer: evaluationPage, signal }),
  });

export type EvaluationAnswer = z.infer<typeof evaluationPage>;

export const noticeQuery = (notice: string) =>
  queryOptions({
    queryKey: [TOPIC, 'notice', notice],
    queryFn: ({ signal }) => request(`/api/assessment/notices/${notice}`, { answer: noticePage, signal }),
  });

/** Objections that the reader sees; against one notice where it is named. */
export const objectionsQuery = (notice: string | undefined) =>
  queryOptions({
    queryKey: [TOPIC, 'objections', notice],
    queryFn: ({ signal }) => request(pathOf('objections', { notice }), { answer: objectionsShape, signal }),
  });

export const rankingQuery = ({ period, method, evaluation }: Wanted) =>
  queryOptions({
    queryKey: [TOPIC, 'ranking', period, method, evaluation],
    queryFn: ({ signal }) =>
      request(pathOf('ranking', { period, method, evaluation }), { answer: rankingShape, signal }),
  });

export type Ranking = z.infer<typeof rankingShape>;

export const namingsQuery = queryOptions({
  queryKey: [TOPIC, 'namings'],
  queryFn: ({ signal }) => request('/api/assessment/namings', { answer: namingsShape, signal }),
});

export type Namings = z.infer<typeof namingsShape>['namings'];

export const namingQuery = (naming: string) =>
  queryOptions({
    queryKey: [TOPIC, 'naming', naming],
    queryFn: ({ signal }) => request(`/api/assessment/namings/${naming}`, { answer: namingPage, signal }),
  });
