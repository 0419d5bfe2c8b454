// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { instant } from '@beichen/kernel/time.ts';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { Action } from '../action/action.ts';
import { hashOf } from '../login/identify.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { testServices } from '../testing/test-services.ts';
import { httpApp } from './app.ts';
import { healthRoutes, makeMetrics } from './health.ts';
import { command, query, type Route } from './route.ts';

const NOW = instant('2026-09-28T02:00:00.000Z');
const PERSON = '019a0000-0000-7000-8000-000000000001';
const TOKEN = 'a token of forty-three characters, or nearly';
const METRICS_TOKEN = 'sixteen characters and more';

let city: TestCity;
let app: Hono;
const logged: unknown[] = [];

type Painting = { readonly colour: string; readonly coats: number };

/** An action that writes next to nothing of its own: what the platform adds is looked at. */
const paint: Action<Painting, Painting, Painting> = {
  name: 'toys.paint',
  parties: [],
  load: async (_tx, input) => input,
  guard: () => ({ paths: ['1/'], line: null, sensitivity: 'open', roles: [] }),
  decide: (loaded) => loaded,
  write: () => [{ query: sql`INSERT INTO painting VALUES (${PERSON})` }],
  tell: ({ colour }) => ({ status: 201, answer: { colour }, record: PERSON, unit: 1, detail: { colour }, events: [] }),
};

const routes: readonly Route[] = [
  query({
    path: '/api/toys/{id}',
    summary: { zh: '一件', en: 'A toy' },
    door: { permission: 'toys.read' },
    params: z.object({ id: z.coerce.number().int() }),
    query: z.strictObject({ limit: z.coerce.number().int().max(10).default(5) }),
    output: z.object({ id: z.int(), limit: z.int() }),
    run: async (_ctx, { params, query: { limit } }) => ({ id: params.id, limit }),
  }),
  query({
    path: '/api/broken',
    summary: { zh: '坏的', en: 'Broken' },
    door: 'public',
    params: z.object({}),
    query: z.object({}),
    output: z.object({}),
    run: async () => {
      throw new Error('a secret: 13812345678');
    },
  }),
  command({
    path: '/api/toys',
    summary: { zh: '上色', en: 'Paint' },
    door: { permission: 'toys.paint' },
    params: z.object({}),
    input: z.strictObject({ colour: z.string().min(2), coats: z.int().min(1) }),
    output: z.object({ colour: z.string() }),
    action: paint,
  }),
];

beforeAll(async () => {
  city = await testCity([]);
  const { db } = city.owner;
  await sql`INSERT INTO unit (id, code, kind, name_entered, name, level, path, pinyin, initials)
    VALUES (1, 'T', 'city', '市', '市', 1, '1/', 'shi', 's')`.execute(db);
  await sql`CREATE TABLE painting (id uuid PRIMARY KEY)`.execute(db);
  await sql`GRANT INSERT ON painting TO testcity_app`.execute(db);
  await sql`INSERT INTO person VALUES (${PERSON}, ${NOW})`.execute(db);
  await sql`INSERT INTO access_grant VALUES (${randomUUID()}, ${PERSON}, 1, '1/', 'painter', '{toys.read,toys.paint}', NULL, 'open', '2026-01-01', NULL)`.execute(
    db,
  );
  const account = randomUUID();
  await sql`INSERT INTO account (id, person, login, password_hash) VALUES (${account}, ${PERSON}, 'painter', 'x')`.execute(
    db,
  );
  await sql`INSERT INTO session VALUES (${hashOf(TOKEN)}, ${account}, ${NOW}, '2026-09-28T14:00:00Z')`.execute(db);
  const services = testServices(city, { at: NOW });
  Object.assign(services.log, { error: (...line: unknown[]) => logged.push(line) });
  const metrics = makeMetrics(undefined);
  app = httpApp(services, { routes, metrics }, (http) =>
    healthRoutes(http, { db: city.app.db, metrics, token: METRICS_TOKEN, stopping: () => false }),
  );
});
afterAll(() => city.drop());

const signedIn = { Cookie: `beichen=${TOKEN}` };

async function post(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const key = uuidv7From(Date.parse(NOW), crypto.getRandomValues(new Uint8Array(16)));
  return await app.request('/api/toys', {
    method: 'POST',
    body,
    headers: { ...signedIn, 'Content-Type': 'application/json', 'Idempotency-Key': key, ...headers },
  });
}

