// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../data/request.ts';

const words = z.object({ zh: z.string(), en: z.string() });

const job = z.object({
  id: z.string(),
  name: z.string(),
  title: words,
  state: z.enum(['waiting', 'running', 'failed']),
  attempts: z.int(),
  dueAt: z.string(),
  error: z.string().nullable(),
});
export type Job = z.infer<typeof job>;

const jobs = z.object({
  asOf: z.string(),
  jobs: z.array(job),
  waitingEvents: z.int(),
  staleReadings: z.int(),
  unsealed: z.int(),
});
export type Jobs = z.infer<typeof jobs>;

/** Milliseconds: a queue moves without anything having changed that the stream would tell. */
const OFTEN = 5_000;

export const jobsQuery = queryOptions({
  queryKey: ['jobs'],
  queryFn: ({ signal }) => request('/api/jobs', { answer: jobs, signal }),
  refetchInterval: OFTEN,
});
