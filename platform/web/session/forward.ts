// SPDX-License-Identifier: Apache-2.0
import { addDays, dateOf, type Instant, instantOfMillis, millisOf, momentAt, timeOf } from '@beichen/kernel/time.ts';

const MORNING = '08:00' as ReturnType<typeof timeOf>;
const MIDNIGHT = '24:00' as ReturnType<typeof timeOf>;
const DAY = 86_400_000;

/** Where the demo's clock can be put from here: to the next morning, past midnight, a day on. */
export function forwardFrom(now: Instant, zone: string): Readonly<Record<'morning' | 'midnight' | 'day', Instant>> {
  const today = dateOf(now, zone);
  const morning = timeOf(now, zone) < MORNING ? today : addDays(today, 1);
  return {
    morning: momentAt(morning, MORNING, zone),
    midnight: momentAt(today, MIDNIGHT, zone),
    day: instantOfMillis(millisOf(now) + DAY),
  };
}
