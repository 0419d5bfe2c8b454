// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { sumOf, togetherOf } from './measure-together.ts';

const count = (num: number | null) => ({ num, den: null });

test('counts add up, and those that are missing are left out', () => {
  // 3 + 4
  const sum = sumOf([count(3), count(null), count(4)]);
  expect(togetherOf('count', sum)).toEqual({ num: 7, den: null });
});

test('ratios add up by their two parts, never by their shares', () => {
  // 1/2 and 9/10 are 10 of 12, not 70 %.
  const sum = sumOf([
    { num: 1, den: 2 },
    { num: 9, den: 10 },
  ]);
  expect(togetherOf('ratio', sum)).toEqual({ num: 10, den: 12 });
});

test('values of several units are no figure; of one unit it is its own, nothing is no figure', () => {
  expect(togetherOf('value', sumOf([count(80), count(90)]))).toEqual({ num: null, den: null });
  expect(togetherOf('value', sumOf([{ num: 350, den: 4 }, count(null)]))).toEqual({ num: 350, den: 4 });
  expect(togetherOf('count', sumOf([]))).toEqual({ num: null, den: null });
});
