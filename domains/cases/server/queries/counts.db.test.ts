// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { toldAndCounted } from '../../testing/told-and-counted.ts';

// The oldest version needs no more than to show that it counts the same.
const [STORIES, TURNS, ACTIONS] = process.env['BEICHEN_TEST_POSTGRES'] === '15' ? [1, 210, 300] : [2, 550, 2_000];

test('after random actions every figure, list and board is what the raw rows say', async () => {
  expect(await toldAndCounted(STORIES, TURNS)).toBeGreaterThan(ACTIONS);
}, 600_000);
