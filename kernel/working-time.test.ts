// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcedCalendar, someCalendar, someDate } from './testing/calendars.ts';
import { civilDate, instant, instantOfMillis, millisOf, startOfDay, timeOfDaySchema } from './time.ts';
import { lengthOfDay, momentWorked, type WorkingTime, workedUntil } from './working-time.ts';

const HOUR = 3_600_000;
const zone = 'Asia/Shanghai';
const midnight = { opens: timeOfDaySchema.parse('00:00'), closes: timeOfDaySchema.parse('24:00') };
const office = { opens: timeOfDaySchema.parse('08:30'), closes: timeOfDaySchema.parse('17:30') };
const calendar = announcedCalendar();

function passed(time: WorkingTime, from: string, to: string): number {
  return (workedUntil(time, instant(to)) - workedUntil(time, instant(from))) / HOUR;
}

describe('working time passes', () => {
  test('all day on working days: Fri 2026-02-13 12:00 to Tue 24 06:00 is 12 h, Sat 14 (24 h), 6 h', () => {
    expect(passed({ calendar, zone, ...midnight }, '2026-02-13T04:00:00.000Z', '2026-02-23T22:00:00.000Z')).toBe(42);
  });

  test('in office hours: Wed 2023-09-13 09:00 to Fri 15 16:30 is 8.5 h, 9 h, 8 h', () => {
    expect(passed({ calendar, zone, ...office }, '2023-09-13T01:00:00.000Z', '2023-09-15T08:30:00.000Z')).toBe(25.5);
  });

  test('a full day ends when it closes, not when the next one opens', () => {
    const time = { calendar, zone, ...office };
    const friday = workedUntil(time, instant('2023-09-15T09:30:00.000Z'));
    expect(workedUntil(time, instant('2023-09-18T00:30:00.000Z'))).toBe(friday); // Mon 08:30
    expect(momentWorked(time, friday)).toBe('2023-09-15T09:30:00.000Z');
    expect(momentWorked(time, friday + 1)).toBe('2023-09-18T00:30:00.001Z');
  });

  test('a day whose clocks are moved is one day, and ends at its midnight', () => {
    // In New York Sunday 2026-03-08 has 23 hours, Sunday 2026-11-01 has 25; both worked here, to be seen.
    const rows = ['2026-03-08', '2026-11-01'].map((day) => ({
      date: civilDate(day),
      day: 'work' as const,
      name: '假设',
    }));
    const time = { calendar: { ...calendar, rows }, zone: 'America/New_York', ...midnight };
    for (const [before, end] of [
      ['2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
      ['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ] as const) {
      const worked = workedUntil(time, instant(before)) + 24 * HOUR;
      expect(workedUntil(time, instant(end))).toBe(worked);
      expect(momentWorked(time, worked)).toBe(end);
    }
    // 23.5 hours of a day of 23: not beyond its end.
    const half = workedUntil(time, instant('2026-03-08T05:00:00.000Z')) + 23.5 * HOUR;
    expect(momentWorked(time, half)).toBe('2026-03-09T04:00:00.000Z');
  });

  test('an office that closes before it opens is refused', () => {
    const time = { calendar, zone, opens: office.closes, closes: office.opens };
    expect(() => lengthOfDay(time)).toThrow(RangeError);
  });
});

describe('any calendar and hours', () => {
  const someTime = fc
    .record({
      calendar: someCalendar,
      hours: fc.constantFrom(midnight, office),
      zone: fc.constantFrom(zone, 'Pacific/Apia', 'UTC'),
    })
    .map(({ hours, ...rest }) => ({ ...rest, ...hours }));
  const someMoment = fc
    .tuple(someDate, fc.integer({ min: 0, max: 24 * HOUR }))
    .map(([date, ms]) => instantOfMillis(millisOf(startOfDay(date, zone)) + ms));

  test('never runs backwards, never faster than the clock on the wall', () => {
    fc.assert(
      fc.property(someTime, someMoment, someMoment, (time, a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const worked = workedUntil(time, second) - workedUntil(time, first);
        expect(worked).toBeGreaterThanOrEqual(0);
        expect(worked).toBeLessThanOrEqual(millisOf(second) - millisOf(first));
      }),
    );
  });

  test('momentWorked is the first moment at which so much has passed', () => {
    fc.assert(
      fc.property(someTime, someMoment, (time, at) => {
        const worked = workedUntil(time, at);
        const first = momentWorked(time, worked);
        expect(first <= at).toBe(true);
        expect(workedUntil(time, first)).toBe(worked);
        expect(workedUntil(time, instantOfMillis(millisOf(first) - 1))).toBe(worked - 1);
      }),
    );
  });
});
