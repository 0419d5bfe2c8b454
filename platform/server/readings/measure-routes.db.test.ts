// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Combine } from '@beichen/kernel/measures.ts';
import type { Actor, Grant } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { viewerOf } from '../action/perform.ts';
import { inScope } from '../db/scope.ts';
import type { QueryRoute } from '../http/route.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { measureRoutes } from './measure-routes.ts';
import type { MeasureSource } from './measure-source.ts';
import type { RecordsView } from './measure-views.ts';
import { reckon } from './reckon.ts';

const ZONE = 'Asia/Shanghai';
const NOW = instant('2026-11-02T02:00:00.000Z');
const Q3 = { period: '2026-q3' };

/** Six apples: units 4 and 5 have two each, 6 and 7 one each; those of even number count. The last may be seen by its party alone. */
const APPLES = [4, 4, 5, 5, 6, 7].map((unit, at) => ({
  record: `019a0000-0000-7000-8000-00000000000${at + 1}`,
  unit,
  counts: at % 2 === 1,
}));
const SECRET = APPLES[5]?.record;

function appleSource(name: string, combine: Combine, form: 'count' | 'ratio' | 'value'): MeasureSource {
  const among = (units: readonly number[]) => APPLES.filter(({ unit }) => units.includes(unit));
  const figure = (apples: typeof APPLES) => ({
    num: form === 'ratio' ? apples.filter(({ counts }) => counts).length : apples.length,
    den: form === 'ratio' ? apples.length : null,
    buckets: form === 'value' ? [apples.length, 0, apples.length >= 2 ? 1 : 0] : null,
  });
  return {
    declaration: {
      id: `apples.${name}`,
      title: { zh: '苹果', en: 'Apples' },
      combine,
      form,
      unit: { zh: '个', en: 'apples' },
      changedBy: [],
      ...(form === 'value' ? { buckets: [1, 5] } : {}),
    },
    figures: async (_, { units }) => new Map(units.map((unit) => [unit, figure(among([unit]))])),
    records: async (_, { units }) => among(units),
    describe: async (_, records) =>
      records
        .filter((record) => record !== SECRET)
        .map((record) => ({
          record,
          label: record.slice(-1),
          title: 'an apple',
          href: `/apples/${record}`,
          cells: [],
        })),
    ...(combine === 'distinct' ? { together: async (_, { units }) => figure(among(units)) } : {}),
  };
}

const sources = [
  appleSource('ripe', 'sum', 'ratio'),
  appleSource('trees', 'distinct', 'count'),
  appleSource('weights', 'histogram', 'value'),
];

let city: TestCity;
let routes: QueryRoute[];

