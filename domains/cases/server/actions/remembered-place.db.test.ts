// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { instant } from '@beichen/kernel/time.ts';
import { perform } from '@beichen/platform-server/action/perform.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type CountedCity, countedCity, officer, PEOPLE } from '../../testing/counted-city.ts';
import { reportAction } from './report.ts';

const [PERSON = ''] = PEOPLE;

/** Stands for the proof of the caller, which is another test's matter: with it, a command may begin with what is remembered. */
const PROOF = { call: 'hold_tree', values: [] };

let city: CountedCity;
let action: ReturnType<typeof reportAction>;

beforeEach(async () => {
  city = await countedCity(instant('2026-10-12T02:00:00.000Z'));
  action = reportAction(city.deps);
  await report('long');
});
afterEach(() => city.drop());

/** Reports to community 9, in street 4, by the long way or with what is remembered. */
async function report(way: 'long' | 'remembered', path = '1/') {
  const ctx = { db: city.city.app.db, now: city.now, intention: { id: city.newId(), hash: randomBytes(32) } };
  const input = { id: city.newId(), kind: 'event', category: 'day', unit: 9, summary: '路灯不亮', place: '' };
  return await perform(way === 'long' ? ctx : { ...ctx, proof: PROOF }, officer(PERSON, path), { action, input });
}

async function places(): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`SELECT path FROM cases ORDER BY number`.execute(city.city.owner.db);
  return rows.map(({ path }) => path);
}

test('a report to a unit that is remembered is one trip to the database', async () => {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  await report('remembered');
  const { length } = spy.mock.calls;
  spy.mockRestore();
  expect(length).toBe(1);
  expect(await places()).toEqual(['1/2/4/9/', '1/2/4/9/']);
});

test.each([
  ['was closed', sql`UPDATE unit SET closed_on = '2026-10-01' WHERE id = 9`],
  ['was renamed', sql`UPDATE unit SET name = '新名' WHERE id = 9`],
  ['became another kind', sql`UPDATE unit SET kind = 'grid' WHERE id = 9`],
  ['lies elsewhere', sql`UPDATE unit SET path = '1/2/5/9/' WHERE id = 9`],
])('where the unit %s, what is remembered writes nothing', async (_, change) => {
  await change.execute(city.city.owner.db);
  await expect(report('remembered')).rejects.toMatchObject({ code: 'BC002' });
  expect(await places()).toEqual(['1/2/4/9/']);
});

test('whoever does not see the unit writes nothing either', async () => {
  await expect(report('remembered', '1/2/5/')).rejects.toThrow();
  expect(await places()).toEqual(['1/2/4/9/']);
});

test('the long way looks again, and what it saw is remembered from then on', async () => {
  await sql`UPDATE unit SET path = '1/2/5/9/' WHERE id = 9`.execute(city.city.owner.db);
  await report('long');
  await report('remembered');
  expect(await places()).toEqual(['1/2/4/9/', '1/2/5/9/', '1/2/5/9/']);
});
