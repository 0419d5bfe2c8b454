// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Position, Shapes } from './area.ts';
import { boundsOf, drawnFeatures, middleOf, zoomFor } from './features.ts';
import { cornerPlace, held } from './pointing.ts';

const box = (...[west, south, east, north]: [number, number, number, number]): Shapes[number] => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];

describe('where a name stands', () => {
  test('in the middle of a square', () => {
    const [x = 0, y = 0] = middleOf([box(0, 0, 2, 2)]) ?? [];
    expect([x, Math.round(y * 10) / 10]).toEqual([1, 1]);
  });

  test('in the largest of several, and inside of what is bent', () => {
    expect(middleOf([box(0, 0, 1, 1), box(10, 0, 14, 4)])?.[0]).toBe(12);
    // A U of arms 1 wide and 3 high about a gap of 4: half way up there are only its arms.
    const bent: Position[] = [
      [0, 0],
      [6, 0],
      [6, 4],
      [5, 4],
      [5, 1],
      [1, 1],
      [1, 4],
      [0, 4],
      [0, 0],
    ];
    const [x = 0] = middleOf([[bent]]) ?? [];
    expect([0.5, 5.5]).toContain(x);
  });

  test('of nothing there is no middle and no box', () => {
    expect([middleOf([]), boundsOf([])]).toEqual([undefined, undefined]);
  });
});

test('a name is shown from the zoom on at which its area is 24 pixels wide, half a zoom let pass', () => {
  // At zoom 0 the world is 512 pixels wide: 24 pixels are 16.875 degrees; a degree is as wide at zoom log2 16.875 = 4.08.
  expect(zoomFor(16.875)).toBe(-0.5);
  expect(zoomFor(1)).toBeCloseTo(3.58, 2);
});

describe('drawing', () => {
  test('two corners are a line, three go around, and each has its number', () => {
    const parts = (corners: Position[]) =>
      drawnFeatures({ corners, at: 1 }).features.map(({ properties }) => properties['label'] ?? properties['part']);
    expect(parts([[0, 0]])).toEqual(['1']);
    expect(
      parts([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual(['line', '1', '2']);
    expect(
      parts([
        [0, 0],
        [1, 0],
        [1, 1],
      ]),
    ).toEqual(['area', 'line', '1', '2', '3']);
  });

  test('a click on a side sets a corner into it, any other at the end', () => {
    const square: Position[] = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ];
    expect(cornerPlace(square, [50, 3])).toBe(1);
    // The last side leads back to the first corner.
    expect(cornerPlace(square, [2, 50])).toBe(4);
    expect(cornerPlace(square, [50, 50])).toBe(4);
    expect(
      cornerPlace(
        [
          [0, 0],
          [100, 0],
        ],
        [50, 0],
      ),
    ).toBe(2);
  });

  test('near a corner of a neighbour it becomes that one', () => {
    const px = ([x, y]: Position): Position => [x * 10, y * 10];
    expect(
      held(
        [1, 1],
        [
          [1.5, 1],
          [9, 9],
        ],
        px,
      ),
    ).toEqual([1.5, 1]);
    expect(held([1, 1], [[3, 1]], px)).toEqual([1, 1]);
  });
});
