// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import type { ShownBoundary } from '../../model/boundaries.ts';
import { areasOf, type Below, bandOf, cornersIn } from './areas.ts';

type Polygons = ShownBoundary['polygons'];

test('how much is lacking falls into bands; a quarter belongs to the lower one, and nothing of nothing is no concern', () => {
  const bands = [
    [0, 0],
    [8, 0],
    [8, 2],
    [8, 3],
    [8, 4],
    [8, 6],
    [8, 7],
  ].map(([all = 0, lacking = 0]) => bandOf({ all, lacking }));
  expect(bands).toEqual(['none', 'full', 'low', 'half', 'half', 'most', 'all']);
});

const square: Polygons = [
  [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
];
const kindTitle = { zh: '社区', en: 'Community' };
const below = (id: number, bounded: boolean): Below => ({
  unit: { id, code: `C${id}`, kind: 'community', kindTitle, name: `社区${id}`, level: 4, closedOn: null, leaf: true },
  boundary: bounded
    ? { origin: 'sketch', basis: '示意', from: civilDate('2026-01-01'), area: 1, polygons: square }
    : null,
});

test('what has no boundary is not on the map; what a list does not count is told as no concern', () => {
  const tallies = new Map([[1, { all: 4, lacking: 1 }]]);
  const areas = areasOf([below(1, true), below(2, false), below(3, true)], {
    tallies,
    noteOf: ({ all, lacking }) => `${lacking}/${all}`,
  });
  expect(areas.map(({ id, note, fill }) => [id, note, fill])).toEqual([
    ['1', '1/4', 's2'],
    ['3', '0/0', 'mute-tint'],
  ]);
  expect(areasOf([below(1, true)], { tallies: undefined, noteOf: String }).map(({ note }) => note)).toEqual([
    undefined,
  ]);
});

test('corners that outlines share are held once', () => {
  expect(cornersIn([square, square])).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
  ]);
});
