// SPDX-License-Identifier: Apache-2.0
import type { ClockRule } from '@beichen/engines/clocks/clock-rule.ts';
import {
  addDays,
  type CivilDate,
  dateOf,
  daysBetween,
  type Instant,
  instantOfMillis,
  millisOf,
  startOfDay,
} from '@beichen/kernel/time.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import { dueOfCase } from '../../rules/moves.ts';
import type { Chance } from './chance.ts';

const MINUTE = 60_000;
const OPENS = 8 * 60;
const CLOSES = 18 * 60;

/** The days of the example, with moments in their office hours. Due times are looked up: thousands of cases share a few hundred. */
export type Days = {
  readonly first: CivilDate;
  readonly last: CivilDate;
  readonly now: Instant;
  /** A day between two, both inside. */
  dayBetween(chance: Chance, from: CivilDate, until: CivilDate): CivilDate;
  /** A moment in the office hours of a day. */
  momentOn(chance: Chance, day: CivilDate): Instant;
  /** When a case is due that is dispatched on a day. */
  dueFrom(day: CivilDate, rule: ClockRule): Instant;
};

export function daysOf(first: CivilDate, now: Instant, time: WorkingTime): Days {
  const starts = new Map<CivilDate, number>();
  const startOf = (day: CivilDate): number => {
    const known = starts.get(day) ?? millisOf(startOfDay(day, time.zone));
    starts.set(day, known);
    return known;
  };
  const dues = new Map<string, Instant>();
  return {
    first,
    last: dateOf(now, time.zone),
    now,
    dayBetween: (chance, from, until) => addDays(from, chance.between(0, Math.max(0, daysBetween(from, until)))),
    momentOn: (chance, day) =>
      instantOfMillis(startOf(day) + chance.between(OPENS * 60, CLOSES * 60) * 1000 + chance.between(0, 999)),
    dueFrom(day, rule) {
      const key = `${day} ${rule.limit.amount} ${rule.limit.unit}`;
      const noon = instantOfMillis(startOf(day) + 12 * 60 * MINUTE);
      const due = dues.get(key) ?? dueOfCase(rule, noon, time).at;
      dues.set(key, due);
      return due;
    },
  };
}

export function minutesAfter(at: Instant, minutes: number): Instant {
  return instantOfMillis(millisOf(at) + minutes * MINUTE);
}
