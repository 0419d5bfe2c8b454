// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';

export async function seal(_db: Database, _now: Instant): Promise<number> {
  return 0;
}
