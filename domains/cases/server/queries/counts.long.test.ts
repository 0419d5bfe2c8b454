// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { toldAndCounted } from '../../testing/told-and-counted.ts';

test('over thirty thousand random actions every figure, list and board is what the raw rows say', async () => {
  expect(await toldAndCounted(24, 700)).toBeGreaterThan(30_000);
});
