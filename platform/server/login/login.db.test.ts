// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@beichen/kernel/errors.ts';
import { instant } from '@beichen/kernel/time.ts';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPack } from '../packs/read-pack.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { packFolder, type TestClock, testServices } from '../testing/test-services.ts';
import { openVault } from '../vault/open-vault.ts';
import { hashPassword } from './password.ts';
import { heldUntil, sessionRoutes } from './session-routes.ts';

let city: TestCity;
let folder: string;
let app: Hono;
const clock: TestClock = { at: instant('2026-09-28T02:00:00.000Z') };

beforeAll(async () => {
  city = await testCity([]);
  folder = await mkdtemp(join(tmpdir(), 'beichen-login-'));
  const person = randomUUID();
  await sql`INSERT INTO person VALUES (${person}, ${clock.at})`.execute(city.owner.db);
  await sql`INSERT INTO account (id, person, login, password_hash) VALUES (${randomUUID()}, ${person}, 'heli', ${await hashPassword('北辰居其所')})`.execute(
    city.owner.db,
  );
  const vault = await openVault({ keyFile: join(folder, 'keys'), create: true });
  const services = testServices(city, clock, { vault });
  app = new Hono();
  sessionRoutes(services, { pack: await readPack(packFolder('nanyang')), roles: [] })(app);
  app.onError((error, c) =>
    c.text(
      error instanceof Refusal
        ? [error.row.code, ...(error.detail.faults ?? []).map(({ what }) => what.zh)].join(' ')
        : String(error),
      error instanceof Refusal ? (error.row.status as 401) : 500,
    ),
  );
});
afterAll(async () => {
  await city.drop();
  await rm(folder, { recursive: true });
});

async function signIn(login: string, password: string): Promise<Response> {
  return await app.request('/api/session', { method: 'POST', body: JSON.stringify({ login, password }) });
}

function cookieOf(answer: Response): string {
  return answer.headers.get('Set-Cookie')?.split(';')[0] ?? '';
}

test('the right password signs in, and the session tells who it is', async () => {
  const answer = await signIn('heli', '北辰居其所');
  expect(answer.status).toBe(201);
  expect(answer.headers.get('Set-Cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  const me = await app.request('/api/session', { headers: { Cookie: cookieOf(answer) } });
  expect(await me.json()).toMatchObject({ permissions: [], posts: [], city: { title: { zh: '南阳市' } } });
});

test('a cookie is worth nothing after signing out, or after twelve hours', async () => {
  const first = cookieOf(await signIn('heli', '北辰居其所'));
  await app.request('/api/session', { method: 'DELETE', headers: { Cookie: first } });
  expect((await app.request('/api/session', { headers: { Cookie: first } })).status).toBe(401);
  const second = cookieOf(await signIn('heli', '北辰居其所'));
  clock.at = instant('2026-09-28T14:00:00.000Z');
  expect((await app.request('/api/session', { headers: { Cookie: second } })).status).toBe(401);
});

test('wrong passwords and unknown logins get the same answer; the fifth in a row holds the account for a minute, and says until when', async () => {
  expect(await (await signIn('nobody', 'x')).text()).toBe('platform.wrong-login');
  for (let n = 1; n <= 5; n++) expect(await (await signIn('heli', 'x')).text()).toBe('platform.wrong-login');
  expect(await (await signIn('heli', '北辰居其所')).text()).toBe(
    // The clock shows 22:00 in Nanyang; the hold of a minute ends at 22:01.
    'platform.locked 9月28日22:01起可以再试',
  );
  clock.at = instant('2026-09-28T14:01:01.000Z');
  expect((await signIn('heli', '北辰居其所')).status).toBe(201);
});

test('each further wrong password doubles the hold, up to a day', () => {
  const now = instant('2026-09-28T00:00:00.000Z');
  expect(heldUntil(4, now)).toBeUndefined();
  expect(heldUntil(5, now)).toBe('2026-09-28T00:01:00.000Z');
  expect(heldUntil(7, now)).toBe('2026-09-28T00:04:00.000Z');
  expect(heldUntil(40, now)).toBe('2026-09-29T00:00:00.000Z');
});

test('the app role can list neither accounts nor sessions', async () => {
  await expect(sql`SELECT * FROM account`.execute(city.app.db)).rejects.toThrow('permission denied');
  await expect(sql`SELECT * FROM session`.execute(city.app.db)).rejects.toThrow('permission denied');
});
