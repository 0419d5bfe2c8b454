// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { readCalendarTable } from '@beichen/kernel/calendar-table.ts';
import { expect, test } from 'vitest';

const read = readCalendarTable(readFileSync(new URL('calendar.csv', import.meta.url), 'utf8'));

test('the table has no fault and covers four years', () => {
  expect(read).toMatchObject({ ok: true, value: { coveredFrom: '2023-01-01', coveredUntil: '2026-12-31' } });
});

test('each year has the days that its notice adds up to', () => {
  const rows = read.ok ? read.value.rows : [];
  const count = (year: number, day: string) =>
    rows.filter((row) => row.day === day && row.date >= `${year}-01-01` && row.date <= `${year}-12-31`).length;
  // Days off as the notices count them (共…天), less 2022-12-31 in 2023. 2023: 2+7+1+5+3+8; 2024: 1+8+3+5+1+3+7;
  // 2025: 1+8+3+5+3+8; 2026: 3+9+3+5+3+3+7. Make-up days: the dates that say 上班.
  expect([2023, 2024, 2025, 2026].map((year) => [count(year, 'rest'), count(year, 'work')])).toEqual([
    [26, 7],
    [28, 8],
    [28, 5],
    [33, 6],
  ]);
});
