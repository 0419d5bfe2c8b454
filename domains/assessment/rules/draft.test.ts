// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDraft, titleIn } from './draft.ts';

const KNOWN = new Set(['apples.picked_in_time', 'care.waterings']);
const orchard = await readFile(join(import.meta.dirname, '../testing/orchard/methods/orchard-stars.yaml'), 'utf8');

test('a text without fault gives its method; what an office would ask about it is no fault', () => {
  const { parsed, faults } = checkDraft(orchard, KNOWN);
  expect(faults).toEqual([]);
  expect(parsed?.method.edition).toBe('2026');
});

test('every fault is told at once, at its line and column, in Chinese: a measure outside the catalogue and a score out of reach', () => {
  const text = orchard.replace('care.waterings', 'care.checkins').replace('win: 6', 'win: 60');
  const { parsed, faults } = checkDraft(text, KNOWN);
  expect(parsed).toBeUndefined();
  // `    win: 60` is the 13th line of the file, `        measure: care.checkins` the 30th.
  expect(faults.map(({ line, column }) => [line, column])).toEqual([
    [13, 10],
    [30, 18],
  ]);
  for (const { what, mend } of faults) for (const said of [what.zh, mend.zh]) expect(said).toMatch(/[一-鿿]/u);
});

test('a title is found in a text that cannot be read', () => {
  expect(titleIn('title: { zh: 果园之星, en: Stars }\nsections: [')).toEqual({ zh: '果园之星', en: 'Stars' });
  expect(titleIn('title: { zh: 果园之星 }')).toEqual({ zh: '果园之星', en: '果园之星' });
  expect(titleIn('sections: []')).toBeNull();
});
