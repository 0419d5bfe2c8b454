// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readCalendarTable } from '../calendar-table.ts';
import { type CivilDate, civilDate, dateOfDayNumber, dayNumber } from '../time.ts';
import type { WorkingCalendar } from '../working-days.ts';

/** The calendar of the Nanyang pack: the announced days of 2023 to 2026. */
export function announcedCalendar(): WorkingCalendar {
  const file = new URL('../../packs/nanyang/calendar.csv', import.meta.url);
  const read = readCalendarTable(readFileSync(file, 'utf8'));
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.value;
}

export const FIRST = dayNumber(civilDate('2025-12-01'));
export const LAST = dayNumber(civilDate('2026-03-31'));

/** Dates from December 2025 to March 2026: close enough together to meet the rows of someCalendar. */
export const someDate: fc.Arbitrary<CivilDate> = fc.integer({ min: FIRST, max: LAST }).map(dateOfDayNumber);

/** Calendars with rest and make-up days at random, blocks and contradictions to the weekday included. */
export const someCalendar: fc.Arbitrary<WorkingCalendar> = fc
  .dictionary(fc.integer({ min: FIRST, max: LAST }).map(String), fc.constantFrom('rest' as const, 'work' as const), {
    maxKeys: 60,
  })
  .map((days) => ({
    rows: Object.entries(days).map(([day, kind]) => ({ date: dateOfDayNumber(Number(day)), day: kind, name: '假设' })),
    coveredFrom: civilDate('2026-01-01'),
    coveredUntil: civilDate('2026-02-28'),
  }));
