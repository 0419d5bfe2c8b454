// SPDX-License-Identifier: Apache-2.0
import { addDays, type CivilDate, civilDate, daysBetween } from '@beichen/kernel/time.ts';
import type { CaseView } from '../../model/views.ts';

type Days = NonNullable<NonNullable<CaseView['clock']>['days']>;

/**
 * What a day is to a limit: the dispatch, from whose next day it counts; a rest day; one that counted; one past the limit; one still ahead.
 */
export type ClockDay = { readonly day: CivilDate; readonly kind: 'dispatch' | 'rest' | 'counted' | 'over' | 'ahead' };

type Limits = {
  /** The last day in time. */
  readonly lastDay: string;
  /** Where the clock stopped, or today. */
  readonly stopped: string;
};

/** The days of a limit, each with what it is. */
export function clockDays({ from, until, rest }: Days, { lastDay, stopped }: Limits): ClockDay[] {
  const first = civilDate(from);
  const resting = new Set(rest);
  const kindOf = (day: CivilDate): ClockDay['kind'] => {
    if (day === first) return 'dispatch';
    if (resting.has(day)) return 'rest';
    if (day > stopped) return 'ahead';
    return day > lastDay ? 'over' : 'counted';
  };
  return Array.from({ length: daysBetween(first, civilDate(until)) + 1 }, (_, at) => {
    const day = addDays(first, at);
    return { day, kind: kindOf(day) };
  });
}
