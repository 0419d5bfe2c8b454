// SPDX-License-Identifier: Apache-2.0
import { findPeriod, type PeriodKind, periodOf, previousPeriod } from '@beichen/kernel/periods.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import { findResultMeasure } from '../../rules/result-measures.ts';

/** How many periods of each kind are offered, the running one among them. */
const OFFERED: readonly (readonly [PeriodKind, number])[] = [
  ['quarter', 5],
  ['month', 4],
  ['year', 2],
];

/** The periods in which a measure can be looked at, each once: the one that is asked for, then quarters, months and years, newest first. */
export function periodsOffered(today: CivilDate, asked: string): readonly string[] {
  const offered = OFFERED.flatMap(([kind, count]) => {
    let period = periodOf(today, kind);
    return Array.from({ length: count }, () => {
      const { id } = period;
      period = previousPeriod(period);
      return id;
    });
  });
  return offered.includes(asked) || findPeriod(asked) === undefined ? offered : [asked, ...offered];
}

/** The period that is meant where the address names none: that of the newest result; of a part of a year, the year. */
export function periodMeant(measure: string, today: CivilDate, newest: string | undefined): string {
  const part = findResultMeasure(measure)?.part ?? null;
  if (part !== null) return periodOf(today, 'year').id;
  return newest ?? periodOf(today, 'quarter').id;
}
