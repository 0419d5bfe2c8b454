// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { leftBehind, type PlacedTie } from './left-behind.ts';

const ON = civilDate('2026-10-12');

/** The grid 5 lies in community 3, the branch 8 that covers it below the committee 7 of that community; the estate 6 in the grid. */
const tie = (own: Partial<PlacedTie>): PlacedTie => ({
  kind: 'covers',
  from: civilDate('2026-01-01'),
  until: null,
  unitName: '一网格党总支',
  unitPath: '1/3/7/8/',
  overName: '一网格',
  overPath: '1/3/5/',
  ...own,
});
const estate = tie({ unitName: '金玛特党支部', unitPath: '1/3/7/8/9/', overName: '金玛特', overPath: '1/3/5/6/' });
const said = (words: readonly { zh: string }[]): string[] => words.map(({ zh }) => zh.split('，')[0] ?? '');

test('a body that covers a moved unit, or one below it, and stands elsewhere is told', () => {
  const moves = [{ path: '1/3/5/', parent: 4 }];
  expect(said(leftBehind(moves, [tie({}), estate], ON))).toEqual(['一网格党总支覆盖一网格', '金玛特党支部覆盖金玛特']);
});

test('a body that goes the same way, a tie that has ended and a service are not', () => {
  const both = [
    { path: '1/3/5/', parent: 'a' },
    { path: '1/3/7/', parent: 'a' },
  ];
  expect(leftBehind(both, [tie({})], ON)).toEqual([]);
  // The community as a whole moves, and its committee with it.
  expect(leftBehind([{ path: '1/3/', parent: 2 }], [tie({}), estate], ON)).toEqual([]);
  const moves = [{ path: '1/3/5/', parent: 4 }];
  expect(leftBehind(moves, [tie({ until: ON }), tie({ kind: 'serves' })], ON)).toEqual([]);
});

test('one that goes another way is told; of more than twenty the rest is counted', () => {
  const apart = [
    { path: '1/3/5/', parent: 'a' },
    { path: '1/3/7/', parent: 'b' },
  ];
  expect(leftBehind(apart, [tie({})], ON)).toHaveLength(1);
  const many = leftBehind(
    [{ path: '1/3/5/', parent: 4 }],
    Array.from({ length: 23 }, () => tie({})),
    ON,
  );
  expect([many.length, many.at(-1)?.zh]).toEqual([21, '另有3个党组织也留在原处']);
});
