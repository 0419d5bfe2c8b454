// SPDX-License-Identifier: Apache-2.0
import type { Services } from '../services.ts';
import type { Stage } from './identify.ts';
import type { SessionCity } from './session-answer.ts';

/** What is wanted of an account when its password was right. */
export async function stageFor(_services: Services, _city: SessionCity, _account: string): Promise<Stage> {
  return 'open';
}
