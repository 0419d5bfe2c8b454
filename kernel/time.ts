// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { momentOfLocal, offsetAt } from './zone-offsets.ts';

/** A day of the calendar, `YYYY-MM-DD`, years 0001 to 9999. Compares as text. */
export const civilDateSchema = z.iso.date().brand<'CivilDate'>();
export type CivilDate = z.infer<typeof civilDateSchema>;

/**
 * A moment, `YYYY-MM-DDTHH:mm:ss.sssZ`: always UTC, always milliseconds. So it is the same text in JSON, in a
 * timestamptz parameter, in a digest and in a log; it compares as text, and no number can be mistaken for it.
 */
export const instantSchema = z.iso.datetime({ precision: 3 }).brand<'Instant'>();
export type Instant = z.infer<typeof instantSchema>;

/** A time of day, `HH:mm`, up to `24:00`, the end of the day. */
export const timeOfDaySchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
  .brand<'TimeOfDay'>();
export type TimeOfDay = z.infer<typeof timeOfDaySchema>;

const DAY = 86_400_000;
const EARLIEST = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST = Date.parse('9999-12-31T23:59:59.999Z');

/** The date in a text. Throws a RangeError where it is none. */
export function civilDate(text: string): CivilDate {
  const read = civilDateSchema.safeParse(text);
  if (!read.success) throw new RangeError(`not a date (YYYY-MM-DD): ${text}`);
  return read.data;
}

/** The moment in a text. Throws a RangeError where it is not in the one form that an Instant has. */
export function instant(text: string): Instant {
  const read = instantSchema.safeParse(text);
  if (!read.success) throw new RangeError(`not a moment (YYYY-MM-DDTHH:mm:ss.sssZ): ${text}`);
  return read.data;
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function millisOf(at: Instant): number {
  return Date.parse(at);
}

/** The moment so many whole milliseconds after 1970-01-01T00:00Z. A RangeError outside the years 0001 to 9999. */
export function instantOfMillis(ms: number): Instant {
  if (!Number.isInteger(ms) || ms < EARLIEST || ms > LATEST) throw new RangeError(`no moment at ${ms} ms`);
  return new Date(ms).toISOString() as Instant;
}

/** Days since 1970-01-01, the number that dates are counted with. */
export function dayNumber(date: CivilDate): number {
  return Date.parse(date) / DAY;
}

/** The date of a day number. A RangeError outside the years 0001 to 9999. */
export function dateOfDayNumber(day: number): CivilDate {
  return instantOfMillis(day * DAY).slice(0, 10) as CivilDate;
}

/** The date so many days later (earlier, where negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from one date to another: 1 from today to tomorrow, negative backwards. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The Sunday that ends the week of a day; a Sunday ends its own. Day 3 since 1970-01-01, a Thursday, was a Sunday. */
export function sundayOf(day: CivilDate): CivilDate {
  return addDays(day, (((3 - dayNumber(day)) % 7) + 7) % 7);
}

/** The date that the calendar on a wall in `zone` (an IANA name) shows at a moment. */
export function dateOf(at: Instant, zone: string): CivilDate {
  const ms = millisOf(at);
  return dateOfDayNumber(Math.floor((ms + offsetAt(ms, zone)) / DAY));
}

/** The time that a clock on a wall in `zone` shows at a moment, seconds cut off. */
export function timeOf(at: Instant, zone: string): TimeOfDay {
  const ms = millisOf(at);
  return new Date(ms + offsetAt(ms, zone)).toISOString().slice(11, 16) as TimeOfDay;
}

/** The first moment of a day in `zone`. */
export function startOfDay(date: CivilDate, zone: string): Instant {
  return instantOfMillis(momentOfLocal(Date.parse(date), zone));
}

/**
 * The moment at which clocks in `zone` show `time` on `date`; `24:00` is the first moment of the next day.
 * A time that the clocks skip is the first moment after the gap, one that they show twice is the first of the two.
 */
export function momentAt(date: CivilDate, time: TimeOfDay, zone: string): Instant {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return instantOfMillis(momentOfLocal(Date.parse(date) + minutes * 60_000, zone));
}