/** 1 ⊃ 2 ⊃ {4, 5}, 1 ⊃ 3 ⊃ {6, 7}; on 1 November 5 moved from 2 to 3. */
beforeAll(async () => {
  city = await testCity([]);
  const { db } = city.owner;
  for (const [id, path, parent] of [
    [1, '1/', null],
    [2, '1/2/', 1],
    [3, '1/3/', 1],
    [4, '1/2/4/', 2],
    [5, '1/2/5/', 2],
    [6, '1/3/6/', 3],
    [7, '1/3/7/', 3],
  ] as const) {
    const level = path.split('/').length - 1;
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      VALUES (${id}, ${`c${id}`}, 'node', 'n', 'n', ${parent}, ${level}, ${path}, 'n', 'n')`.execute(db);
    await sql`INSERT INTO unit_place VALUES (${id}, '2020-01-01', NULL, ${parent}, ${level}, ${path})`.execute(db);
  }
  await sql`INSERT INTO stale_mark (measure, unit_id, period, at) SELECT 'apples.' || m, u, '2026-q3', ${NOW}
    FROM unnest(ARRAY['ripe', 'weights']) AS m, generate_series(4, 7) AS u`.execute(city.worker.db);
  const bySource = new Map(sources.map((source) => [source.declaration.id, source]));
  await reckon(city.worker.db, { sources: bySource, zone: ZONE, now: NOW }, async () => undefined);
  await sql`SELECT move_unit(5, 3, '2026-11-01')`.execute(city.worker.db);
  routes = measureRoutes({ sources, worker: city.worker.db, zone: ZONE }) as QueryRoute[];
});
afterAll(() => city.drop());

type Post = { readonly path: string; readonly line?: string; readonly permission?: string };

function actor(...posts: readonly Post[]): Actor {
  const grants = posts.map(
    ({ path, line = null, permission = 'apples.read' }): Grant => ({
      role: 'test',
      permissions: [permission],
      unit: 1,
      path,
      line,
      sensitivity: 'open',
    }),
  );
  return { kind: 'person', person: '019a0000-0000-7000-8000-0000000000ff', grants };
}

async function ask<Answer>(who: Actor, path: string, wanted: object = {}): Promise<Answer> {
  const route = routes.find((row) => row.path === path);
  if (route === undefined) throw new Error(`no route ${path}`);
  const about = { params: {} as never, query: route.query.parse(wanted) as never };
  const found = await inScope(city.app.db, viewerOf(who, 'apples.read'), (tx) =>
    route.run({ tx, actor: who, now: NOW }, about),
  );
  return route.output.parse(found) as Answer;
}

const refused = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof Refusal ? error.row.code : String(error)),
  );

const whole = actor({ path: '1/' });

test('a figure at a node adds the leaves of the period, wherever they lie today', async () => {
  // Units 4 and 5 lay below 2 on 30 September: four apples, the second and the fourth count.
  expect(await ask(whole, '/api/measures/apples.ripe', { unit: 2, ...Q3 })).toEqual({
    measure: 'apples.ripe',
    title: { zh: '苹果', en: 'Apples' },
    form: 'ratio',
    unit: { zh: '个', en: 'apples' },
    num: 2,
    den: 4,
    buckets: null,
    percentile: null,
    asOf: NOW,
    stale: false,
  });
  expect(await ask(whole, '/api/measures/apples.trees', { unit: 2, ...Q3 })).toMatchObject({ num: 4, den: null });
});

test('a node that moved keeps in a past period the place that it had', async () => {
  expect(await ask(whole, '/api/measures/apples.ripe', { unit: 5, ...Q3 })).toMatchObject({ num: 1, den: 2 });
});

test('a distribution comes with its bounds, its median and its ninth tenth', async () => {
  // Buckets of 4 and 5: [2, 0, 1] each; of 6 and 7: [1, 0, 0] each. Together 6, 0 and 2: half of 8 is reached in the first, nine tenths in the open one.
  expect(await ask(whole, '/api/measures/apples.weights', { unit: 1, ...Q3 })).toMatchObject({
    buckets: [
      { upTo: 1, count: 6 },
      { upTo: 5, count: 0 },
      { upTo: null, count: 2 },
    ],
    percentile: { median: { value: 1, moreThan: false }, p90: { value: 5, moreThan: true } },
  });
});

test('the list is as long as the figure, page by page; what only its party may see is counted and not shown', async () => {
  const path = '/api/measures/apples.ripe/records';
  const first = await ask<RecordsView>(whole, path, { unit: 1, ...Q3, limit: 4 });
  expect([first.total, first.counting, first.rows.length, first.hidden]).toEqual([6, 3, 4, 0]);
  const second = await ask<RecordsView>(whole, path, { unit: 1, ...Q3, limit: 4, cursor: first.next });
  expect([second.total, second.counting, second.rows.length, second.hidden, second.next]).toEqual([6, 3, 1, 1, null]);
  expect([...first.rows, ...second.rows].map((row) => [row.label, row.counts])).toEqual([
    ['1', false],
    ['2', true],
    ['3', false],
    ['4', true],
    ['5', false],
  ]);
});

test('whoever does not see all that lies below gets a refusal that says so, not a part', async () => {
  for (const path of ['/api/measures/apples.ripe', '/api/measures/apples.ripe/records']) {
    const at = (who: Actor, unit: number) => refused(ask(who, path, { unit, ...Q3 }));
    expect(await at(actor({ path: '1/2/' }), 1)).toBe('platform.not-whole');
    expect(await at(actor({ path: '1/2/' }), 3)).toBe('platform.not-found');
    // 5 lies elsewhere today, and its records with it.
    expect(await at(actor({ path: '1/2/' }), 2)).toBe('platform.not-whole');
    expect(await at(actor({ path: '1/2/' }, { path: '1/3/5/' }), 2)).toBe('answered');
    expect(await at(actor({ path: '1/2/4/', line: 'fire' }), 4)).toBe('platform.not-whole');
    expect(await at(actor({ path: '1/', permission: 'pears.read' }), 1)).toBe('platform.not-found');
  }
});

test('half a year is no period of readings', () => {
  const [, route] = routes;
  expect(route?.query.safeParse({ unit: 1, period: '2026-h2' }).success).toBe(false);
});

test('the list of measures holds those whose records one may read', async () => {
  const ids = async (who: Actor) => {
    const { measures } = await ask<{ measures: { measure: string }[] }>(who, '/api/measures');
    return measures.map(({ measure }) => measure);
  };
  expect(await ids(actor({ path: '1/2/' }))).toEqual(['apples.ripe', 'apples.trees', 'apples.weights']);
  expect(await ids(actor({ path: '1/', permission: 'pears.read' }))).toEqual([]);
});

test('it takes the same few trips to the database, whoever asks and at whatever node', async () => {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  const count = async (who: Actor, path: string, unit: number): Promise<number> => {
    spy.mockClear();
    await ask(who, path, { unit, ...Q3 });
    return spy.mock.calls.length;
  };
  const askers: [Actor, number][] = [
    [whole, 1],
    [whole, 4],
    [actor({ path: '1/3/' }, { path: '1/2/' }), 3],
    [actor({ path: '1/2/4/' }), 4],
  ];
  // Node, with BEGIN and the scope; units below, COMMIT; for a figure also what waits, and the readings. The apples' own questions are none.
  for (const [path, expected] of [
    ['/api/measures/apples.ripe', 5],
    ['/api/measures/apples.weights', 5],
    ['/api/measures/apples.trees', 3],
    ['/api/measures/apples.ripe/records', 3],
  ] as const) {
    for (const [who, unit] of askers) expect(await count(who, path, unit)).toBe(expected);
  }
  spy.mockRestore();
});
