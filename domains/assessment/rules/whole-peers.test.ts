// SPDX-License-Identifier: Apache-2.0

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileMethod, parseMethod } from '@beichen/method';
import { expect, test } from 'vitest';
import { tableFrom } from './fact-columns.ts';
import { seesEveryPeer } from './whole-peers.ts';

const orchard = await readFile(join(import.meta.dirname, '../testing/orchard/methods/orchard-stars.yaml'), 'utf8');

/** City o with county a, of streets s and t, and county b: one community in each street, one right in b. */
function sees(whole: readonly string[], change: (text: string) => string = (text) => text): boolean {
  const parsed = parseMethod('m', change(orchard));
  const table = tableFrom({
    units: {
      ids: [1, 2, 3, 4, 5, 6],
      codes: ['o', 'a', 's', 't', 's1', 't1'],
      names: ['果园', '北园', '上街', '下街', '上一', '下一'],
      kinds: ['city', 'county', 'street', 'street', 'community', 'community'],
      parents: [null, 'o', 'a', 'a', 's', 't'],
      classes: [null, null, null, null, null, null],
      zones: [null, null, null, null, null, null],
      whole: [],
    },
    facts: [],
  });
  if (!parsed.ok || !table.ok) throw new Error(JSON.stringify([parsed, table]));
  return seesEveryPeer(compileMethod(parsed.value.method), table.value.units, new Set(whole));
}

const ALL = ['o', 'a', 's', 't', 's1', 't1'];
const COUNTY = ['a', 's', 't', 's1', 't1'];

test('whoever sees the city, or the county where peers are those of a county, sees every peer', () => {
  expect(sees(ALL)).toBe(true);
  expect(sees(COUNTY)).toBe(true);
  expect(sees(ALL, (text) => text.replace('peers: county', 'peers: all'))).toBe(true);
});

test('a street does not, nor a county where peers are all, or a quota is counted over all', () => {
  expect(sees(['s', 's1', 't1'])).toBe(false);
  expect(sees(COUNTY, (text) => text.replace('peers: county', 'peers: all'))).toBe(false);
  const overAll = `grades:\n  - { id: both, title: { zh: 双星 }, stars: 2, quota: { share: 0.1, within: all } }\n`;
  expect(sees(COUNTY, (text) => `${text.replace(/^grades:\n(?: .*\n)*/mu, '')}${overAll}`)).toBe(false);
});
