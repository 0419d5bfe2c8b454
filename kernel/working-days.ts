// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, dateOfDayNumber, dayNumber } from './time.ts';

/** A day that is not what its weekday says: a holiday, or a weekend that is worked to make up for one. */
export type CalendarRow = { readonly date: CivilDate; readonly day: 'rest' | 'work'; readonly name: string };

/**
 * Which days are worked: Monday to Friday, but for `rows`. Only days from `coveredFrom` to `coveredUntil` (both
 * inside) have been announced; beyond them weekends are all that is known, and every answer that looked there says so.
 */
export type WorkingCalendar = {
  readonly rows: readonly CalendarRow[];
  readonly coveredFrom: CivilDate;
  readonly coveredUntil: CivilDate;
};

/** The rows that change a day, by day number, with the sum of their changes (−1 a rest, +1 a make-up day) so far. */
type Exceptions = { readonly days: readonly number[]; readonly sums: readonly number[] };

/** Calendars are data that never change, and are asked thousands of times a second. */
const indexed = new WeakMap<WorkingCalendar, Exceptions>();

/** Monday to Friday before a day, counted from Monday 1969-12-29, which is day −3. */
function weekdaysBefore(day: number): number {
  const weeks = Math.floor((day + 3) / 7);
  return weeks * 5 + Math.min(day + 3 - weeks * 7, 5);
}

function isWeekday(day: number): boolean {
  return weekdaysBefore(day + 1) > weekdaysBefore(day);
}

function exceptionsOf(calendar: WorkingCalendar): Exceptions {
  const ready = indexed.get(calendar);
  if (ready !== undefined) return ready;
  const days: number[] = [];
  const sums: number[] = [];
  const kinds = new Map(calendar.rows.map((row) => [dayNumber(row.date), row.day === 'work']));
  let sum = 0;
  for (const [day, work] of [...kinds].sort(([a], [b]) => a - b)) {
    if (work === isWeekday(day)) continue;
    sum += work ? 1 : -1;
    days.push(day);
    sums.push(sum);
  }
  const made = { days, sums };
  indexed.set(calendar, made);
  return made;
}

/** How many of the sorted `days` lie before `day`. */
function countBelow(days: readonly number[], day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How many working days lie before a day (by day number), counted from one fixed day for all dates: only differences
 * mean something. This numbering carries everything else here: days between are a subtraction, adding is a look-up.
 */
export function workingDaysBefore(calendar: WorkingCalendar, day: number): number {
  const { days, sums } = exceptionsOf(calendar);
  const below = countBelow(days, day);
  return weekdaysBefore(day) + (sums[below - 1] ?? 0);
}

/** The day number of the working day before which `count` working days lie. */
export function workingDayNumbered(calendar: WorkingCalendar, count: number): number {
  // Without exceptions the answer is count × 7 / 5 days from Monday, day −3; each exception moves it by at most a week.
  const reach = 7 * (exceptionsOf(calendar).days.length + 1);
  let low = Math.floor((count * 7) / 5) - 3 - reach;
  let high = low + 2 * reach;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (workingDaysBefore(calendar, middle + 1) > count) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether any day from `first` to `last` (both inside) lies where nothing has been announced. */
export function isEstimated(calendar: WorkingCalendar, first: CivilDate, last: CivilDate): boolean {
  return first <= last && (first < calendar.coveredFrom || last > calendar.coveredUntil);
}

/** Whether a day is worked. Beyond what is covered only weekends are known: ask isEstimated too. */
export function isWorkingDay(calendar: WorkingCalendar, date: CivilDate): boolean {
  const day = dayNumber(date);
  return workingDaysBefore(calendar, day + 1) > workingDaysBefore(calendar, day);
}

/**
 * The nth working day after a date, the date itself not counted (民法典 art. 201); before it, where n is negative.
 * 0 gives the date itself where it is worked, else the next day that is (art. 203). `n` is whole: a RangeError otherwise.
 */
export function addWorkingDays(
  calendar: WorkingCalendar,
  date: CivilDate,
  n: number,
): { readonly date: CivilDate; readonly estimated: boolean } {
  if (!Number.isInteger(n)) throw new RangeError(`not a whole number of working days: ${n}`);
  const day = dayNumber(date);
  const count = workingDaysBefore(calendar, n > 0 ? day + 1 : day) + (n > 0 ? n - 1 : n);
  const found = workingDayNumbered(calendar, count);
  const [first, last] = n > 0 ? [day + 1, found] : n < 0 ? [found, day - 1] : [day, found];
  return {
    date: dateOfDayNumber(found),
    estimated: isEstimated(calendar, dateOfDayNumber(first), dateOfDayNumber(last)),
  };
}

/**
 * Working days after `from` up to and including `to`; negative where `to` is the earlier one. So it undoes
 * addWorkingDays, and from today to the last day of a time limit it is what is left: 余 4 个工作日.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  from: CivilDate,
  to: CivilDate,
): { readonly days: number; readonly estimated: boolean } {
  if (to < from) {
    const back = workingDaysBetween(calendar, to, from);
    return { days: 0 - back.days, estimated: back.estimated };
  }
  const after = dayNumber(from) + 1;
  const days = workingDaysBefore(calendar, dayNumber(to) + 1) - workingDaysBefore(calendar, after);
  return { days, estimated: isEstimated(calendar, dateOfDayNumber(after), to) };
}
