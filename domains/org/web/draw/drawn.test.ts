// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { begun, cornersIn, type DrawStep, draw, startOf, textOf } from './drawn.ts';

const drawnBy = (...steps: DrawStep[]) => steps.reduce(draw, begun([]));
const [A, B, C] = [[112, 33] as const, [112.1, 33] as const, [112.1, 33.1] as const];

describe('drawing', () => {
  test('corners go where they are set: at the end, or into a side', () => {
    const drawn = drawnBy(
      { do: 'add', corner: A, at: 0 },
      { do: 'add', corner: C, at: 1 },
      { do: 'add', corner: B, at: 1 },
    );
    expect(drawn.corners).toEqual([A, B, C]);
    expect(drawn.at).toBe(1);
  });

  test('each step can be taken back, the moved and the removed too; choosing is none', () => {
    const steps: DrawStep[] = [
      { do: 'add', corner: A, at: 0 },
      { do: 'add', corner: B, at: 1 },
      { do: 'move', corner: C, at: 0 },
      { do: 'choose', at: 1 },
      { do: 'remove', at: 1 },
    ];
    const drawn = drawnBy(...steps);
    expect(drawn.corners).toEqual([C]);
    const undone = [1, 2, 3, 4].map(
      (n) => Array.from({ length: n }, (): DrawStep => ({ do: 'undo' })).reduce(draw, drawn).corners,
    );
    expect(undone).toEqual([[C, B], [A, B], [A], []]);
    expect(draw(begun([A]), { do: 'undo' }).corners).toEqual([A]);
  });
});

describe('coordinates', () => {
  test('what is written is what was drawn, and may be written with other commas and blanks', () => {
    expect(textOf([A, B])).toBe('112.000000,33.000000\n112.100000,33.000000');
    expect(cornersIn(textOf([A, B, C]))).toEqual({ corners: [A, B, C] });
    expect(cornersIn(' 112，33 \n\n112.1 33')).toEqual({ corners: [A, B] });
  });

  test('a line that is no place is told with its number', () => {
    expect(cornersIn('112,33\n33,112.5')).toEqual({ line: 2 });
    expect(cornersIn('112,33,5')).toEqual({ line: 1 });
    expect(cornersIn('112,abc')).toEqual({ line: 1 });
  });
});

test('one goes on from a boundary that is one ring; holes and parts are drawn anew', () => {
  const ring = [A, B, C, A];
  expect(startOf([[ring]])).toEqual([A, B, C]);
  expect(startOf([[ring], [ring]])).toEqual([]);
  expect(startOf([[ring, ring]])).toEqual([]);
  expect(startOf(undefined)).toEqual([]);
});
