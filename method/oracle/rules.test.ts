// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { item, pointsOf, section, sheet } from './example.ts';
import { byCodePoint, holds, round } from './numbers.ts';

test('round: half up away from zero, with a millionth of grace, never -0', () => {
  expect(round(1.005, 2)).toBe(1.01); // 100.49999999999999 + 0.5 + 0.000001 → 101
  expect(round(-1.005, 2)).toBe(-1.01);
  expect(round(0.4999995, 0)).toBe(1); // 0.4999995 + 0.5 + 0.000001 = 1.0000005
  expect(round(0.499998, 0)).toBe(0); // 0.499998 + 0.500001 = 0.999999
  expect(Object.is(round(-0.001, 2), 0)).toBe(true);
});

test('conditions: a value within 1e-9 of the bound is the bound', () => {
  expect(holds({ at_least: 0.3 }, 0.2999999998)).toBe(true); // 2e-10 away
  expect(holds({ at_least: 0.3 }, 0.29999999)).toBe(false); // 1e-8 away
  expect(holds({ at_most: 0.3 }, 0.1 + 0.2)).toBe(true);
  expect(holds({ over: 0.3 }, 0.1 + 0.2)).toBe(false);
  expect(holds({ under: 0.3 }, 0.2999999998)).toBe(false);
  expect(holds({ equals: 2000 }, 2000.000001)).toBe(true); // 1e-9 · 2000 = 2e-6
  expect(holds({ equals: 2000 }, 2000.00001)).toBe(false);
});

test('order is by code point, not by UTF-16 unit', () => {
  expect(byCodePoint('\u{20BB7}', '\uF900')).toBeGreaterThan(0); // 20BB7 > F900, though D842 < F900
  expect(byCodePoint('u1', 'u10')).toBeLessThan(0);
});

test('linear', () => {
  // 10 · 1/3 = 3.333…; above the end: full; below the start: 0
  expect(pointsOf({ rule: { linear: [0, 3] } }, [1, 3, 4, -1])).toEqual([3.33, 10, 10, 0]);
  // b below a: 10 · (1 − 4)/(0 − 4) = 7.5
  expect(pointsOf({ rule: { linear: [4, 0] } }, [1, 4, 5])).toEqual([7.5, 0, 0]);
});

test('curve', () => {
  // at 2: 2 + ((8 − 2)·(2 − 1))/(3 − 1) = 5; flat outside; at 4: 8 + ((14 − 8)·(4 − 3))/(5 − 3) = 11, clamped to 10
  expect(
    pointsOf(
      {
        rule: {
          curve: [
            [1, 2],
            [3, 8],
            [5, 14],
          ],
        },
      },
      [0, 1, 2, 3, 4, 9],
    ),
  ).toEqual([2, 2, 5, 8, 10, 10]);
});

test('steps', () => {
  // below 0.3: 0; 0.2999999998 counts as 0.3; 20 is clamped to 10; −3 to the floor
  expect(
    pointsOf(
      {
        rule: {
          steps: [
            [0.3, 4],
            [1, 20],
            [2, -3],
          ],
        },
      },
      [0.29, 0.2999999998, 0.9, 1, 2],
    ),
  ).toEqual([0, 4, 4, 10, 0]);
  expect(
    pointsOf(
      {
        floor: -2,
        rule: {
          steps: [
            [0.3, 4],
            [2, -3],
          ],
        },
      },
      [0.29, 2],
    ),
  ).toEqual([0, -2]);
});

test('short', () => {
  // 0.95 − 0.9 = 5 hundredths: 10 − 5·1 = 5; at the target: 10; 20 hundredths: below 0, clamped
  expect(pointsOf({ rule: { short: { target: 0.95, unit: 0.01, lose: 1 } } }, [0.9, 0.95, 1, 0.75])).toEqual([
    5, 10, 10, 0,
  ]);
  // 2.5 units: up 3, down 2; 0.95 − 0.92 is 2.9999999999999996 units, which is 3 either way
  const rule = (whole: 'up' | 'down') => ({ rule: { short: { target: 0.95, unit: 0.01, lose: 1, whole } } });
  expect(pointsOf(rule('up'), [0.925, 0.92])).toEqual([7, 7]);
  expect(pointsOf(rule('down'), [0.925, 0.92])).toEqual([8, 7]);
});

test('over', () => {
  // (5 − 2)/2 = 1.5 units of 3 points: 10 − 4.5; whole: 2 units or 1
  expect(pointsOf({ rule: { over: { limit: 2, unit: 2, lose: 3 } } }, [5, 2, 1])).toEqual([5.5, 10, 10]);
  expect(pointsOf({ rule: { over: { limit: 2, unit: 2, lose: 3, whole: 'up' } } }, [5])).toEqual([4]);
  expect(pointsOf({ rule: { over: { limit: 2, unit: 2, lose: 3, whole: 'down' } } }, [5])).toEqual([7]);
});

test('each', () => {
  // 2.5·3 = 7.5; 2.5·5 = 12.5 → 10; 2.5·(−1) = −2.5 → floor
  expect(pointsOf({ rule: { each: 2.5 } }, [3, 5, -1])).toEqual([7.5, 10, 0]);
  expect(pointsOf({ floor: -2, rule: { each: 2.5 } }, [-1])).toEqual([-2]);
});

