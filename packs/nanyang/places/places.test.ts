// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseTable, type Row, tableText } from '../../table.ts';
import { selectCommunities } from './select-communities.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');
const places = parseTable(read('places.csv'));
const zones = parseTable(read('zones.csv'));
const count = (rows: readonly Row[], kind: string, prefix = ''): number =>
  rows.filter((row) => row['kind'] === kind && row['code']?.startsWith(prefix)).length;

// county, streets, towns, townships, other, communities, villages
const COUNTIES: [string, number, number, number, number, number, number][] = [
  ['411302', 6, 6, 3, 0, 64, 181],
  ['411303', 7, 9, 2, 1, 72, 222],
  ['411321', 0, 8, 8, 5, 22, 326],
  ['411322', 4, 14, 1, 1, 17, 553],
  ['411323', 3, 15, 1, 0, 12, 283],
  ['411324', 3, 15, 4, 0, 24, 408],
  ['411325', 0, 12, 4, 0, 7, 288],
  ['411326', 2, 11, 4, 0, 54, 433],
  ['411327', 2, 13, 1, 0, 30, 245],
  ['411328', 5, 14, 5, 0, 29, 508],
  ['411329', 2, 8, 5, 0, 16, 256],
  ['411330', 0, 13, 3, 0, 18, 208],
  ['411381', 3, 21, 3, 2, 103, 529],
];
const KINDS = ['street', 'town', 'township', 'other', 'community', 'village'];

describe('the tree of the 13 county-level units', () => {
  test.each(COUNTIES)('county %s has the counts of the source', (county, ...counts) => {
    expect(KINDS.map((kind) => count(places, kind, county))).toEqual(counts);
  });

  test('whole: 13 counties, 249 street-level units, 468 communities, 4,440 villages', () => {
    expect(count(places, 'county')).toBe(13);
    expect(KINDS.slice(0, 4).map((kind) => count(places, kind))).toEqual([37, 159, 44, 9]);
    expect([count(places, 'community'), count(places, 'village')]).toEqual([468, 4440]);
    expect(places.length).toBe(1 + 13 + 249 + 4908);
  });

  test('the two zones stand apart: 7 street-level units, 83 communities, 3 villages', () => {
    expect(count(zones, 'zone')).toBe(2);
    expect(KINDS.map((kind) => count(zones, kind))).toEqual([5, 0, 1, 1, 83, 3]);
    expect(places.some((row) => row['code']?.startsWith('41137'))).toBe(false);
  });

  test('every parent exists and no code is there twice', () => {
    const all = [...places, ...zones];
    const codes = new Set(all.map((row) => row['code']));
    expect(codes.size).toBe(all.length);
    expect(all.filter((row) => row['parent'] !== '' && !codes.has(row['parent']))).toEqual([]);
  });

  test('slips of the source are kept as found and listed', () => {
    const names = new Map(places.map((row) => [row['code'], row['name']]));
    for (const row of parseTable(read('typos.csv'))) expect(names.get(row['code'])).toBe(row['name']);
    const odd = places.filter(
      (row) =>
        (row['kind'] === 'community' || row['kind'] === 'village') &&
        !/(村民委员会|居民委员会|居委会|村委会|社区)$/.test(row['name'] ?? ''),
    );
    expect(odd.map((row) => row['code']).sort()).toEqual(
      parseTable(read('typos.csv'))
        .map((row) => row['code'])
        .sort(),
    );
  });
});

describe('the 423 urban communities', () => {
  const selected = selectCommunities();

  test('the rule gives 423, with the zones under the county that governs them', () => {
    expect(selected.length).toBe(423);
    const by = (column: string, value: string): number => selected.filter((row) => row[column] === value).length;
    expect([by('county', '411302'), by('county', '411303'), by('county', '411381')]).toEqual([129, 80, 53]);
    expect([by('zone', '411371'), by('zone', '411372')]).toEqual([12, 69]);
    expect(new Set(selected.map((row) => row['county'])).size).toBe(13);
  });

  test('the committed list is what the rule gives', () => {
    expect(read('communities.csv')).toBe(tableText(['code', 'name', 'street', 'county', 'zone', 'class'], selected));
  });

  test('factories, virtual communities and other towns are left out', () => {
    const codes = new Set(selected.map((row) => row['code']));
    for (const code of ['411321400498', '411371061400', '411371401003', '411326110001', '411302102001']) {
      expect(codes.has(code)).toBe(false);
    }
  });
});
