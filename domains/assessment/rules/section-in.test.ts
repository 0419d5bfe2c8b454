// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { sectionIn } from './section-in.ts';

const items = (id: string) => [{ id, title: { zh: `“]}"${id}\\`, en: '{[' }, rule: { zh: '"sections":[{"id":"b",' } }];
const SECTIONS = ['a', 'b', 'c'].map((id) => ({ id, title: { zh: id, en: id }, items: items('b'), closers: [[]] }));
const tree = JSON.stringify({ result: { sections: { b: { points: 1 } } }, sections: SECTIONS, vetoes: [{ id: 'd' }] });

test('one section of a tree is what reading the whole of it gives, whatever stands in its texts', () => {
  for (const [at, { id }] of SECTIONS.entries()) expect(sectionIn(tree, id)).toEqual(SECTIONS[at]);
});

test('what is no section of it is not found: the id of a veto, of an item, a tree without any', () => {
  expect(sectionIn(tree, 'd')).toBeUndefined();
  expect(sectionIn(JSON.stringify({ sections: [] }), 'a')).toBeUndefined();
  expect(sectionIn('{}', 'a')).toBeUndefined();
});
