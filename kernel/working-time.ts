// SPDX-License-Identifier: Apache-2.0
import {
  type CivilDate,
  dateOf,
  dateOfDayNumber,
  dayNumber,
  type Instant,
  instantOfMillis,
  millisOf,
  momentAt,
  type TimeOfDay,
  timeOfDaySchema,
} from './time.ts';
import { type WorkingCalendar, workingDayNumbered, workingDaysBefore } from './working-days.ts';

/**
 * How a city's working time passes: on the working days of `calendar`, between `opens` and `closes` on the clocks of
 * `zone`. 00:00 and 24:00 let it pass all day long, so a time limit in days ends at midnight; office hours
 * (业务时间) make it end when the office closes (民法典 art. 203).
 */
export type WorkingTime = {
  readonly calendar: WorkingCalendar;
  readonly zone: string;
  readonly opens: TimeOfDay;
  readonly closes: TimeOfDay;
};

/** Working time of a city that lays down no office hours: limits in working days end at midnight. */
export function workingTimeOf(calendar: WorkingCalendar, zone: string): WorkingTime {
  return { calendar, zone, opens: timeOfDaySchema.parse('00:00'), closes: timeOfDaySchema.parse('24:00') };
}

/** The length of a working day in milliseconds. A RangeError where it closes before it opens. */
export function lengthOfDay(time: WorkingTime): number {
  const minutes = minutesOf(time.closes) - minutesOf(time.opens);
  if (minutes <= 0) throw new RangeError(`closes at ${time.closes}, before it opens at ${time.opens}`);
  return minutes * 60_000;
}

function minutesOf(time: TimeOfDay): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** Working milliseconds that have passed at the end of a date, on the scale of workedUntil. */
export function workedByEndOf(time: WorkingTime, date: CivilDate): number {
  return workingDaysBefore(time.calendar, dayNumber(date) + 1) * lengthOfDay(time);
}

/**
 * Working milliseconds that have passed at a moment, counted from one fixed day: only differences mean something.
 * Whole numbers, so that pauses add up exactly. A day whose clocks are moved still counts as one day at its end.
 */
export function workedUntil(time: WorkingTime, at: Instant): number {
  const date = dateOf(at, time.zone);
  const before = workingDaysBefore(time.calendar, dayNumber(date));
  const length = lengthOfDay(time);
  if (workingDaysBefore(time.calendar, dayNumber(date) + 1) === before) return before * length;
  if (at >= momentAt(date, time.closes, time.zone)) return (before + 1) * length;
  const passed = millisOf(at) - millisOf(momentAt(date, time.opens, time.zone));
  return before * length + Math.min(Math.max(passed, 0), length);
}

/** The first moment at which so many working milliseconds have passed: a full day is the end of that day, not the next morning. */
export function momentWorked(time: WorkingTime, worked: number): Instant {
  const length = lengthOfDay(time);
  const before = Math.ceil(worked / length) - 1;
  const date = dateOfDayNumber(workingDayNumbered(time.calendar, before));
  const closes = momentAt(date, time.closes, time.zone);
  const within = worked - before * length;
  if (within === length) return closes;
  const at = instantOfMillis(millisOf(momentAt(date, time.opens, time.zone)) + within);
  return at < closes ? at : closes;
}