test('all faults of an input come at once, each with its place, in both languages; nothing is written', async () => {
  const answer = await post('{"colour":"r","coats":0,"size":3}');
  expect(answer.status).toBe(400);
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json; charset=utf-8');
  const problem = (await answer.json()) as {
    code: string;
    faults: { path: string; what: { zh: string; en: string } }[];
  };
  expect(problem.code).toBe('platform.bad-input');
  expect(problem.faults.map(({ path }) => path)).toEqual(['body/colour', 'body/coats', 'body']);
  for (const { what } of problem.faults) expect(what.zh).not.toBe(what.en);
  const { rows } = await sql`SELECT FROM painting`.execute(city.owner.db);
  expect(rows).toHaveLength(0);
});

test('what is no JSON, and what is too large, is refused in words', async () => {
  expect(await (await post('{')).json()).toMatchObject({ code: 'platform.not-json', status: 400 });
  expect(await (await post(`"${'x'.repeat(1 << 20)}"`)).json()).toMatchObject({
    code: 'platform.too-large',
    status: 413,
  });
});

test('a command without the id of its intention is not carried out', async () => {
  expect(await (await post('{"colour":"red","coats":1}', { 'Idempotency-Key': '7' })).json()).toMatchObject({
    code: 'platform.no-key',
  });
});

test('a form of another site cannot send a command in the name of whoever is signed in', async () => {
  const headers = { 'Content-Type': 'text/plain', Origin: 'https://elsewhere.example' };
  const answer = await post('{"colour":"red","coats":1}', headers);
  expect(await answer.json()).toMatchObject({ code: 'platform.other-site', status: 403 });
});

test('an action is carried out once, with its audit row', async () => {
  const key = { 'Idempotency-Key': '019a0000-0000-7000-8000-00000000000a' };
  const first = await post('{"colour":"red","coats":1}', key);
  expect([first.status, await first.json()]).toEqual([201, { colour: 'red' }]);
  const again = await post('{"colour":"red","coats":1}', key);
  expect([again.status, await again.json()]).toEqual([201, { colour: 'red' }]);
  const other = await post('{"colour":"blue","coats":1}', key);
  expect(await other.json()).toMatchObject({ code: 'platform.used-key', status: 409 });
  const { rows } = await sql`SELECT actor, action, detail FROM audit_entry`.execute(city.owner.db);
  expect(rows).toEqual([{ actor: `person:${PERSON}`, action: 'toys.paint', detail: { colour: 'red' } }]);
});

test('nobody, and a worn-out session, are asked to sign in', async () => {
  const answer = await app.request('/api/toys/1', { headers: { 'Accept-Language': 'en' } });
  expect(await answer.json()).toMatchObject({ status: 401, title: 'Please sign in' });
  const stale = await app.request('/api/toys/1', { headers: { Cookie: 'beichen=nothing' } });
  expect(stale.status).toBe(401);
});

test('a query takes its defaults, and tells of a strange parameter', async () => {
  const answer = await app.request('/api/toys/7', { headers: signedIn });
  expect(await answer.json()).toEqual({ id: 7, limit: 5 });
  const strange = await app.request('/api/toys/x?limit=11&colour=red', { headers: signedIn });
  const { faults } = (await strange.json()) as { faults: { path: string }[] };
  expect(faults.map(({ path }) => path)).toEqual(['path/id', 'query/limit', 'query']);
});

test('an unforeseen error tells the reader a number and nothing else; the log has the number too', async () => {
  const answer = await app.request('/api/broken');
  const text = await answer.text();
  expect(answer.status).toBe(500);
  expect(text).not.toContain('secret');
  const { request } = JSON.parse(text) as { request: string };
  expect(answer.headers.get('X-Request-Id')).toBe(request);
  expect(JSON.stringify(logged)).toContain(request);
});

test('an unknown address under /api is a problem, not a page; answers are not kept by caches', async () => {
  const answer = await app.request('/api/nothing');
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
  expect(await answer.json()).toMatchObject({ code: 'platform.not-found' });
});

test('metrics are for whoever shows the token, and count by the row, never by the address', async () => {
  expect((await app.request('/metrics')).status).toBe(404);
  expect((await app.request('/metrics', { headers: { Authorization: 'Bearer wrong' } })).status).toBe(404);
  await app.request('/api/toys/4711', { headers: signedIn });
  const text = await (await app.request('/metrics', { headers: { Authorization: `Bearer ${METRICS_TOKEN}` } })).text();
  expect(text).toContain('route="/api/toys/:id"');
  expect(text).not.toContain('4711');
});

test('alive is not ready: without its database a server says so', async () => {
  expect((await app.request('/readyz')).status).toBe(200);
  await city.app.close();
  expect((await app.request('/healthz')).status).toBe(200);
  expect((await app.request('/readyz')).status).toBe(503);
  const answer = await app.request('/api/toys/1', { headers: signedIn });
  expect(await answer.json()).toMatchObject({ code: 'platform.unavailable', status: 503 });
});
