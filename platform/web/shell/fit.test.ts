// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countThatFit } from './fit.ts';

const eleven = Array.from({ length: 11 }, () => 50);

test('all where there is room for all, with no button beside them', () => {
  // 11 × 50 + 10 × 2 = 570
  expect(countThatFit(eleven, 570, { gap: 2, more: 60 })).toBe(11);
});

test('one pixel less, and the button takes its room', () => {
  // 60 + 9 × 52 = 528; a tenth would need 580
  expect(countThatFit(eleven, 569, { gap: 2, more: 60 })).toBe(9);
});

test('none where even the first does not fit', () => {
  expect(countThatFit(eleven, 100, { gap: 2, more: 60 })).toBe(0);
});
