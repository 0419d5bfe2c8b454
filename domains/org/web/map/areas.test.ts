// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { areasOf, type Below, bandOf, cornersIn } from './areas.ts';

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

const square = [[[[0, 0] as const, [1, 0] as const, [1, 1] as const, [0, 0] as const]]];
const below = (id: number, bounded: boolean): Below =>
  ({
    unit: { id, name: `社区${id}` },
    boundary: bounded ? { polygons: square } : null,
  }) as unknown as Below;

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
