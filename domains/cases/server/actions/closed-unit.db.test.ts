// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { instant } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { perform } from '@beichen/platform-server/action/perform.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CountedCity, countedCity, officer, PEOPLE } from '../../testing/counted-city.ts';
import { dispatchAction } from './dispatch.ts';
import { reportAction } from './report.ts';

const [PERSON = ''] = PEOPLE;

let city: CountedCity;

/** Communities 8 and 9 lie in street 4, 10 in street 5: 8 was closed and its cases went to 9 and to 10; 11 was closed and passed nothing on. */
beforeAll(async () => {
  city = await countedCity(instant('2026-10-12T02:00:00.000Z'));
  const { db } = city.city.owner;
  const change = randomUUID();
  for (const id of [8, 9, 10]) await sql`UPDATE unit SET name = ${`社区${id}`} WHERE id = ${id}`.execute(db);
  await sql`UPDATE unit SET closed_on = '2026-10-01' WHERE id IN (8, 11)`.execute(db);
  await sql`INSERT INTO unit_change (id, kind, unit_id, path, holds_from, basis, input, made_by, made_at, state, place_in_line)
    VALUES (${change}, 'split', 1, '1/', '2026-10-01', '批复', '{}', ${PERSON}, '2026-10-01T00:00:00Z', 'done', 1)`.execute(
    db,
  );
  for (const [n, to] of [10, 9, 9].entries())
    await sql`INSERT INTO unit_step (change, n, unit_id, "to", step) VALUES (${change}, ${n + 1}, 8, ${to}, '{"do": "pass"}')`.execute(
      db,
    );
});
afterAll(() => city.drop());

/** What is said against it, in Chinese: the place, what is wrong, what is to be done. */
async function refusedWith<Input, Loaded, Decision>(
  path: string,
  order: { action: Action<Input, Loaded, Decision>; input: Input },
): Promise<string[] | undefined> {
  const ctx = { db: city.city.app.db, now: city.now, intention: { id: city.newId(), hash: randomBytes(32) } };
  try {
    await perform(ctx, officer(PERSON, path), order);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.detail.faults?.map(({ path: at, what, mend }) => `${at} ${what.zh}；${mend.zh}`) ?? [error.row.code];
  }
}

const report = (unit: number, id = city.newId()) => ({
  action: reportAction(city.deps),
  input: { id, kind: 'event', category: 'day', unit, summary: '路灯不亮', place: '' },
});

test('a report to a closed unit names it, its last day and who has its work now, and leaves nothing', async () => {
  expect(await refusedWith('1/', report(8))).toEqual(['/unit 社区8已于2026-10-01撤销；改报到：社区9、社区10']);
  expect(await refusedWith('1/', report(11))).toEqual(['/unit n已于2026-10-01撤销；改为事发地现在所属的单位']);
  const { rows } = await sql`SELECT FROM cases`.execute(city.city.owner.db);
  expect(rows).toHaveLength(0);
});

test('of the units that have its work now, only those in range are named', async () => {
  // Street 4 has 9, and not 10.
  expect(await refusedWith('1/2/4/', report(8))).toEqual(['/unit 社区8已于2026-10-01撤销；改报到：社区9']);
});

test('a case is not dispatched to a closed unit; to an open one it is', async () => {
  const id = city.newId();
  expect(await refusedWith('1/', report(9, id))).toBeUndefined();
  const dispatch = (handler: number) => ({ action: dispatchAction(city.deps), input: { id, version: 1, handler } });
  expect(await refusedWith('1/', dispatch(8))).toEqual(['/handler 社区8已于2026-10-01撤销；改派到：社区9、社区10']);
  expect(await refusedWith('1/', dispatch(4))).toBeUndefined();
});
