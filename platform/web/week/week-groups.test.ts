// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { weekGroupOf, weekGroups } from './week-groups.ts';

const day = civilDate;
const item = (key: string, lastDay: string | null, late = false) => ({
  key,
  title: key,
  about: '',
  lastDay: lastDay === null ? null : day(lastDay),
  late,
  time: '',
  href: '/',
  doing: '',
});

test.each([
  ['2026-10-13', false, 'overdue'],
  ['2026-10-14', false, 'today'],
  // Its hour is over, its day is not.
  ['2026-10-14', true, 'overdue'],
  ['2026-10-18', false, 'week'],
  ['2026-10-19', false, 'later'],
  [null, false, 'undated'],
] as const)('on Wednesday 2026-10-14, what is due on %s (late: %s) stands under %s', (lastDay, late, group) => {
  expect(weekGroupOf(item('x', lastDay, late), day('2026-10-14'))).toBe(group);
});

test('groups come in the order of their urgency, each by last days; what came first stays first', () => {
  const items = [
    item('next', '2026-10-20'),
    item('none', null),
    item('friday', '2026-10-16'),
    item('thursday', '2026-10-15'),
    item('thursday too', '2026-10-15'),
    item('old', '2026-10-01', true),
  ];
  expect(weekGroups(items, day('2026-10-14')).map(({ group, items }) => [group, items.map(({ key }) => key)])).toEqual([
    ['overdue', ['old']],
    ['week', ['thursday', 'thursday too', 'friday']],
    ['undated', ['none']],
    ['later', ['next']],
  ]);
});
