// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import type { Method } from '@beichen/method';
import { describe, expect, test } from 'vitest';
import { mayNameOn, termFaults } from './programme.ts';

const day = civilDate;
const method = { period: 'quarter', basis: {} } as Method;

describe('a term', () => {
  const term = { starts: day('2027-01-01'), ends: day('2027-12-31') };

  test.each([
    ['2026-12-31', false],
    ['2027-01-01', true],
    ['2027-12-31', true],
    ['2028-01-01', false],
  ])('names on %s: %s', (on, may) => {
    expect(mayNameOn(term, day(on))).toBe(may);
  });

  test('that an edition does not say opens no naming', () => {
    expect(mayNameOn({ starts: day('2027-01-01'), ends: null }, day('2027-05-01'))).toBe(false);
  });
});

describe('publishing', () => {
  const today = day('2026-10-12');
  const faults = (from: string, to: string, more: object = {}) =>
    termFaults({ method, from: day(from), to: day(to), today, follows: true, ...more }).map(
      ({ at, mend }) => `${at}: ${mend.zh}`,
    );

  test('an edition that follows another begins with the next period', () => {
    expect(faults('2027-01-01', '2027-12-31')).toEqual([]);
    expect(faults('2026-10-01', '2027-12-31')).toEqual(['from: 写成2027-01-01或以后']);
  });

  test('the first edition of a method may take the period that runs, and none before it', () => {
    expect(faults('2026-10-01', '2027-12-31', { follows: false })).toEqual([]);
    expect(faults('2026-07-01', '2027-12-31', { follows: false })).toEqual(['from: 写成2026-10-01或以后']);
  });

  test('days inside a period, and a term other than the file says, are told together', () => {
    const said = { ...method, basis: { from: '2027-01-01', to: '2027-12-31' } };
    expect(faults('2027-01-05', '2027-11-30', { method: said })).toEqual([
      'from: 写成2027-01-01，或下一周期的第一天',
      'to: 写成2027-12-31',
      'from: 两处改成一致',
      'to: 两处改成一致',
    ]);
  });

  test('an end before its beginning is told alone', () => {
    expect(faults('2027-01-01', '2026-12-31')).toEqual(['to: 写成2027-01-01以后的日期']);
  });
});
