// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { announcedCalendar, FIRST, LAST, someCalendar, someDate } from './testing/calendars.ts';
import { addDays, civilDate, dateOfDayNumber, dayNumber } from './time.ts';
import { addWorkingDays, isWorkingDay, type WorkingCalendar, workingDaysBetween } from './working-days.ts';

const announced = announcedCalendar();
const added = (date: string, n: number) => addWorkingDays(announced, civilDate(date), n);
const between = (from: string, to: string) => workingDaysBetween(announced, civilDate(from), civilDate(to));

describe('the announced calendar', () => {
  test('2026: days off, make-up days, plain weekends', () => {
    const off = (day: string) => !isWorkingDay(announced, civilDate(day));
    expect(['2026-01-01', '2026-02-15', '2026-02-23', '2026-10-07', '2026-03-07'].every(off)).toBe(true);
    expect(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'].some(off)).toBe(false);
  });

  test('2026 has 248 working days', () => {
    // 261 weekdays; off on weekdays: 元旦 2, 春节 6, 清明 1, 劳动 3, 端午 1, 中秋 1, 国庆 5 = 19; made up: 6. 261 − 19 + 6.
    expect(between('2025-12-31', '2026-12-31')).toEqual({ days: 248, estimated: false });
  });

  test('5 working days after Friday 2026-02-13', () => {
    // Sat 14 is made up (1), 15 to 23 are off, Tue 24 (2), Wed 25 (3), Thu 26 (4), Fri 27 (5).
    expect(added('2026-02-13', 5)).toEqual({ date: '2026-02-27', estimated: false });
  });

  test('3 working days after Monday 2023-09-11: Tue, Wed, Thu', () => {
    expect(added('2023-09-11', 3)).toEqual({ date: '2023-09-14', estimated: false });
  });

  test('backwards: 2 working days before Thursday 2026-10-08', () => {
    // 1 to 7 October are off: Wed 30 (1), Tue 29 (2).
    expect(added('2026-10-08', -2)).toEqual({ date: '2026-09-29', estimated: false });
    expect(between('2026-10-08', '2026-09-29')).toEqual({ days: -2, estimated: false });
  });

  test('no days: the date itself, or the day after the rest', () => {
    expect(added('2026-09-30', 0).date).toBe('2026-09-30');
    expect(added('2026-10-01', 0).date).toBe('2026-10-08');
  });

  test('beyond what was announced it counts weekends and says so', () => {
    // Thu 2026-12-31 is the last day announced. Fri 2027-01-01 counts as worked, which nobody has said.
    expect(added('2026-12-30', 1)).toEqual({ date: '2026-12-31', estimated: false });
    expect(added('2026-12-31', 1)).toEqual({ date: '2027-01-01', estimated: true });
    expect(between('2026-12-31', '2027-01-04')).toEqual({ days: 2, estimated: true });
    expect(added('2022-12-30', -1).estimated).toBe(true);
    // Starting beyond, but looking only at announced days: 2022-12-31 itself is not counted.
    expect(added('2022-12-31', 1)).toEqual({ date: '2023-01-03', estimated: false });
  });

  test('from a day to itself nothing is looked at, so nothing is estimated', () => {
    expect(between('2027-05-01', '2027-05-01')).toEqual({ days: 0, estimated: false });
  });

  test('half a working day is no number of days', () => {
    expect(() => added('2026-02-13', 0.5)).toThrow(RangeError);
  });
});

/** Day by day, as a clerk with the table would. */
function walked(calendar: WorkingCalendar, from: number, n: number): number {
  const kinds = new Map(calendar.rows.map((row) => [row.date, row.day]));
  let day = from;
  for (let left = n; left > 0; ) {
    day += 1;
    const date = dateOfDayNumber(day);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const worked = kinds.has(date) ? kinds.get(date) === 'work' : weekday !== 0 && weekday !== 6;
    if (worked) left -= 1;
  }
  return day;
}

describe('any calendar', () => {
  const n = fc.integer({ min: 1, max: 90 });

  test('adding is walking', () => {
    fc.assert(
      fc.property(someCalendar, someDate, n, (calendar, date, days) => {
        expect(dayNumber(addWorkingDays(calendar, date, days).date)).toBe(walked(calendar, dayNumber(date), days));
      }),
    );
  });

  test('between undoes adding, in both directions, and never lands on a rest day', () => {
    fc.assert(
      fc.property(someCalendar, someDate, n, (calendar, date, days) => {
        for (const step of [days, -days]) {
          const there = addWorkingDays(calendar, date, step).date;
          expect(isWorkingDay(calendar, there)).toBe(true);
          const back = step > 0 ? there : addDays(there, -1);
          const origin = step > 0 ? date : addDays(date, -1);
          expect(workingDaysBetween(calendar, origin, back).days).toBe(step);
        }
        expect(isWorkingDay(calendar, addWorkingDays(calendar, date, 0).date)).toBe(true);
      }),
    );
  });

  test('later starts and more days never end earlier', () => {
    fc.assert(
      fc.property(someCalendar, fc.tuple(someDate, someDate), n, (calendar, [a, b], days) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        expect(addWorkingDays(calendar, first, days).date <= addWorkingDays(calendar, second, days).date).toBe(true);
        expect(addWorkingDays(calendar, first, days).date < addWorkingDays(calendar, first, days + 1).date).toBe(true);
      }),
    );
  });

  test('counts are additive, and one backwards is the other forwards', () => {
    fc.assert(
      fc.property(someCalendar, fc.tuple(someDate, someDate, someDate), (calendar, [a, b, c]) => {
        const days = (from: typeof a, to: typeof a) => workingDaysBetween(calendar, from, to).days;
        expect(days(a, b) + days(b, c)).toBe(days(a, c));
        expect(days(a, b) + days(b, a)).toBe(0);
      }),
    );
  });

  test('an answer is estimated exactly if a day it looked at is not covered', () => {
    fc.assert(
      fc.property(someCalendar, someDate, n, (calendar, date, days) => {
        const { date: end, estimated } = addWorkingDays(calendar, date, days);
        const looked = Array.from({ length: LAST - FIRST + 200 }, (_, at) => dateOfDayNumber(FIRST + at)).filter(
          (day) => day > date && day <= end,
        );
        expect(estimated).toBe(looked.some((day) => day < calendar.coveredFrom || day > calendar.coveredUntil));
      }),
    );
  });
});
