// SPDX-License-Identifier: Apache-2.0
import { countByRequest } from '@beichen/platform-server/testing/count-by-request.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CASES,
  CODE,
  EVALUATION,
  FORM,
  IMPORT,
  NAMING,
  NOTICE,
  OBJECTION,
  OBJECTION_CODE,
  plantRows,
  REQUESTS,
} from './query-count/planted-rows.ts';
import { REVIEW } from './testing/planted-review.ts';
import { METRICS_TOKEN, type RunningCity, startCity } from './testing/running-city.ts';

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

/** What a role may ask about: the unit of its post, the community of the demo's grid worker, and a file of each case in it. */
type Own = {
  readonly unit: number;
  readonly community: number;
  /** A community beside it, of which nothing was ever changed. */
  readonly neighbour: number;
  readonly files: readonly string[];
  /** The auditor's account, for whoever administers it. */
  readonly account: string;
};

/**
 * How many trips to the database a route takes, whatever role asks the server for them: login, its own questions, of which the first
 * takes BEGIN and the scope along, and COMMIT. Of two
 * addresses the first gives few rows and the second more of them; `rows` counts them.
 */
type Bound = {
  readonly trips: number;
  at(own: Own): readonly string[];
  rows?(body: never): number;
  /** What it needs beside the cookie of a role. */
  readonly headers?: Readonly<Record<string, string>>;
};

const QUARTER = 'period=2026-q3';
const RESULT = `${QUARTER}&method=community-stars`;

const changesIn = ({ changes }: { changes: readonly unknown[] }): number => changes.length;
const rowsIn = ({ rows }: { rows: readonly unknown[] }): number => rows.length;

/** A figure, and the list behind it. */
function measure(id: string, of: { readonly figure: number; readonly records: number }): Record<string, Bound> {
  const path = `/api/measures/${id}`;
  return {
    [path]: {
      trips: of.figure,
      at: ({ community, unit }) => [community, unit].map((one) => `${path}?${QUARTER}&unit=${one}`),
    },
    [`${path}/records`]: {
      trips: of.records,
      at: ({ community }) => [1, 200].map((limit) => `${path}/records?${QUARTER}&unit=${community}&limit=${limit}`),
      rows: rowsIn,
    },
  };
}

const renaming = (unit: number): string =>
  encodeURIComponent(JSON.stringify({ kind: 'rename', unit, name: '新名称社区' }));

