// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { keepDemoRole } from './demo-role.ts';

const STAGES = ['open', 'password', 'factor', 'enrol'] as const;
/** How far the sign-in has come; all but `open` want something more. */
export type Stage = (typeof STAGES)[number];

export const came = z.object({ signedIn: z.boolean(), stage: z.enum(STAGES) });
const entered = z.object({ signedIn: z.literal(true) });

export type Entry = { readonly login: string; readonly password: string };

/** Signs in by account and password, as far as that goes. */
export async function enter(entry: Entry): Promise<Stage> {
  const { stage } = await request('/api/session', { answer: came, method: 'POST', body: entry });
  keepDemoRole(undefined);
  return stage;
}

/** Signs in by the code of a slip; an own password is wanted next. */
export async function enterBySlip(entry: { readonly login: string; readonly code: string }): Promise<Stage> {
  const { stage } = await request('/api/session/slip', { answer: came, method: 'POST', body: entry });
  keepDemoRole(undefined);
  return stage;
}

const way = z.object({ stage: z.enum([...STAGES, 'none', 'locked']), signOn: z.boolean() });

/** How far this browser has come on its way in: whoever closed the page in between goes on where it stopped. */
export const wayQuery = queryOptions({
  queryKey: ['way'],
  queryFn: ({ signal }) => request('/api/session/way', { answer: way, signal }),
  staleTime: 0,
  // Asked again by whoever takes a step: recovery codes must not be swept away by a line that came back.
  refetchOnReconnect: false,
});

/** Signs in as one of the demo's invented people. */
export async function enterDemo(role: string): Promise<void> {
  await request('/api/demo/session', { answer: entered, method: 'POST', body: { role } });
  keepDemoRole(role);
}
