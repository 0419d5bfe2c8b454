// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { instant } from '@beichen/kernel/time.ts';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Action } from '../action/action.ts';
import { httpApp } from '../http/app.ts';
import { makeMetrics } from '../http/health.ts';
import { command } from '../http/route.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { testServices } from '../testing/test-services.ts';
import { hashOf } from './identify.ts';

const NOW = instant('2026-09-28T02:00:00.000Z');
const PERSON = '019a0000-0000-7000-8000-000000000001';
const GRANT = randomUUID();
const ACCOUNT = randomUUID();
const TOKEN = 'a token of forty-three characters, or nearly';

let city: TestCity;
let app: Hono;
let clock: { at: typeof NOW };

type Toy = { readonly colour: string };

/** Paints one toy, in the post in which the caller acts. */
const paint: Action<Toy, { readonly by: number | null }, Toy & { readonly by: number | null }> = {
  name: 'toys.paint',
  parties: [],
  async load(tx, _, { grants }) {
    await sql`SELECT 1`.execute(tx);
    return { by: grants[0]?.unit ?? null };
  },
  guard: () => ({ paths: ['1/'], line: null, sensitivity: 'open', roles: [] }),
  decide: (loaded, input) => ({ ...loaded, ...input }),
  write: (_, { colour, by }) => [{ query: sql`INSERT INTO painting VALUES (${colour}, ${by})` }],
  tell: ({ colour }) => ({ status: 201, answer: { colour }, record: PERSON, unit: 1, detail: {}, events: [] }),
};

const route = command({
  path: '/api/toys',
  summary: { zh: '上色', en: 'Paint' },
  door: { permission: 'toys.paint' },
  params: z.object({}),
  input: z.strictObject({ colour: z.string().min(2) }),
  output: z.object({ colour: z.string() }),
  action: paint,
});

const newKey = (): string => uuidv7From(Date.parse(NOW), crypto.getRandomValues(new Uint8Array(16)));
const own = (text: ReturnType<typeof sql>) => text.execute(city.owner.db);

beforeEach(async () => {
  city = await testCity([]);
  clock = { at: NOW };
  await own(sql`INSERT INTO unit (id, code, kind, name_entered, name, level, path, pinyin, initials)
    VALUES (1, 'T', 'city', '市', '市', 1, '1/', 'shi', 's'), (2, 'U', 'city', '市', '市', 1, '2/', 'shi', 's')`);
  await own(sql`CREATE TABLE painting (colour text, by integer)`);
  await own(sql`GRANT INSERT ON painting TO testcity_app`);
  await own(sql`INSERT INTO person VALUES (${PERSON}, ${NOW})`);
  await own(
    sql`INSERT INTO access_grant VALUES (${GRANT}, ${PERSON}, 1, '1/', 'painter', '{toys.paint}', NULL, 'open', '2026-01-01', NULL)`,
  );
  await own(sql`INSERT INTO account (id, person, login, password_hash) VALUES (${ACCOUNT}, ${PERSON}, 'painter', 'x')`);
  await own(sql`INSERT INTO session VALUES (${hashOf(TOKEN)}, ${ACCOUNT}, ${NOW}, '2026-09-28T14:00:00Z')`);
  app = httpApp(testServices(city, clock), { routes: [route], metrics: makeMetrics(undefined) }, () => undefined);
  expect(await paintIn('red')).toBe(201);
});
afterEach(() => city.drop());

async function send(colour: string, key = newKey()): Promise<Response> {
  const headers = { Cookie: `beichen=${TOKEN}`, 'Content-Type': 'application/json', 'Idempotency-Key': key };
  return await app.request('/api/toys', { method: 'POST', body: JSON.stringify({ colour }), headers });
}

async function paintIn(colour: string, key?: string): Promise<number> {
  return (await send(colour, key)).status;
}

const painted = async (): Promise<string[]> =>
  (
    await sql<{ text: string }>`SELECT colour || coalesce(by, 0) AS text FROM painting ORDER BY 1`.execute(
      city.owner.db,
    )
  ).rows.map(({ text }) => text);

test('a caller who is remembered takes a trip less: one to read, one to write', async () => {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  expect(await paintIn('blue')).toBe(201);
  const { length } = spy.mock.calls;
  spy.mockRestore();
  expect(length).toBe(2);
  expect(await painted()).toEqual(['blue1', 'red1']);
});

test.each([
  ['the post ended', sql`UPDATE access_grant SET "to" = '2026-09-28'`, 403],
  ['the post gives less', sql`UPDATE access_grant SET permissions = '{toys.read}'`, 403],
  ['the post lies elsewhere', sql`UPDATE access_grant SET unit_id = 2, path = '2/'`, 403],
  ['the session ended', sql`DELETE FROM session`, 401],
  ['the session ran out', sql`UPDATE session SET ends_at = ${NOW}`, 401],
  ['the session is locked', sql`UPDATE session SET locked_at = ${NOW}`, 401],
  ['a second factor is wanted', sql`UPDATE session SET stage = 'factor'`, 401],
  ['the account is closed', sql`UPDATE account SET closed_at = ${NOW}`, 401],
])('%s: the next command is refused, and nothing is written', async (_, change, status) => {
  await own(change);
  expect(await paintIn('blue')).toBe(status);
  expect(await painted()).toEqual(['red1']);
});

test('whoever chose another post acts in that one', async () => {
  const other = randomUUID();
  await own(
    sql`INSERT INTO access_grant VALUES (${other}, ${PERSON}, 1, '1/', 'a-painter', '{toys.paint}', NULL, 'open', '2026-01-01', NULL)`,
  );
  expect(await paintIn('blue')).toBe(403);
  await own(sql`UPDATE access_grant SET unit_id = 2 WHERE id = ${other}`);
  await own(sql`UPDATE session SET post = ${GRANT}`);
  expect(await paintIn('blue')).toBe(201);
  await own(sql`UPDATE session SET post = ${other}`);
  expect(await paintIn('green')).toBe(201);
  expect(await painted()).toEqual(['blue1', 'green2', 'red1']);
});

test('a command that was carried out is not carried out again, also where another content comes under its key', async () => {
  const key = newKey();
  expect(await paintIn('blue', key)).toBe(201);
  const again = await send('blue', key);
  expect([again.status, await again.json()]).toEqual([201, { colour: 'blue' }]);
  expect(await paintIn('pink', key)).toBe(409);
  expect(await painted()).toEqual(['blue1', 'red1']);
});

test('a command that is refused says why', async () => {
  const answer = await send('x');
  expect([answer.status, await answer.json()]).toMatchObject([400, { faults: [{ path: 'body/colour' }] }]);
});

test('a session that is in use is noted every five minutes, remembered or not', async () => {
  const seen = async () =>
    (await sql<{ at: string }>`SELECT seen_at AS at FROM session`.execute(city.owner.db)).rows[0]?.at;
  expect(await seen()).toBe(NOW);
  clock.at = instant('2026-09-28T02:04:00.000Z');
  expect(await paintIn('blue')).toBe(201);
  expect(await seen()).toBe(NOW);
  clock.at = instant('2026-09-28T02:05:01.000Z');
  expect(await paintIn('green')).toBe(201);
  expect(await seen()).toBe(clock.at);
});
