// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasNameSlip } from './name-slips.ts';

const PLACES = join(import.meta.dirname, '../../../packs/nanyang/places');

async function rowsOf(file: string): Promise<string[][]> {
  const text = await readFile(join(PLACES, file), 'utf8');
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
}

test('of all real names exactly the four slips of the source are noticed', async () => {
  const names = [...(await rowsOf('places.csv')), ...(await rowsOf('zones.csv'))].map(([, name = '']) => name);
  // 13 counties, 249 + 7 below them, 4,908 + 86 at the lowest level (README.md), the city and two zones: 5,266.
  expect(names.length).toBe(5_266);
  const slips = await rowsOf('typos.csv');
  // The last three of the list are no slips of the pen: places that are no committees.
  const wanted = slips.slice(0, 4).map(([, name]) => name);
  expect(names.filter(hasNameSlip).sort()).toEqual(wanted.sort());
});
