// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { readCells } from './cells.ts';

const read = (...rows: [code: string, value: string][]) =>
  readCells(
    rows.map(([code, value], at) => ({ file: 'cells.csv', line: at + 2, code, value })),
    new Set(['A', 'B']),
  );

test('an outline is read from its first corner and the way from each to the next, in ten-thousandths of a degree', () => {
  // 112.5° east, 33° north; then 0.01° east, 0.01° north of that, and a second polygon beside it.
  const { cells, faults } = read(['A', '1125000 330000 100 0 0 100; 1126000 330000 100 0 0 100']);
  expect(cells).toEqual([
    {
      code: 'A',
      outline: [
        [[112_500_000, 33_000_000, 112_510_000, 33_000_000, 112_510_000, 33_010_000]],
        [[112_600_000, 33_000_000, 112_610_000, 33_000_000, 112_610_000, 33_010_000]],
      ],
    },
  ]);
  expect(faults).toEqual([]);
});

test('a unit that is not there, and an outline that is none, are told with their line', () => {
  const { cells, faults } = read(['X', '0 0 1 0 0 1'], ['A', '0 0 1 0'], ['B', '0 0 1 0 0.5 1']);
  expect(cells).toEqual([]);
  expect(faults.map(({ line, what }) => `${line} ${what.zh}`)).toEqual([
    '2 没有代码为X的单位',
    '3 A的边界读不出来',
    '4 B的边界读不出来',
  ]);
});
