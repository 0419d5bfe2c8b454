// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  boundsOf,
  findPeriod,
  firstDay,
  getPeriod,
  lastDay,
  nameOfPeriod,
  type PeriodKind,
  periodContains,
  periodOf,
  previousPeriod,
  samePeriodLastYear,
} from './periods.ts';
import { addDays, civilDate, dateOfDayNumber } from './time.ts';

const kinds = fc.constantFrom<PeriodKind>('year', 'half', 'quarter', 'month');
const dates = fc.integer({ min: 0, max: 40_000 }).map(dateOfDayNumber);

test.each([
  ['2026', 'year', '2026-01-01', '2026-12-31', '2026年', '2026'],
  ['2026-h1', 'half', '2026-01-01', '2026-06-30', '2026年上半年', 'H1 2026'],
  ['2026-h2', 'half', '2026-07-01', '2026-12-31', '2026年下半年', 'H2 2026'],
  ['2026-q3', 'quarter', '2026-07-01', '2026-09-30', '2026年第三季度', 'Q3 2026'],
  ['2026-09', 'month', '2026-09-01', '2026-09-30', '2026年9月', 'September 2026'],
  ['2024-02', 'month', '2024-02-01', '2024-02-29', '2024年2月', 'February 2024'],
])('%s', (id, ...[kind, first, last, zh, en]) => {
  const period = getPeriod(id);
  expect(period.kind).toBe(kind);
  expect(period.id).toBe(id);
  expect([firstDay(period), lastDay(period)]).toEqual([first, last]);
  expect(nameOfPeriod(period)).toEqual({ zh, en });
});

test('what is no period is refused', () => {
  for (const id of [
    '',
    '26',
    '2026-h3',
    '2026-q0',
    '2026-q5',
    '2026-Q3',
    '2026-00',
    '2026-13',
    '2026-9',
    '2026-09-01',
    '0000',
    '9999',
  ]) {
    expect(findPeriod(id), id).toBeUndefined();
    expect(() => getPeriod(id), id).toThrow(RangeError);
  }
});

describe('bounds', () => {
  test('half open, at the midnights of the zone', () => {
    const bounds = boundsOf(getPeriod('2026-q3'), 'Asia/Shanghai');
    expect(bounds).toEqual({ from: '2026-06-30T16:00:00.000Z', until: '2026-09-30T16:00:00.000Z' });
  });

  test('the last period of a year ends with the next year', () => {
    expect(boundsOf(getPeriod('2026-12'), 'Asia/Shanghai').until).toBe('2026-12-31T16:00:00.000Z');
  });
});

test('before, and a year before', () => {
  const ids = ['2026', '2026-h1', '2026-h2', '2026-q1', '2026-q3', '2026-01', '2026-09'].map(getPeriod);
  expect(ids.map((period) => previousPeriod(period).id)).toEqual([
    '2025',
    '2025-h2',
    '2026-h1',
    '2025-q4',
    '2026-q2',
    '2025-12',
    '2026-08',
  ]);
  expect(samePeriodLastYear(getPeriod('2026-q3')).id).toBe('2025-q3');
});

test('each date lies in one period of a kind, and periods follow on each other without a gap', () => {
  fc.assert(
    fc.property(dates, kinds, (date, kind) => {
      const period = periodOf(date, kind);
      expect(periodContains(period, date)).toBe(true);
      expect(findPeriod(period.id)).toEqual(period);
      const before = previousPeriod(period);
      expect(addDays(lastDay(before), 1)).toBe(firstDay(period));
      expect(periodContains(before, date)).toBe(false);
      expect(periodOf(lastDay(period), kind)).toEqual(period);
    }),
  );
  expect(periodContains(getPeriod('2026-q3'), civilDate('2026-10-01'))).toBe(false);
});
