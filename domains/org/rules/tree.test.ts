// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { UnitRow } from '../model/pack.ts';
import { foldZones, planTree } from './tree.ts';

const about = { kinds: new Set(['city', 'county', 'street']), classes: [], readings: [] };

/** `code kind parent`, one a line; the line of the file is that of the text. */
function rowsOf(text: string): UnitRow[] {
  return text
    .trim()
    .split('\n')
    .map((line, at) => {
      const [code = '', kind = '', parent = ''] = line.trim().split(' ');
      return { file: 'units.csv', line: at + 2, code, name: `n${code}`, kind, parent, class: '', zone: '' };
    });
}

const faultsOf = (text: string): string[] =>
  planTree(rowsOf(text), about).faults.map(({ line, what }) => `${line} ${what.en}`);

describe('a tree', () => {
  test('has parents before children, wherever they stand in the file', () => {
    const { units, faults } = planTree(rowsOf('3 street 2\n2 county 1\n1 city'), about);
    expect(faults).toEqual([]);
    expect(units.map(({ code, parent }) => [code, parent])).toEqual([
      ['1', null],
      ['2', '1'],
      ['3', '2'],
    ]);
  });

  test('tells all its faults at once, each with its line', () => {
    expect(faultsOf('1 city\n2 county 9\n2 street 1\n4 castle 1\n5 city')).toEqual([
      '3 the parent 9 is not there',
      '4 code 2 stands at units.csv:3 too',
      '5 there is no kind "castle"',
      '6 the root is 1 already',
    ]);
  });

  test('is no circle', () => {
    expect(faultsOf('1 city\n2 county 3\n3 county 2')).toEqual([
      '3 its chain of parents is a circle',
      '4 its chain of parents is a circle',
    ]);
  });

  test('says it where a class or a reading is of no unit', () => {
    const classes = [{ file: 'classes.csv', line: 2, code: '7', value: 'x' }];
    const { faults } = planTree(rowsOf('1 city'), { ...about, classes });
    expect(faults).toMatchObject([{ file: 'classes.csv', line: 2, what: { en: 'there is no unit 7' } }]);
  });
});

describe('a zone', () => {
  const rows = rowsOf('z zone 1\ns street z\nt street z\nc community s');
  const zones = { kind: 'zone', file: 'governed-by.csv' };

  test('is no node: its streets lie below who governs them, and all below carries its code', () => {
    const governedBy = ['s', 't'].map((code, at) => ({ file: 'governed-by.csv', line: at + 2, code, value: '2' }));
    const folded = foldZones(rows, { ...zones, governedBy });
    expect(folded.faults).toEqual([]);
    expect(folded.rows.map(({ code, parent, zone }) => [code, parent, zone])).toEqual([
      ['s', '2', 'z'],
      ['t', '2', 'z'],
      ['c', 's', 'z'],
    ]);
  });

  test('with a street that nobody governs, or a governor of nothing, is a fault', () => {
    const governedBy = ['s', 'q'].map((code, at) => ({ file: 'governed-by.csv', line: at + 2, code, value: '2' }));
    expect(foldZones(rows, { ...zones, governedBy }).faults).toMatchObject([
      { file: 'units.csv', line: 4, what: { en: 't is governed by nobody' } },
      { file: 'governed-by.csv', line: 3, what: { en: 'there is no unit q' } },
    ]);
  });
});

test('a kind may be narrowed to a list: the others stay in the tree as another kind', () => {
  const classes = [{ file: 'list.csv', line: 2, code: 'B', value: '街道社区' }];
  const unlisted = { of: 'community', become: 'other-community' };
  const rows = rowsOf('A city\nB community A\nC community A');
  const { units } = planTree(rows, { kinds: new Set(['city', 'community']), classes, readings: [], unlisted });
  expect(units.map(({ code, kind }) => [code, kind])).toEqual([
    ['A', 'city'],
    ['B', 'community'],
    ['C', 'other-community'],
  ]);
});
