// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { request } from '../data/request.ts';
import { keepDemoRole } from './demo-role.ts';

const entered = z.object({ signedIn: z.literal(true) });

export type Entry = { readonly login: string; readonly password: string };

/** Signs in by account and password. */
export async function enter(entry: Entry): Promise<void> {
  await request('/api/session', { answer: entered, method: 'POST', body: entry });
  keepDemoRole(undefined);
}

/** Signs in as one of the demo's invented people. */
export async function enterDemo(role: string): Promise<void> {
  await request('/api/demo/session', { answer: entered, method: 'POST', body: { role } });
  keepDemoRole(role);
}
