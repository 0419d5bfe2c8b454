// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { nearestStar } from './evaluation.ts';

const section = (id: string, star: boolean, win: number | null) => ({
  id,
  title: { zh: id, en: id },
  star,
  win,
  full: 100,
  lead: null,
});
const sections = [section('a', true, 80), section('sum', false, null), section('b', true, 80), section('c', true, 60)];

test('the star that wants fewest points is told, of those that want nothing else', () => {
  // 80 − 61.5 = 18.5, 80 − 78 = 2; c wants 60 − 59 = 1, but waits for another star.
  const points = { a: 61.5, sum: 0, b: 78, c: 59 };
  expect(nearestStar(['short', 'short', 'waiting'], sections, points)).toEqual({ section: 'b', gap: 2 });
  expect(nearestStar(['short', 'incomplete', 'won'], sections, points)).toEqual({ section: 'a', gap: 18.5 });
  expect(nearestStar(['won', 'vetoed', 'won'], sections, points)).toBe(null);
});
