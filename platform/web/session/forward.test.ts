// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { forwardFrom } from './forward.ts';

const ZONE = 'Asia/Shanghai';

test('in the afternoon of 30 September the next morning is in October', () => {
  // 17:30 in Nanyang is 09:30 by UTC; 08:00 of 1 October is 00:00 by UTC, midnight between them 16:00 of 30 September.
  expect(forwardFrom(instant('2026-09-30T09:30:00.000Z'), ZONE)).toEqual({
    morning: '2026-10-01T00:00:00.000Z',
    midnight: '2026-09-30T16:00:00.000Z',
    day: '2026-10-01T09:30:00.000Z',
  });
});

test('after midnight the next morning is that of the same day; at eight sharp it is tomorrow', () => {
  // 01:10 in Nanyang on 1 October is 17:10 by UTC on 30 September.
  expect(forwardFrom(instant('2026-09-30T17:10:00.000Z'), ZONE).morning).toBe('2026-10-01T00:00:00.000Z');
  expect(forwardFrom(instant('2026-10-01T00:00:00.000Z'), ZONE).morning).toBe('2026-10-02T00:00:00.000Z');
});