/** A row for every GET of the router. A page asks its questions; neither a row nor a role adds one. */
const BOUNDS: Readonly<Record<string, Bound>> = {
  '/api/session': { trips: 4, at: () => ['/api/session'] },
  '/api/org/units/:id': { trips: 5, at: ({ unit }) => [`/api/org/units/${unit}`] },
  '/api/org/units/:id/children': {
    trips: 4,
    at: ({ unit }) => [1, 200].map((limit) => `/api/org/units/${unit}/children?limit=${limit}`),
    rows: ({ units }: { units: readonly unknown[] }) => units.length,
  },
  '/api/org/search': {
    trips: 4,
    at: () => ['龘', '社区'].map((q) => `/api/org/search?q=${q}`),
    rows: ({ units }: { units: readonly unknown[] }) => units.length,
  },
  '/api/org/changes': {
    trips: 7,
    at: () => [1, 30].map((limit) => `/api/org/changes?limit=${limit}`),
    rows: changesIn,
  },
  // Units named, above and below, and the one above all; levels; what lies there: posts, ties, cases, and declared facts by their periods; sizes.
  '/api/org/changes/preview': {
    trips: 13,
    at: ({ unit, community }) =>
      [community, unit].map((one) => `/api/org/changes/preview?from=2026-12-01&change=${renaming(one)}`),
  },
  '/api/org/units/:id/history': {
    trips: 5,
    at: ({ community, neighbour }) => [neighbour, community].map((one) => `/api/org/units/${one}/history`),
    rows: changesIn,
  },
  '/api/org/units/:id/posts': { trips: 6, at: ({ unit }) => [`/api/org/units/${unit}/posts`] },
  // The unit, its ties, its duties, what stands there; of the posts that answer the holders, where they are in sight, and their names.
  '/api/org/units/:id/relations': { trips: 8, at: ({ community }) => [`/api/org/units/${community}/relations`] },
  '/api/org/units/:id/households': { trips: 5, at: ({ community }) => [`/api/org/units/${community}/households`] },
  '/api/org/units/:id/coverage': { trips: 5, at: ({ community }) => [`/api/org/units/${community}/coverage`] },
  '/api/org/units/:id/gaps': {
    trips: 5,
    at: ({ community }) => [1, 50].map((limit) => `/api/org/units/${community}/gaps?list=covers.yard&limit=${limit}`),
    rows: ({ units }: { units: readonly unknown[] }) => units.length,
  },
  // The unit, all below it, their posts, one's own roles, what of the people all may see, their names, their phones, households, ties, the audit.
  '/api/org/export': { trips: 12, at: ({ unit }) => [`/api/org/export?unit=${unit}`] },
  // The unit, those above it, those below, their boundaries.
  '/api/org/units/:id/map': {
    trips: 6,
    at: ({ unit }) => [1, 200].map((limit) => `/api/org/units/${unit}/map?limit=${limit}`),
    rows: ({ areas }: { areas: readonly unknown[] }) => areas.length,
  },
  // The unit, how many corners there are, the boundaries.
  '/api/org/units/:id/outlines': {
    trips: 5,
    at: ({ community, unit }) => [community, unit].map((one) => `/api/org/units/${one}/outlines?kind=base-grid`),
  },
  '/api/org/place': { trips: 3, at: () => ['/api/org/place?lng=0&lat=0'] },
  // The unit, how many corners there are, the boundaries, the audit.
  '/api/org/boundaries': { trips: 6, at: ({ unit }) => [`/api/org/boundaries?unit=${unit}`] },
  '/api/org/imports/:id': { trips: 3, at: () => [`/api/org/imports/${IMPORT}`] },
  // One's own roles, who holds posts there, their names to compare, and of those that fit the names, which are read, and the units.
  '/api/org/people': {
    trips: 7,
    at: () => ['龘', 'z'].map((q) => `/api/org/people?q=${q}`),
    rows: ({ people }: { people: readonly unknown[] }) => people.length,
  },
  '/api/org/handovers': { trips: 3, at: () => ['/api/org/handovers'] },
  '/api/cases': {
    trips: 5,
    at: ({ unit }) => [1, 100].map((limit) => `/api/cases?unit=${unit}&limit=${limit}`),
    rows: rowsIn,
  },
  '/api/cases/days': { trips: 4, at: ({ unit }) => [`/api/cases/days?unit=${unit}`] },
  '/api/cases/mine': {
    trips: 4,
    at: () => [1, 100].map((limit) => `/api/cases/mine?limit=${limit}`),
    rows: rowsIn,
  },
  '/api/cases/kinds': { trips: 1, at: () => ['/api/cases/kinds'] },
  '/api/cases/:id': {
    trips: 6,
    at: () => [CASES.few, CASES.many].map((id) => `/api/cases/${id}`),
    rows: ({ timeline }: { timeline: readonly unknown[] }) => timeline.length,
  },
  '/api/cases/:id/contact': {
    trips: 5,
    at: () => [CASES.few, CASES.many].map((id) => `/api/cases/${id}/contact?purpose=contact-reporter`),
  },
  '/api/cases/:record/files': {
    trips: 4,
    at: () => [CASES.few, CASES.many].map((id) => `/api/cases/${id}/files`),
    rows: ({ files }: { files: readonly unknown[] }) => files.length,
  },
  '/api/cases/:record/files/:id': {
    trips: 4,
    at: ({ files }) => [CASES.few, CASES.many].map((id, at) => `/api/cases/${id}/files/${files[at]}`),
  },
  '/api/public/cases': {
    trips: 4,
    at: () => ['/api/public/cases'],
    headers: { Cookie: '', 'Beichen-Tracking-Code': CODE },
  },
  '/api/assessment/periods': { trips: 3, at: () => ['/api/assessment/periods'] },
  '/api/assessment/drafts': { trips: 3, at: () => ['/api/assessment/drafts'] },
  '/api/assessment/drafts/:id': { trips: 3, at: () => [`/api/assessment/drafts/${EVALUATION}`] },
  '/api/assessment/edition': { trips: 3, at: () => ['/api/assessment/edition?method=community-stars&edition=2026'] },
  '/api/assessment/studio': { trips: 7, at: () => [`/api/assessment/studio?${QUARTER}&subject=community`] },
  '/api/assessment/methods': { trips: 3, at: () => ['/api/assessment/methods'] },
  '/api/assessment/evaluations': {
    trips: 3,
    at: () => ['period=2020', 'method=community-stars'].map((part) => `/api/assessment/evaluations?${part}`),
    rows: ({ evaluations }: { evaluations: readonly unknown[] }) => evaluations.length,
  },
  '/api/assessment/evaluations/:id': { trips: 6, at: () => [`/api/assessment/evaluations/${EVALUATION}`] },
  '/api/assessment/evaluations/:id/measures': {
    trips: 4,
    at: () => [`/api/assessment/evaluations/${EVALUATION}/measures`],
  },
  '/api/assessment/evaluations/:id/package': {
    trips: 7,
    at: () => [`/api/assessment/evaluations/${EVALUATION}/package`],
  },
  '/api/assessment/chart': {
    trips: 5,
    at: ({ unit, community }) => [community, unit].map((one) => `/api/assessment/chart?${RESULT}&unit=${one}`),
    rows: ({ units }: { units: readonly unknown[] }) => units.length,
  },
  '/api/assessment/units/:id': {
    trips: 6,
    at: ({ community }) => [`/api/assessment/units/${community}?${RESULT}`],
  },
  '/api/assessment/units/:id/last-year': {
    trips: 5,
    at: ({ community }) => [`/api/assessment/units/${community}/last-year?${RESULT}`],
  },
  '/api/assessment/units/:id/records': {
    trips: 6,
    at: ({ community }) =>
      ['cases.solved', 'cases.closed_on_time'].map(
        (id) => `/api/assessment/units/${community}/records?${RESULT}&measure=${id}`,
      ),
    rows: rowsIn,
  },
  '/api/assessment/reviews': { trips: 4, at: () => ['/api/assessment/reviews'] },
  '/api/assessment/reviews/:id': { trips: 9, at: () => [`/api/assessment/reviews/${REVIEW}`] },
  '/api/assessment/reviews/:id/grid': {
    trips: 8,
    at: ({ community, unit }) =>
      [community, unit].map((one) => `/api/assessment/reviews/${REVIEW}/grid?section=safe&unit=${one}`),
    rows: ({ units }: { units: readonly unknown[] }) => units.length,
  },
  '/api/assessment/namings': { trips: 3, at: () => ['/api/assessment/namings'] },
  '/api/assessment/namings/:id': { trips: 5, at: () => [`/api/assessment/namings/${NAMING}`] },
  '/api/assessment/namings/:id/workbook': { trips: 5, at: () => [`/api/assessment/namings/${NAMING}/workbook`] },
  // Head and results; then the release, and how many are ranked in each group.
  '/api/assessment/ranking': { trips: 6, at: () => [`/api/assessment/ranking?${RESULT}`] },
  '/api/assessment/notices/:id': { trips: 5, at: () => [`/api/assessment/notices/${NOTICE}`] },
  '/api/assessment/objections': {
    trips: 3,
    at: () => [EVALUATION, NOTICE].map((id) => `/api/assessment/objections?notice=${id}`),
    rows: ({ objections }: { objections: readonly unknown[] }) => objections.length,
  },
  '/api/assessment/objections/:id/contact': {
    trips: 3,
    at: () => [`/api/assessment/objections/${OBJECTION}/contact?purpose=contact-reporter`],
  },
  '/api/public/notices': { trips: 3, at: () => ['/api/public/notices'] },
  '/api/public/notices/:id': { trips: 4, at: () => [`/api/public/notices/${NOTICE}`] },
  '/public/notices': { trips: 3, at: () => ['/public/notices'] },
  '/public/notices/:id': { trips: 5, at: () => [`/public/notices/${NOTICE}`] },
  '/public/notices/:id/package': { trips: 6, at: () => [`/public/notices/${NOTICE}/package`] },
  '/api/public/objections': {
    trips: 2,
    at: () => ['/api/public/objections'],
    headers: { Cookie: '', 'Beichen-Tracking-Code': OBJECTION_CODE },
  },
  '/api/assessment/facts/forms': { trips: 3, at: () => ['/api/assessment/facts/forms'] },
  '/api/assessment/facts/forms/:id': { trips: 5, at: () => [`/api/assessment/facts/forms/${FORM}`] },
  '/api/assessment/facts/book': { trips: 5, at: () => ['/api/assessment/facts/book'] },
  '/api/assessment/facts/requests': { trips: 3, at: () => ['/api/assessment/facts/requests'] },
  '/api/assessment/facts/requests/:id': {
    trips: 4,
    at: () => [REQUESTS.few, REQUESTS.many].map((id) => `/api/assessment/facts/requests/${id}`),
    rows: ({ waiting }: { waiting: readonly unknown[] }) => waiting.length,
  },
  '/api/assessment/facts/offer': {
    trips: 6,
    at: ({ unit }) => [`/api/assessment/facts/offer?${RESULT}&unit=${unit}`],
  },
  '/api/assessment/burden': {
    trips: 5,
    at: () => ['2020-01', '2026-09'].map((month) => `/api/assessment/burden?month=${month}`),
    rows: ({ requesters }: { requesters: readonly unknown[] }) => requesters.length,
  },
  '/api/assessment/catalogue': { trips: 3, at: () => ['/api/assessment/catalogue'] },
  // The unit, what was declared below it, what a review corrected.
  '/api/assessment/measures/:id/facts': {
    trips: 5,
    at: ({ community, unit }) =>
      [community, unit].map((one) => `/api/assessment/measures/legal.adviser_visits/facts?${QUARTER}&unit=${one}`),
    rows: rowsIn,
  },
  '/api/measures': { trips: 1, at: () => ['/api/measures'] },
  ...measure('org.units_covered', { figure: 6, records: 6 }),
  ...measure('org.units_staffed', { figure: 6, records: 6 }),
  ...measure('org.units_sponsored', { figure: 6, records: 6 }),
  ...measure('cases.reported', { figure: 6, records: 6 }),
  ...measure('cases.closed_on_time', { figure: 6, records: 6 }),
  ...measure('cases.solved', { figure: 6, records: 6 }),
  ...measure('cases.reporters', { figure: 5, records: 6 }),
  ...measure('cases.closing_days', { figure: 6, records: 6 }),
  '/api/session/way': { trips: 1, at: () => ['/api/session/way'] },
  '/api/account': { trips: 6, at: () => ['/api/account'] },
  '/api/accounts': {
    trips: 5,
    at: () => ['auditor', 'a'].map((q) => `/api/accounts?q=${q}`),
    rows: ({ accounts }: { accounts: readonly unknown[] }) => accounts.length,
  },
  // Everybody who holds a post has an account: with a row, the names are asked for too.
  '/api/accounts/holders': { trips: 3, at: () => ['/api/accounts/holders'] },
  '/api/accounts/review': { trips: 4, at: () => ['/api/accounts/review'] },
  '/api/accounts/:id': { trips: 4, at: ({ account }) => [`/api/accounts/${account}`] },
  '/api/jobs': { trips: 3, at: () => ['/api/jobs'] },
  '/api/changes': { trips: 1, at: () => ['/api/changes'] },
  '/api/demo/roles': { trips: 1, at: () => ['/api/demo/roles'] },
  '/api/openapi.json': { trips: 0, at: () => ['/api/openapi.json'] },
  '/healthz': { trips: 0, at: () => ['/healthz'] },
  '/readyz': { trips: 1, at: () => ['/readyz'] },
  '/metrics': { trips: 0, at: () => ['/metrics'], headers: { Authorization: `Bearer ${METRICS_TOKEN}` } },
};