test('best: highest', () => {
  // M = 6: 10·2/6 = 3.33, 10, below 0 → 0; the missing one is held
  expect(pointsOf({ rule: { best: 'highest' } }, [2, 6, -1, null])).toEqual([3.33, 10, 0, 0]);
  // M = 0 < 1e-9: 0 for all
  expect(pointsOf({ rule: { best: 'highest' } }, [0, -1])).toEqual([0, 0]);
});

test('best: lowest', () => {
  // M = 2: 10·2/2, 10·2/8
  expect(pointsOf({ rule: { best: 'lowest' } }, [2, 8])).toEqual([10, 2.5]);
  // M = 0: v < 1e-9 gives full, the others 10·0/8
  expect(pointsOf({ rule: { best: 'lowest' } }, [0.0000000005, 0, 8])).toEqual([10, 10, 0]);
});

test('placing', () => {
  // places 1, 2, 2, 4 of n = 4: 10·3/3, 10·2/3, 10·2/3, 10·0/3; the missing one is not of n
  expect(pointsOf({ rule: { placing: { order: 'highest' } } }, [9, 5, 5.0000000004, 1, null])).toEqual([
    10, 6.67, 6.67, 0, 0,
  ]);
  // lowest first: 1 is 1st, 5 is 2nd, 9 is 3rd; two places have points
  expect(pointsOf({ rule: { placing: { order: 'lowest', points: [8, 6] } } }, [9, 5, 1])).toEqual([0, 6, 8]);
  expect(pointsOf({ rule: { placing: { order: 'highest' } } }, [3])).toEqual([10]); // n = 1
  expect(pointsOf({ rule: { placing: { order: 'highest', points: [4] } } }, [3])).toEqual([4]); // n = 1, but with points
});

test('bands', () => {
  // n = 5: 0.2·5 = 1 place at 10, 0.6·5 = 3 places at 6, none beyond
  const rule = {
    bands: {
      order: 'highest' as const,
      shares: [
        [0.2, 10],
        [0.6, 6],
      ] as Array<[number, number]>,
    },
  };
  expect(pointsOf({ rule }, [1, 2, 3, 4, 5])).toEqual([0, 0, 6, 6, 10]);
  // two at the top are both 1st; the next is 3rd ≤ 3
  expect(pointsOf({ rule }, [5, 5, 3, 2, 1])).toEqual([10, 10, 6, 0, 0]);
  // 0.333333333333·3 = 0.999999999999 counts as 1
  expect(pointsOf({ rule: { bands: { order: 'lowest', shares: [[0.333333333333, 7]] } } }, [1, 2, 3])).toEqual([
    7, 0, 0,
  ]);
});

test('holds and points', () => {
  expect(pointsOf({ rule: { holds: { under: 2 } } }, [1, 2])).toEqual([10, 0]);
  expect(pointsOf({ floor: 3, rule: { holds: { under: 2 } } }, [2])).toEqual([3]); // 0, then clamped to the floor
  expect(pointsOf({ rule: { points: true } }, [7.125, 12, -1])).toEqual([7.13, 10, 0]);
});

test('less: after the rule is clamped, by the plain value, nothing below 0, then clamped', () => {
  const items = [
    item('i', {
      measure: 'm',
      rule: { each: 3 },
      less: [
        { measure: 'late', each: 0.5 },
        { measure: 'faked', each: 4 },
      ],
    }),
  ];
  const results = sheet(
    { sections: [section('s', { items })] },
    {
      a: { m: 5, late: 2, faked: 1 }, // 15 → 10; 10 − 1 − 4 = 5
      b: { m: 1, late: 2, faked: -1 }, // 3 − 1 − 0 = 2
      c: { m: 1 }, // 3; both are unknown
      d: { m: 1, faked: 1 }, // 3 − 4 = −1 → 0
    },
  );
  expect(Object.values(results).map((result) => result.total)).toEqual([5, 2, 3, 0]);
});

test('an item without a rule starts at full, and may go below 0 down to its floor', () => {
  const items = [item('i', { floor: -5, less: [{ measure: 'm', each: 4 }] })];
  const results = sheet(
    { sections: [section('s', { floor: -9, items })] },
    { a: { m: 1 }, b: { m: 3 }, c: { m: 9 }, d: {} },
  );
  expect(['a', 'b', 'c', 'd'].map((unit) => results[unit]?.sections['s']?.points)).toEqual([6, -2, -5, 10]);
});

test('shrink: (num + (k·N)/D)/(den + k) for the rule, the plain value elsewhere', () => {
  // N = 1 + 6 = 7, D = 2 + 12 = 14: a (1 + (6·7)/14)/(2 + 6) = 4/8 = 0.5; b (6 + 3)/(12 + 6) = 0.5
  expect(pointsOf({ shrink: 6, rule: { linear: [0, 1] } }, [[1, 2], [6, 12], null, [3, 0]])).toEqual([5, 5, 0, 0]);
  // N = 2 + 6 = 8, D = 2 + 14 = 16, k = 2: a (2 + 1)/4 = 0.75; b (6 + 1)/16 = 0.4375. `best` compares these: 10·0.4375/0.75 = 5.83
  expect(
    pointsOf({ shrink: 2, rule: { best: 'highest' } }, [
      [2, 2],
      [6, 14],
    ]),
  ).toEqual([10, 5.83]);
  // `less` sees the plain 1: 7.5 − 1·1
  expect(
    pointsOf({ shrink: 2, rule: { linear: [0, 1] }, less: [{ measure: 'm', each: 1 }] }, [
      [2, 2],
      [6, 14],
    ]),
  ).toEqual([6.5, 3.95]);
});
