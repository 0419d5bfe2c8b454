// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addDays,
  civilDate,
  dateOf,
  daysBetween,
  instant,
  instantOfMillis,
  millisOf,
  momentAt,
  startOfDay,
  sundayOf,
  timeOf,
  timeOfDaySchema,
} from './time.ts';

const SHANGHAI = 'Asia/Shanghai';
const machineZone = process.env['TZ'];

afterEach(() => {
  if (machineZone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = machineZone;
});

describe('forms', () => {
  test('a date is a day that exists', () => {
    expect(civilDate('2024-02-29')).toBe('2024-02-29');
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '2026/01/01', '2026-01-01T00:00:00.000Z', '']) {
      expect(() => civilDate(text), text).toThrow(RangeError);
    }
  });

  test('a moment has one form: UTC, milliseconds', () => {
    expect(instant('2026-09-30T16:00:00.000Z')).toBe('2026-09-30T16:00:00.000Z');
    for (const text of ['2026-09-30T16:00:00Z', '2026-10-01T00:00:00.000+08:00', '2026-09-30 16:00:00.000Z']) {
      expect(() => instant(text), text).toThrow(RangeError);
    }
  });

  test('moments compare as text, and no year needs a sign', () => {
    expect(() => instantOfMillis(Date.parse('9999-12-31T23:59:59.999Z') + 1)).toThrow(RangeError);
    expect(() => instantOfMillis(0.5)).toThrow(RangeError);
    const some = fc.integer({
      min: Date.parse('0001-01-01T00:00:00.000Z'),
      max: Date.parse('9999-12-31T00:00:00.000Z'),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(millisOf(instantOfMillis(a))).toBe(a);
        expect(instantOfMillis(a) < instantOfMillis(b)).toBe(a < b);
      }),
    );
  });
});

describe('a zone', () => {
  test('eight hours ahead, the day begins at 16:00 UTC of the day before', () => {
    expect(startOfDay(civilDate('2026-10-01'), SHANGHAI)).toBe('2026-09-30T16:00:00.000Z');
    expect(dateOf(instant('2026-09-30T15:59:59.999Z'), SHANGHAI)).toBe('2026-09-30');
    expect(dateOf(instant('2026-09-30T16:00:00.000Z'), SHANGHAI)).toBe('2026-10-01');
    expect(timeOf(instant('2026-09-30T16:00:59.999Z'), SHANGHAI)).toBe('00:00');
    expect(momentAt(civilDate('2026-09-30'), timeOfDaySchema.parse('17:30'), SHANGHAI)).toBe(
      '2026-09-30T09:30:00.000Z',
    );
    expect(momentAt(civilDate('2026-09-30'), timeOfDaySchema.parse('24:00'), SHANGHAI)).toBe(
      '2026-09-30T16:00:00.000Z',
    );
  });

  test('China had summer time in 1990: nine hours ahead in July', () => {
    expect(startOfDay(civilDate('1990-07-01'), SHANGHAI)).toBe('1990-06-30T15:00:00.000Z');
  });

  test('São Paulo skipped the midnight of 2018-11-04: its day began at 01:00, which is 03:00 UTC', () => {
    expect(startOfDay(civilDate('2018-11-04'), 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z');
  });

  test('Havana showed 00:00 to 01:00 twice on 2026-11-01: its day began with the first, which is 04:00 UTC', () => {
    expect(startOfDay(civilDate('2026-11-01'), 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  });

  test('clocks are moved at the millisecond, whichever side is asked first', () => {
    // New York 2026-03-08 02:00 becomes 03:00 at 07:00 UTC; Berlin 2026-03-29 02:00 becomes 03:00 at 01:00 UTC.
    expect(timeOf(instant('2026-03-08T06:59:59.999Z'), 'America/New_York')).toBe('01:59');
    expect(timeOf(instant('2026-03-08T07:00:00.000Z'), 'America/New_York')).toBe('03:00');
    expect(timeOf(instant('2026-03-29T01:00:00.000Z'), 'Europe/Berlin')).toBe('03:00');
    expect(timeOf(instant('2026-03-29T00:59:59.999Z'), 'Europe/Berlin')).toBe('01:59');
  });

  test('an unknown zone is refused', () => {
    expect(() => dateOf(instant('2026-09-30T16:00:00.000Z'), 'Asia/Nanyang')).toThrow(RangeError);
  });

  test('agrees with Temporal on any moment and day, whichever order they are asked in', () => {
    const zones = fc.constantFrom(
      SHANGHAI,
      'America/New_York',
      'Australia/Lord_Howe',
      'Pacific/Apia',
      'America/Havana',
    );
    const ms = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2040, 0, 1) });
    fc.assert(
      fc.property(zones, ms, (zone, at) => {
        const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const date = dateOf(instantOfMillis(at), zone);
        expect(date).toBe(there.toPlainDate().toString());
        expect(millisOf(startOfDay(date, zone))).toBe(there.startOfDay().epochMilliseconds);
      }),
    );
  });

  test('the zone of the machine changes nothing', () => {
    process.env['TZ'] = 'America/New_York';
    expect(new Date(0).getHours()).toBe(19); // else this test proves nothing
    expect(dateOf(instant('2026-09-30T16:00:00.000Z'), SHANGHAI)).toBe('2026-10-01');
    expect(startOfDay(civilDate('2026-10-01'), SHANGHAI)).toBe('2026-09-30T16:00:00.000Z');
    expect(addDays(civilDate('2026-03-07'), 2)).toBe('2026-03-09');
  });
});

test('days are counted over month ends and leap days', () => {
  expect(addDays(civilDate('2024-02-28'), 2)).toBe('2024-03-01');
  expect(addDays(civilDate('2026-01-01'), -1)).toBe('2025-12-31');
  expect(daysBetween(civilDate('2026-01-01'), civilDate('2027-01-01'))).toBe(365);
  expect(daysBetween(civilDate('2026-01-02'), civilDate('2026-01-01'))).toBe(-1);
});

test('a week ends on its Sunday', () => {
  // 2026-10-12 was a Monday.
  expect(sundayOf(civilDate('2026-10-12'))).toBe('2026-10-18');
  expect(sundayOf(civilDate('2026-10-18'))).toBe('2026-10-18');
  expect(sundayOf(civilDate('2026-10-19'))).toBe('2026-10-25');
});