/** The files of the staff app, where it is built: they are on the disk. */
const FILES = new Set(['/assets/*', '/*', '*']);

let city: RunningCity;
let trips: ReturnType<typeof countByRequest>;

beforeAll(async () => {
  city = await startCity();
  trips = countByRequest();
}, 600_000);
afterAll(async () => {
  trips?.stop();
  await city?.stop();
});

type Answer = { readonly status: number; readonly body: unknown; readonly took: number };

/** Of a stream the beginning: what it costs to open. */
async function ask(path: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  trips.taken();
  const answer = await fetch(`${city.url}${path}`, { headers });
  const type = answer.headers.get('Content-Type') ?? '';
  const took = (): number => trips.taken();
  if (type.startsWith('text/event-stream')) await answer.body?.cancel();
  const body: unknown = /^application\/(problem\+)?json/.test(type) ? await answer.json() : undefined;
  if (body === undefined && !answer.bodyUsed) await answer.arrayBuffer();
  return { status: answer.status, body, took: took() };
}

const served = (): string[] => [
  ...new Set(city.endpoints.flatMap(({ method, path }) => (method === 'GET' && !FILES.has(path) ? [path] : []))),
];

test('every GET of the router has a bound, and every bound a route', () => {
  expect(Object.keys(BOUNDS).sort(), 'write a row into BOUNDS for each').toEqual(served().sort());
});

