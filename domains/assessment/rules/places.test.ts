// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { placedUnits, placeOf } from './places.ts';

const city = { basis: '假定', least: 5, bands: { top: 3, width: 5 } };

test('the first places are shown, those after them as bands, the last of which is never one place alone', () => {
  // 14 ranked: 1, 2, 3; 4–8; 9–13 with the one left over, 9–14.
  const shown = Array.from({ length: 14 }, (_, at) => placeOf(at + 1, 14, city));
  expect(shown.slice(0, 3).map(({ rank }) => rank)).toEqual([1, 2, 3]);
  expect(shown.slice(3, 8).map(({ band }) => band)).toEqual(Array.from({ length: 5 }, () => [4, 8]));
  expect(shown.slice(8).map(({ band }) => band)).toEqual(Array.from({ length: 6 }, () => [9, 14]));
  // 15 ranked: two left over make a band of their own.
  expect(placeOf(15, 15, city)).toEqual({ rank: null, band: [14, 15] });
  // 4 beyond the first three are fewer than a band.
  expect(placeOf(5, 7, city)).toEqual({ rank: null, band: [4, 7] });
});

test('a small group shows none, nor does who is not ranked; without bands every rank is shown', () => {
  expect(placeOf(1, 4, city)).toEqual({ rank: null, band: null });
  expect(placeOf(1, 5, city)).toEqual({ rank: 1, band: null });
  expect(placeOf(null, 20, city)).toEqual({ rank: null, band: null });
  expect(placeOf(17, 20, { basis: '假定', least: 5 })).toEqual({ rank: 17, band: null });
});

test('equal ranks share a place', () => {
  expect([2, 2, 4].map((rank) => placeOf(rank, 9, city))).toEqual([
    { rank: 2, band: null },
    { rank: 2, band: null },
    { rank: null, band: [4, 9] },
  ]);
});

test('in a band neither total, stars nor grade tell the order, and units stand by their names; nor a total where no rank is shown', () => {
  // By name a…h, of rank 8…1: the first three by their places, then the band 4–8 as it came. e, of rank 4, has a star and a grade more
  // than the others of its band; said beside the band, they would put it first.
  const given = [...'abcdefgh'].map((name, at) => ({
    name,
    rank: 8 - at,
    total: 90 + at / 100,
    stars: at < 4 ? 3 : 4,
    grade: at < 4 ? 'three' : 'four',
  }));
  const told = (ranked: number, shown: boolean) =>
    placedUnits(given, { ranked, shown, settings: city }).map(({ name, rank, total, stars, grade }) => [
      name,
      rank,
      total,
      stars,
      grade,
    ]);
  expect(told(8, true)).toEqual([
    ['h', 1, 90.07, 4, 'four'],
    ['g', 2, 90.06, 4, 'four'],
    ['f', 3, 90.05, 4, 'four'],
    ['a', null, null, null, null],
    ['b', null, null, null, null],
    ['c', null, null, null, null],
    ['d', null, null, null, null],
    ['e', null, null, null, null],
  ]);
  for (const kept of [told(8, false), told(4, true)]) {
    expect(JSON.stringify(kept)).not.toContain('90');
    expect(kept.map(([name]) => name).join('')).toBe('abcdefgh');
  }
});
