// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshId, type LoginCity, loginCity } from '../testing/login-city.ts';

let town: LoginCity;
beforeAll(async () => {
  town = await loginCity();
});
afterAll(() => town?.stop());

type Reviewed = { readonly login: string; readonly reasons: readonly string[] };

async function reviewed(by: string): Promise<Record<string, readonly string[]>> {
  const { body } = await (await town.signedIn(by)).get('/api/accounts/review');
  return Object.fromEntries((body['accounts'] as Reviewed[]).map(({ login, reasons }) => [login, reasons]));
}

const grant = (login: string, post: { unit: number; role: string; permissions: string }) =>
  sql`INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from")
    SELECT ${freshId()}, ${town.ids.get(login)?.person}, id, path, ${post.role}, ${post.permissions}, 'open', '2026-01-01'
    FROM unit WHERE id = ${post.unit}`.execute(town.city.owner.db);

test('names what should be looked at in the range, with its reasons, and nothing else', async () => {
  const { db } = town.city.owner;
  // gone has no post any more; the others are in order: east has just signed in, nobody else was opened longer than 90 days ago.
  expect(await reviewed('east')).toEqual({ gone: ['no-post'] });
  // Used last in the week of Monday 22 June 2026: its Sunday, the 28th, lies 92 days before 28 September.
  await sql`UPDATE account SET last_week = '2026-06-22' WHERE login = 'river'`.execute(db);
  // The week of 29 June ends on 5 July, 85 days before.
  await sql`UPDATE account SET last_week = '2026-06-29' WHERE login = 'both'`.execute(db);
  expect(await reviewed('east')).toEqual({ gone: ['no-post'], river: ['unused'] });
  expect(await reviewed('west')).toEqual({});
});

test('a deputy shares no post, a second holder does; many permissions are broad over a wide range alone', async () => {
  await sql`UPDATE account SET last_week = '2026-09-28'`.execute(town.city.owner.db);
  // both stands in as secretary of community 4, where river is the secretary.
  expect(await reviewed('east')).toEqual({ gone: ['no-post'] });
  await grant('both', { unit: 4, role: 'secretary', permissions: '{org.read}' });
  expect(await reviewed('east')).toEqual({ gone: ['no-post'], both: ['shared'], river: ['shared'] });
  // Eight permissions count as many, over what lies on the second level or above; community 4 lies on the third.
  const eight = '{a,b,c,d,e,f,g,h}';
  await grant('river', { unit: 4, role: 'other', permissions: eight });
  await grant('keeper', { unit: 3, role: 'other', permissions: '{a,b,c,d,e,f,g}' });
  expect((await reviewed('east'))['river']).toEqual(['shared']);
  expect((await reviewed('chief'))['keeper']).toBeUndefined();
  await grant('keeper', { unit: 3, role: 'other', permissions: eight });
  expect((await reviewed('chief'))['keeper']).toEqual(['broad']);
});

test('a session that goes on in a post that ended', async () => {
  const west = await town.signedIn('west');
  expect((await west.get('/api/session')).status).toBe(200);
  await sql`UPDATE access_grant SET "to" = '2026-09-28' WHERE person = ${town.ids.get('west')?.person}`.execute(
    town.city.owner.db,
  );
  expect((await reviewed('chief'))['west']).toEqual(['no-post', 'ended-post']);
});
