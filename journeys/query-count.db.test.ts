// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { countStatements } from '@beichen/platform-server/testing/count-statements.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningCity, startCity } from './testing/running-city.ts';

const ROLES = [
  'city-organiser',
  'county-organiser',
  'street-organiser',
  'community-secretary',
  'grid-worker',
  'unit-handler',
  'auditor',
  'administrator',
] as const;

/** What a role may ask about: the unit of its post, and a case of a resident in the community of the demo's grid worker. */
type Own = { readonly unit: number; readonly case: string };

/** A route's addresses, with few rows and with many, and how many statements each takes: login, BEGIN, COMMIT and its own questions. */
type Bound = { readonly statements: number; at(own: Own): readonly string[] };

const QUARTER = 'period=2026-q3&method=community-stars';

/** A row for every GET of the route table. A page asks its questions; neither a row nor a role adds one. */
const BOUNDS: Readonly<Record<string, Bound>> = {
  '/api/org/units/{id}': { statements: 6, at: ({ unit }) => [`/api/org/units/${unit}`] },
  '/api/org/units/{id}/children': {
    statements: 5,
    at: ({ unit }) => [1, 200].map((limit) => `/api/org/units/${unit}/children?limit=${limit}`),
  },
  '/api/org/search': { statements: 5, at: () => ['社区', '龘'].map((q) => `/api/org/search?q=${q}`) },
  '/api/cases': {
    statements: 6,
    at: ({ unit }) => [1, 100].map((limit) => `/api/cases?unit=${unit}&limit=${limit}`),
  },
  '/api/cases/days': { statements: 5, at: ({ unit }) => [`/api/cases/days?unit=${unit}`] },
  '/api/cases/mine': { statements: 4, at: () => ['/api/cases/mine'] },
  '/api/cases/kinds': { statements: 3, at: () => ['/api/cases/kinds'] },
  '/api/cases/{id}': { statements: 8, at: (own) => [`/api/cases/${own.case}`] },
  '/api/cases/{id}/contact': {
    statements: 7,
    at: (own) => [`/api/cases/${own.case}/contact?purpose=contact-reporter`],
  },
  '/api/public/cases': { statements: 5, at: () => ['/api/public/cases'] },
  '/api/assessment/periods': { statements: 4, at: () => ['/api/assessment/periods'] },
  '/api/assessment/chart': {
    statements: 6,
    at: ({ unit }) => ['', `&unit=${unit}`].map((part) => `/api/assessment/chart?${QUARTER}${part}`),
  },
  '/api/assessment/units/{id}': { statements: 6, at: ({ unit }) => [`/api/assessment/units/${unit}?${QUARTER}`] },
  '/api/assessment/ranking': { statements: 5, at: () => [`/api/assessment/ranking?${QUARTER}`] },
  '/api/jobs': { statements: 3, at: () => ['/api/jobs'] },
};

const CASE = '01999999-0000-7000-8000-000000000001';
const CODE = '0123456789AB';

let city: RunningCity;
let statements: ReturnType<typeof countStatements>;

beforeAll(async () => {
  city = await startCity();
  statements = countStatements('testcity_app');
  const cookie = await city.signIn('city-organiser');
  // The worker is still counting what the example brought; the ranking is there as soon as there is any result.
  while ((await ask(`/api/assessment/ranking?${QUARTER}`, { Cookie: cookie })).status !== 200) await sleep(100);
});
afterAll(async () => {
  statements?.stop();
  await city?.stop();
});

async function ask(
  path: string,
  headers: Record<string, string>,
): Promise<{ status: number; body: unknown; took: number }> {
  statements.taken();
  const answer = await fetch(`${city.url}${path}`, { headers });
  return { status: answer.status, body: await answer.json(), took: statements.taken() };
}

async function unitOf(cookie: string): Promise<number> {
  const { body } = await ask('/api/session', { Cookie: cookie });
  return (body as { posts: { unit: { id: number } }[] }).posts[0]?.unit.id ?? 0;
}

/** A resident's case in the grid worker's community, with contact and tracking code. */
async function report(): Promise<void> {
  const cookie = await city.signIn('grid-worker');
  const { url } = city;
  const answer = await fetch(`${url}/api/cases`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url, Cookie: cookie, 'Idempotency-Key': CASE },
    body: JSON.stringify({
      id: CASE,
      kind: 'grid-event',
      category: 'street-tidiness',
      unit: await unitOf(cookie),
      summary: '垃圾未清运',
      place: '3号楼前',
      reporter: { name: '王小明', phone: '13800000000' },
      trackingCode: CODE,
    }),
  });
  expect(answer.status, await answer.text()).toBe(201);
}

test('a page takes as many statements for every role and any number of rows', async () => {
  await report();
  const taken: Record<string, Set<number>> = {};
  const note = async (own: Own, headers: Record<string, string>): Promise<void> => {
    for (const [path, { at }] of Object.entries(BOUNDS)) {
      for (const address of at(own)) {
        const { status, took } = await ask(address, headers);
        if (status >= 500 || status === 400) throw new Error(`${address}: ${status}`);
        if (status === 200) taken[path] = (taken[path] ?? new Set()).add(took);
      }
    }
  };
  for (const role of ROLES) {
    const cookie = await city.signIn(role);
    await note({ unit: await unitOf(cookie), case: CASE }, { Cookie: cookie });
  }
  const tracked = await ask('/api/public/cases', { 'Beichen-Tracking-Code': CODE });
  if (tracked.status === 200) taken['/api/public/cases'] = new Set([tracked.took]);
  const found = Object.fromEntries(Object.entries(taken).map(([path, counts]) => [path, [...counts]]));
  const bounds = Object.fromEntries(Object.entries(BOUNDS).map(([path, bound]) => [path, [bound.statements]]));
  expect(found).toEqual(bounds);
});
