// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AfterKill, CrashingCity, type Killed } from './testing/crashing.ts';

const KILLS = 100;
const KINDS: readonly Killed[] = ['server', 'database', 'server', 'database', 'both'];

let city: CrashingCity;
beforeAll(async () => {
  city = await CrashingCity.start();
}, 300_000);
afterAll(() => city.end(), 120_000);

test('a hundred kill -9 under load lose nothing and double nothing', async () => {
  const wrong: AfterKill[] = [];
  for (let n = 0; n < KILLS; n++) {
    const killed = KINDS[n % KINDS.length] ?? 'both';
    const after = await city.kill(killed, 20);
    const { lost, doubled, unknown, sameNumber, again, other, astray, chain, unforeseen, takenOver } = after;
    const troubles = lost + doubled + unknown + sameNumber + astray.length + unforeseen.length;
    const isRight = troubles === 0 && again.join() === '201' && other === 409 && chain === 'whole';
    if (!isRight || takenOver !== (killed === 'server')) wrong.push(after);
  }
  expect(wrong).toEqual([]);
});
