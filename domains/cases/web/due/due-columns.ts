// SPDX-License-Identifier: Apache-2.0
import { addDays, type CivilDate, civilDate, dayNumber } from '@beichen/kernel/time.ts';
import type { DueDays } from '../../model/views.ts';
import type { DueSpan } from './due-span.ts';

/** A day of the strip, or all that lies before or behind it. */
export type DueColumn = {
  readonly kind: 'earlier' | 'late' | 'today' | 'ahead' | 'later';
  readonly span: DueSpan;
  readonly count: number;
};

/** Calendar days before today that stand by themselves, and behind it. */
const BEFORE = 4;
const BEHIND = 11;
/** Dots that a column has room for. */
const MOST_DOTS = 15;

/** Day 4 since 1970-01-01, a Thursday, was a Monday. */
const isWeekday = (day: CivilDate): boolean => (((dayNumber(day) - 4) % 7) + 7) % 7 < 5;

/**
 * The columns of the strip: the days around today, the rest gathered at both ends. A day before today on which nothing is left is none,
 * nor is an empty weekend; an empty weekday ahead is one, for that there is room on it is worth seeing.
 */
export function dueColumns(days: DueDays['days'], today: CivilDate): DueColumn[] {
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const first = addDays(today, -BEFORE);
  const last = addDays(today, BEHIND);
  const sum = (within: (day: string) => boolean): number =>
    days.reduce((all, { day, count }) => (within(day) ? all + count : all), 0);
  const columns: DueColumn[] = [];
  const earlier = sum((day) => day < first);
  if (earlier > 0) columns.push({ kind: 'earlier', span: { until: addDays(first, -1) }, count: earlier });
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const count = counts.get(day) ?? 0;
    const kind = day < today ? 'late' : day === today ? 'today' : 'ahead';
    if (count > 0 || kind === 'today' || (kind === 'ahead' && isWeekday(day)))
      columns.push({ kind, span: { from: day, until: day }, count });
  }
  const later = sum((day) => day > last);
  if (later > 0) columns.push({ kind: 'later', span: { from: addDays(last, 1) }, count: later });
  return columns;
}

/** How many cases one dot stands for, so that the fullest column has room: 1, 2, 5, 10, 20, 50, … */
export function casesPerDot(columns: readonly DueColumn[]): number {
  const most = Math.max(0, ...columns.map(({ count }) => count));
  for (let ten = 1; ; ten *= 10) for (const step of [1, 2, 5]) if (most <= step * ten * MOST_DOTS) return step * ten;
}

/** The day that a column is named by. */
export const dayOf = ({ span }: DueColumn): CivilDate => span.from ?? span.until ?? civilDate('1970-01-01');
