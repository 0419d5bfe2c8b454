// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { cityOfStars } from '../../testing/star-fixtures.ts';
import { filtered, ordered } from './star-rows.ts';

const { units, counties } = cityOfStars();
const inOrder = (column: string, down = false) => ordered(units, counties, { column, down });

test('no filter lets everything through, and each one only what fits', () => {
  expect(filtered(units, {})).toHaveLength(423);
  expect(filtered(units, { county: 'c2' })).toHaveLength(72);
  expect(filtered(units, { text: '柳溪社区' }).map(({ id }) => id)).toContain('c2-0');
  expect(filtered(units, { county: 'c2', stars: 3 }).every(({ county, stars }) => county === 'c2' && stars === 3)).toBe(
    true,
  );
  expect(filtered(units, { text: 'no such name' })).toEqual([]);
});

test('by stars the most come first, turned round the fewest, and inside a number counties keep their order', () => {
  const stars = inOrder('stars').map((unit) => unit.stars);
  expect(stars).toEqual([...stars].sort((a, b) => b - a));
  expect(inOrder('stars', true)[0]?.stars).toBe(0);
});

test('by name goes by the key of the server', () => {
  const keys = inOrder('name').map(({ sortKey }) => sortKey);
  expect(keys).toEqual([...keys].sort());
});

test('by change those who gained come first', () => {
  const changes = inOrder('change').map(({ stars, before }) => stars - (before ?? stars));
  expect(changes).toEqual([...changes].sort((a, b) => b - a));
});
