// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CrashingCity, type Killed } from './testing/crashing.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let city: CrashingCity;
beforeAll(async () => {
  city = await CrashingCity.start();
});
afterAll(() => city.end());

/** Nothing acknowledged is lost, nothing is there twice, what was sent again gets the answer that it got, all is counted, the chain is whole. */
const right = {
  lost: 0,
  doubled: 0,
  unknown: 0,
  sameNumber: 0,
  again: [201],
  other: 409,
  astray: [],
  chain: 'whole',
  unforeseen: [],
};

test.each(['server', 'database', 'server', 'database', 'both'] as const satisfies Killed[])(
  'kill -9 under load: %s',
  async (killed) => {
    // The orphan of a killed server is found; a killed database is started again by the server that runs on.
    expect(await city.kill(killed, 25)).toEqual({ killed, takenOver: killed === 'server', ...right });
  },
);

test('asked to stop under load, it ends in good order, its database too', async () => {
  const { code, errors, after } = await city.stopAndStart(25);
  expect(code).toBe(0);
  expect(errors).toEqual([]);
  expect(after).toEqual({ killed: 'server', takenOver: false, ...right });
});
