// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { type Leaving, leftBehind, type PlacedTie } from './left-behind.ts';

const ROLES = [{ id: 'secretary', title: { zh: '社区书记', en: 'Community secretary' } }];
const ON = civilDate('2026-10-12');

/** The grid 5 lies in community 3, the branch 8 that covers it below the committee 7 of that community; the estate 6 in the grid. */
const tie = (own: Partial<PlacedTie>): PlacedTie => ({
  kind: 'covers',
  unit: 8,
  post: null,
  from: civilDate('2026-01-01'),
  until: null,
  unitName: '一网格党总支',
  unitPath: '1/3/7/8/',
  overName: '一网格',
  overPath: '1/3/5/',
  ...own,
});
const estate = tie({ unitName: '金玛特党支部', unitPath: '1/3/7/8/9/', overName: '金玛特', overPath: '1/3/5/6/' });
const GRID = { path: '1/3/5/', parent: 4, into: '1/4/' };

/** By a change that ends no unit. */
const left = (moves: Leaving['moves'], ties: readonly PlacedTie[], closed: number[] = []) =>
  leftBehind({ moves, closed: new Set(closed) }, ties, { on: ON, roles: ROLES });

const said = (words: readonly { zh: string }[]): string[] => words.map(({ zh }) => zh.split('，')[0] ?? '');

test('a body that covers a moved unit, or one below it, and stands elsewhere is told', () => {
  const moves = [GRID];
  expect(said(left(moves, [tie({}), estate]))).toEqual(['一网格党总支覆盖一网格', '金玛特党支部覆盖金玛特']);
});

test('a body that goes the same way, a tie that has ended and a service are not', () => {
  const both = [
    { path: '1/3/5/', parent: 'a', into: '1/' },
    { path: '1/3/7/', parent: 'a', into: '1/' },
  ];
  expect(left(both, [tie({})])).toEqual([]);
  // The community as a whole moves, and its committee with it.
  expect(left([{ path: '1/3/', parent: 2, into: '1/2/' }], [tie({}), estate])).toEqual([]);
  const moves = [GRID];
  expect(left(moves, [tie({ until: ON }), tie({ kind: 'serves' })])).toEqual([]);
});

test('one that goes another way is told; of more than twenty the rest is counted', () => {
  const apart = [
    { path: '1/3/5/', parent: 'a', into: '1/' },
    { path: '1/3/7/', parent: 'b', into: '1/' },
  ];
  expect(left(apart, [tie({})])).toHaveLength(1);
  const many = left(
    [GRID],
    Array.from({ length: 23 }, () => tie({})),
  );
  expect([many.length, many.at(-1)?.zh]).toEqual([21, '另有3项也是这样，请逐项核对']);
});

test('a patron above what moves stays patron though it is theirs no more; one further up, elsewhere, or of a unit that ends is not told', () => {
  const patron = (own: Partial<PlacedTie>) =>
    tie({ kind: 'sponsors', unit: 3, unitName: '文化路社区', unitPath: '1/3/', post: 'secretary', ...own });
  expect(left([GRID], [patron({})]).map(({ zh }) => zh)).toEqual([
    '一网格不再归文化路社区管，仍由它（社区书记）分包；需要改由别人的，另行设定',
  ]);
  expect(left([GRID], [patron({ kind: 'implements' })])).toHaveLength(1);
  expect(
    left([GRID], [patron({ unit: 1, unitPath: '1/' }), patron({ unit: 9, unitPath: '1/9/', post: null })]),
  ).toEqual([]);
  expect(left([GRID], [patron({})], [3])).toEqual([]);
});
