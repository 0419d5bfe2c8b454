// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { paced } from './pace.ts';

/** An app of one door, whose clock is set by hand. */
function door() {
  const clock = { now: 0 };
  const app = new Hono();
  app.use(paced(undefined, () => clock.now));
  app.post('/', (c) => c.text('taken'));
  app.onError((error, c) => c.text(error instanceof Refusal ? error.row.code : 'broken', 429));
  const knock = async (): Promise<string> => (await app.request('/', { method: 'POST' })).text();
  return { clock, knock };
}

test('of what comes from one network within ten minutes, thirty are taken and the rest is told to wait', async () => {
  const { clock, knock } = door();
  const first = await Promise.all(Array.from({ length: 30 }, knock));
  expect(new Set(first)).toEqual(new Set(['taken']));
  expect(await knock()).toBe('platform.too-many');
  clock.now = 599_999;
  expect(await knock()).toBe('platform.too-many');
  clock.now = 600_000;
  expect(await knock()).toBe('taken');
});
