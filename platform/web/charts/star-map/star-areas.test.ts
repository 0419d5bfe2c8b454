// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { shapesIn, starFill } from './star-areas.ts';

test('outlines in whole micro-degrees become closed rings in degrees', () => {
  const outline = [[[112_500_000, 33_000_000, 112_600_000, 33_000_000, 112_600_000, 33_100_000]]];
  expect(shapesIn({ sketch: false, areas: [{ unit: 7, outline }] }).get('7')).toEqual([
    [
      [
        [112.5, 33],
        [112.6, 33],
        [112.6, 33.1],
        [112.5, 33],
      ],
    ],
  ]);
});

test('a set of five has a colour for each count; a set of three keeps the ends of the scale', () => {
  expect([0, 1, 2, 3, 4, 5].map((stars) => starFill(stars, 5))).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5']);
  expect([0, 1, 2, 3].map((stars) => starFill(stars, 3))).toEqual(['n0', 'n3', 'n4', 'n5']);
});
