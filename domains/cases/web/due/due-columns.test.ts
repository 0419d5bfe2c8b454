// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { casesPerDot, dueColumns } from './due-columns.ts';
import { spanText } from './due-span.ts';

/** A Monday. */
const TODAY = civilDate('2026-09-28');
const told = (days: { day: string; count: number }[]) =>
  dueColumns(days, TODAY).map(({ kind, span, count }) => `${kind} ${spanText(span)} ${count}`);

test('what lies far off is gathered at the ends, what is near stands day by day, and nothing is lost', () => {
  const days = [
    { day: '2026-07-07', count: 2 },
    { day: '2026-09-23', count: 3 },
    { day: '2026-09-24', count: 5 },
    { day: '2026-09-28', count: 7 },
    { day: '2026-10-10', count: 11 },
    { day: '2026-11-02', count: 13 },
  ];
  // Four days before today are the 24th to the 27th; eleven behind it end on 9 October, a Friday.
  expect(told(days)).toEqual([
    'earlier ..2026-09-23 5',
    'late 2026-09-24 5',
    'today 2026-09-28 7',
    'ahead 2026-09-29 0',
    'ahead 2026-09-30 0',
    'ahead 2026-10-01 0',
    'ahead 2026-10-02 0',
    'ahead 2026-10-05 0',
    'ahead 2026-10-06 0',
    'ahead 2026-10-07 0',
    'ahead 2026-10-08 0',
    'ahead 2026-10-09 0',
    'later 2026-10-10.. 24',
  ]);
});

test('a weekend with cases, as a make-up day may have, is a column', () => {
  expect(told([{ day: '2026-10-03', count: 1 }])).toContain('ahead 2026-10-03 1');
});

test('a dot stands for so many that the fullest column has at most fifteen', () => {
  const of = (count: number) => casesPerDot([{ kind: 'today', span: {}, count }]);
  // 15 fit one each; 16 need two each; 31 five each; 593 fifty each (12 dots).
  expect([0, 15, 16, 30, 31, 75, 76, 593].map(of)).toEqual([1, 1, 2, 2, 5, 5, 10, 50]);
});
