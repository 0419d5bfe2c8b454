// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { clockDays } from './clock-days.ts';

const told = (...asked: Parameters<typeof clockDays>): string =>
  clockDays(...asked)
    .map(({ day, kind }) => `${day.slice(-2)} ${kind}`)
    .join(', ');

// Dispatched on Friday 11 September 2026 for three working days: 14, 15, 16.
const days = { from: '2026-09-11', until: '2026-09-18', rest: ['2026-09-12', '2026-09-13'] };

test('the day of the dispatch does not count, nor do rest days, and what comes after the last day is over', () => {
  expect(told(days, { lastDay: '2026-09-16', stopped: '2026-09-18' })).toBe(
    '11 dispatch, 12 rest, 13 rest, 14 counted, 15 counted, 16 counted, 17 over, 18 over',
  );
});

test('what has not come is ahead, the last day included', () => {
  expect(told({ ...days, until: '2026-09-16' }, { lastDay: '2026-09-16', stopped: '2026-09-14' })).toBe(
    '11 dispatch, 12 rest, 13 rest, 14 counted, 15 ahead, 16 ahead',
  );
});
