// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { request } from '../data/request.ts';

/** Signs out and loads the sign-in page anew, so that nothing of the work stays in the memory of the browser. */
export async function signOut(): Promise<void> {
  await request('/api/session', { answer: z.undefined(), method: 'DELETE' });
  location.assign('/sign-in');
}
