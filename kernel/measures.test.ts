// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { combined, percentileOf } from './measures.ts';

test('figures add up numerators and denominators; a missing denominator is none', () => {
  // 3/5 + 4/6 = 7/11
  const parts = [
    { num: 3, den: 5, buckets: null },
    { num: 4, den: 6, buckets: null },
  ];
  expect(combined(parts)).toEqual({ num: 7, den: 11, buckets: null });
  expect(combined([{ num: 2, den: null, buckets: null }])).toEqual({ num: 2, den: null, buckets: null });
  expect(combined([])).toEqual({ num: 0, den: null, buckets: null });
});

test('histograms add bucket by bucket', () => {
  const parts = [
    { num: 3, den: null, buckets: [1, 2, 0] },
    { num: 4, den: null, buckets: [0, 3, 1] },
  ];
  expect(combined(parts).buckets).toEqual([1, 5, 1]);
});

test('a percentile is the bound of the bucket in which the share is reached', () => {
  // Bounds 1, 3 and open; counts 2, 5, 3 of 10: half (5) is reached in the second, nine tenths (9) only in the open one.
  expect(percentileOf([2, 5, 3], [1, 3], 0.2)).toBe(1);
  expect(percentileOf([2, 5, 3], [1, 3], 0.5)).toBe(3);
  expect(percentileOf([2, 5, 3], [1, 3], 0.9)).toBe(Number.POSITIVE_INFINITY);
  expect(percentileOf([0, 0, 0], [1, 3], 0.5)).toBeNull();
});
