// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantApple } from '../../testing/apples.ts';
import { type AssessedCity, actorAt } from '../../testing/city.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

let city: AssessedCity;
let organiser: Actor;
/** Reads results of the north, and apples of one of its communities. */
let gardener: Actor;
let stranger: Actor;

beforeAll(async () => {
  city = await orchardCity();
  await countApples(city);
  const { db } = city.city.owner;
  organiser = await actorAt(db, ['o'], ['assessment.read', 'assessment.freeze', 'apples.read']);
  const [north, bed] = [await actorAt(db, ['n'], ['assessment.read']), await actorAt(db, ['n1'], ['apples.read'])];
  gardener = { ...north, grants: [...grantsOf(north), ...grantsOf(bed)] } as Actor;
  stranger = await actorAt(db, ['s'], ['assessment.read', 'apples.read']);
});
afterAll(() => city.drop());

const grantsOf = (actor: Actor) => (actor.kind === 'person' ? actor.grants : []);

async function behind(actor: Actor, unit: string, query: object): Promise<Record<string, unknown>> {
  const id = await unitIdOf(city.city.owner.db, unit);
  const asked = { params: { id }, query: { period: '2026-q3', measure: 'apples.picked_in_time', ...query } };
  return (await city.ask(actor, '/api/assessment/units/{id}/records', asked)) as Record<string, unknown>;
}

const refusal = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.row.code : String(error)),
  );

test('a live figure lists its records, each with whether it counts', async () => {
  expect(await behind(organiser, 'n2', {})).toMatchObject({
    evaluation: { state: 'live' },
    num: 1,
    den: 2,
    source: 'records',
    declared: null,
    total: 2,
    hidden: 0,
    rows: [
      { label: '21', counts: true },
      { label: '22', counts: false },
    ],
  });
  expect(await behind(organiser, 'n3', {})).toMatchObject({ num: 0, den: 0, source: 'records', total: 0, rows: [] });
});

test('a declared fact says when it was declared, and that the pack brought it; what was not declared is nothing', async () => {
  const waterings = { measure: 'care.waterings' };
  const at = expect.stringMatching(/^2026-/);
  const declared = { at, by: null };
  expect(await behind(organiser, 'n2', waterings)).toMatchObject({ num: 4.5, den: null, source: 'declared', declared });
  expect(await behind(organiser, 'n3', waterings)).toMatchObject({
    num: null,
    source: 'none',
    declared: null,
    total: 0,
  });
});

test('records are seen in the range of their own domain; the others are counted, not shown', async () => {
  expect(await behind(gardener, 'n1', {})).toMatchObject({ num: 3, den: 4, total: 4, hidden: 0 });
  // The result of n2 is the gardener's to read, its apples are not.
  expect(await behind(gardener, 'n2', {})).toMatchObject({ num: 1, den: 2, total: 2, hidden: 2, rows: [] });
});

test('a result that is not to be seen has nothing behind it, nor has a measure that the method does not look at', async () => {
  expect(await refusal(behind(stranger, 'n1', {}))).toBe('platform.not-found');
  expect(await refusal(behind(organiser, 'n1', { measure: 'apples.eaten' }))).toBe('platform.not-found');
});

test('a record that came between the reading and the result is in the figure and in the list', async () => {
  const ripe = '2026-08-03T04:00:00Z';
  await plantApple(city.city.owner.db, { n: '23', unit: 'n2', ripe, picked: ripe, recorded: '2026-08-03T05:00:00Z' });
  expect(await behind(organiser, 'n2', {})).toMatchObject({ num: 2, den: 3, total: 3, hidden: 0 });
});

test('of a frozen figure the list stays, records that are gone among it', async () => {
  await city.order(organiser, '/api/assessment/freeze', { period: '2026-q3', method: 'orchard-stars' });
  await city.pump();
  await city.work();
  await sql`DELETE FROM apple WHERE id::text LIKE '%22'`.execute(city.city.owner.db);
  const frozen = await behind(organiser, 'n2', {});
  expect(frozen).toMatchObject({ evaluation: { state: 'final' }, num: 2, den: 3, total: 3, hidden: 1 });
  expect(frozen['rows']).toMatchObject([{ label: '21' }, { label: '23' }]);
  expect(await behind(gardener, 'n2', {})).toMatchObject({ num: 2, den: 3, total: 3, hidden: 3, rows: [] });
});
