// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { readSpan, spanText } from './due-span.ts';

const day = civilDate('2026-09-30');

test.each([
  ['2026-09-30', { from: day, until: day }],
  ['..2026-09-30', { until: day }],
  ['2026-09-30..', { from: day }],
])('%s is read and written back', (text, span) => {
  expect(readSpan(text)).toEqual(span);
  expect(spanText(span)).toBe(text);
});

test.each(['', '..', '2026-13-01', '2026-09-30..2026-10-01', '2026-09-30..x..', 20260930, undefined])(
  '%s means nothing',
  (text) => {
    expect(readSpan(text)).toBeUndefined();
  },
);
