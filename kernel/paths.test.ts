// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childPath, idsOf, isOrgPath, isWithin, outermost, rangeOf } from './paths.ts';

const path = fc
  .array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 5 })
  .map((ids) => ids.map((id) => `${id}/`).join(''));

test('3 does not match 30', () => {
  expect(isWithin('1/30/', '1/3/')).toBe(false);
  expect(isWithin('1/3/7/', '1/3/')).toBe(true);
  expect(isOrgPath('1/3')).toBe(false);
  expect(isOrgPath('')).toBe(false);
});

test('a subtree is exactly its range of texts', () => {
  fc.assert(
    fc.property(path, path, (one, root) => {
      const { low, high } = rangeOf(root);
      expect(one >= low && one < high).toBe(isWithin(one, root));
    }),
  );
});

test('ids come back from the path that they made', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 6 }), (ids) => {
      const made = ids.reduce((parent, id) => childPath(parent, id), '');
      expect(idsOf(made)).toEqual(ids);
    }),
  );
});

test('the outermost subtrees cover the same nodes, and none lies in another', () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 8 }), path, (roots, node) => {
      const kept = outermost(roots);
      expect(kept.some((root) => isWithin(node, root))).toBe(roots.some((root) => isWithin(node, root)));
      for (const root of kept) expect(kept.filter((other) => isWithin(root, other))).toEqual([root]);
    }),
  );
});
