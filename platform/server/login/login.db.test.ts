// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '@beichen/kernel/errors.ts';
import { instant } from '@beichen/kernel/time.ts';
import { verify } from '@node-rs/argon2';
import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { inTransaction } from '../db/scope.ts';
import { writeTogether } from '../db/write-together.ts';
import { readPack } from '../packs/read-pack.ts';
import { countStatements } from '../testing/count-statements.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { packFolder, type TestClock, testServices } from '../testing/test-services.ts';
import { whereStands } from '../testing/where-stands.ts';
import { openVault } from '../vault/open-vault.ts';
import { hashPassword } from './password.ts';
import { heldUntil, sessionRoutes } from './session-routes.ts';

vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof import('@node-rs/argon2')>();
  return { ...real, verify: vi.fn(real.verify) };
});

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
  await inTransaction(city.worker.db, 'ordinary', (tx) =>
    writeTogether(
      tx,
      vault.keep(tx, person, {
        record: randomUUID(),
        place: { unit: null, line: null },
        values: { name: '何立' },
        now: clock.at,
      }),
    ),
  );
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

/** What a login is answered, wrong password by wrong password: status, words and headers, at the moments at which each is tried. */
async function answersTo(login: string, moments: readonly string[]): Promise<string[]> {
  const { at } = clock;
  const answers: string[] = [];
  for (const moment of moments) {
    clock.at = instant(`2026-09-28T${moment}.000Z`);
    const answer = await signIn(login, 'x');
    answers.push(`${answer.status} ${await answer.text()} ${JSON.stringify([...answer.headers])}`);
  }
  clock.at = at;
  return answers;
}

test('a login that nobody has is answered and held like one that somebody has, however often it is tried', async () => {
  // Five wrong ones hold for a minute; the sixth, after it, for two; what comes while it is held does not count.
  const moments = [
    '14:00:00',
    '14:00:01',
    '14:00:02',
    '14:00:03',
    '14:00:04',
    '14:00:05',
    '14:01:04',
    '14:01:05',
    '14:03:03',
    '14:03:06',
    '14:03:07',
  ];
  const known = await answersTo('heli', moments);
  expect(known.map((answer) => answer.slice(0, 3))).toEqual([
    '401',
    '401',
    '401',
    '401',
    '401',
    '429',
    '401',
    '429',
    '429',
    '401',
    '429',
  ]);
  expect(known[5]).toContain('platform.locked 9月28日22:02起可以再试');
  expect(await answersTo('nobody', moments)).toEqual(known);
  // An account that was closed is one that nobody has.
  await sql`INSERT INTO account (id, person, login, password_hash, closed_at) SELECT gen_random_uuid(), person, 'former', password_hash, ${clock.at} FROM account WHERE login = 'heli'`.execute(
    city.owner.db,
  );
  expect(await answersTo('former', moments)).toEqual(known);
});

test('the hold ends by itself, and the right password ends the count', async () => {
  await sql`UPDATE account SET failures = 5, locked_until = '2026-09-28T14:01:00Z'`.execute(city.owner.db);
  clock.at = instant('2026-09-28T14:00:30.000Z');
  // The clock shows 22:00:30 in Nanyang.
  expect(await (await signIn('heli', '北辰居其所')).text()).toBe('platform.locked 9月28日22:01起可以再试');
  clock.at = instant('2026-09-28T14:01:01.000Z');
  expect((await signIn('heli', '北辰居其所')).status).toBe(201);
  expect(await (await signIn('heli', 'x')).text()).toBe('platform.wrong-login');
});

test('a login that nobody has costs as much to refuse: one check of a password, and as many questions to the database', async () => {
  const statements = countStatements('testcity_app');
  const costOf = async (login: string) => {
    vi.mocked(verify).mockClear();
    statements.taken();
    expect((await signIn(login, 'x')).status).toBe(401);
    // What decides the time is the strength that the stored hash was made with.
    const strengths = vi.mocked(verify).mock.calls.map(([stored]) => String(stored).split('$').slice(1, 4).join(' '));
    return { strengths, statements: statements.taken() };
  };
  const known = await costOf('heli');
  expect(known).toEqual({ strengths: ['argon2id v=19 m=19456,t=2,p=1'], statements: 2 });
  expect(await costOf('nobody at all')).toEqual(known);
  statements.stop();
});

test('of logins that nobody has so many are remembered and no more, and those that are held stay', async () => {
  const name = (text: string) => sql`sha256(convert_to(${text}, 'UTF8'))`;
  const tried = (text: string, until: string | null) =>
    sql`SELECT note_wrong(NULL, ${name(text)}, ${until}::timestamptz, ${clock.at}, gen_random_uuid())`.execute(
      city.app.db,
    );
  await tried('held', '2026-09-28T15:00:00Z');
  await sql`SELECT note_wrong(NULL, sha256(convert_to(n::text, 'UTF8')), NULL, ${clock.at}, gen_random_uuid()) FROM generate_series(1, 26000) AS n`.execute(
    city.app.db,
  );
  const { rows } = await sql<{ all: number; held: number }>`
    SELECT count(*)::integer AS all, count(*) FILTER (WHERE name = ${name('held')})::integer AS held FROM unknown_login`.execute(
    city.owner.db,
  );
  // One call in 250 puts them back to 20,000: 5,000 without one has a chance of e^-20.
  expect(rows[0]?.all).toBeLessThan(25_000);
  expect(rows[0]?.held).toBe(1);
});

test('no login that was tried stands anywhere, and only wrong passwords of accounts are in the audit', async () => {
  const login = '13912345678';
  await signIn(login, 'x');
  expect(await whereStands(city.superuserUrl, login)).toEqual([]);
  // Nor as a hash that whoever tries all phone numbers would find.
  const hash = createHash('sha256').update(login).digest();
  const kept =
    await sql`SELECT name = ${hash} AS plain FROM unknown_login WHERE last_at = ${clock.at} AND failures = 1`.execute(
      city.owner.db,
    );
  expect(kept.rows).toContainEqual({ plain: false });
  expect(kept.rows).not.toContainEqual({ plain: true });
  const { rows } =
    await sql`SELECT DISTINCT actor = 'account:' || a.id AS own FROM audit_entry JOIN account a ON a.login = 'heli' WHERE action = 'login.failed'`.execute(
      city.owner.db,
    );
  expect(rows).toEqual([{ own: true }]);
});

test('reading who one is oneself is no reading of somebody’s data: the audit holds none', async () => {
  const cookie = cookieOf(await signIn('heli', '北辰居其所'));
  const me = await app.request('/api/session', { headers: { Cookie: cookie } });
  expect(await me.json()).toMatchObject({ name: '何立' });
  const { rows } = await sql`SELECT FROM audit_entry WHERE action = 'vault.reveal'`.execute(city.owner.db);
  expect(rows).toHaveLength(0);
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