/** How many trips each route took, and what was strange about it, whoever asked. */
class Taken {
  readonly counts = new Map<string, Set<number>>();
  readonly grew = new Set<string>();

  async ask(path: string, cookie: string, own: Own): Promise<void> {
    const { at, rows, headers } = BOUNDS[path] as Bound;
    const found: number[] = [];
    for (const address of at(own)) {
      // What the process reads once, and keeps, is nothing that a page costs.
      if (!this.counts.has(path)) await ask(address, { Cookie: cookie, ...headers });
      const { status, body, took } = await ask(address, { Cookie: cookie, ...headers });
      if (status >= 500 || status === 400) throw new Error(`${address}: ${status} ${JSON.stringify(body)}`);
      if (status !== 200) continue;
      this.counts.set(path, (this.counts.get(path) ?? new Set()).add(took));
      found.push(rows?.(body as never) ?? 0);
    }
    const [few = 0, many = 0] = found;
    if (many > few) this.grew.add(path);
  }
}

async function accountOf(cookie: string): Promise<string> {
  const { body } = await ask('/api/accounts?q=auditor', { Cookie: cookie });
  return (body as { accounts?: { id: string }[] } | undefined)?.accounts?.[0]?.id ?? CASES.few;
}

test('a page takes as many trips to the database for every role and any number of rows', async () => {
  const planted = await plantRows(city);
  const taken = new Taken();
  for (const role of ROLES) {
    const cookie = await city.signIn(role);
    const { body } = await ask('/api/session', { Cookie: cookie });
    const unit = (body as { posts: { unit: { id: number } }[] }).posts[0]?.unit.id ?? 0;
    const account = await accountOf(cookie);
    for (const path of served()) await taken.ask(path, cookie, { unit, account, ...planted });
  }
  const found = Object.fromEntries([...taken.counts].map(([path, counts]) => [path, [...counts]]));
  const bounds = Object.fromEntries(Object.entries(BOUNDS).map(([path, bound]) => [path, [bound.trips]]));
  expect(found).toEqual(bounds);
  const compared = Object.entries(BOUNDS).flatMap(([path, { rows }]) => (rows === undefined ? [] : [path]));
  expect([...taken.grew].sort(), 'the second address gives more rows than the first').toEqual(compared.sort());
}, 600_000);
