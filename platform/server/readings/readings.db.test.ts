// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { MeasureDeclaration } from '@beichen/kernel/measures.ts';
import { boundsOf, getPeriod } from '@beichen/kernel/periods.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inScope, NOBODY } from '../db/scope.ts';
import { pump, staleBy } from '../events/pump.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import type { MeasureSource } from './measure-source.ts';
import { readingAt } from './reading-at.ts';
import { reckon } from './reckon.ts';

const ZONE = 'Asia/Shanghai';
const NOW = instant('2026-09-28T02:00:00.000Z');

const declaration: MeasureDeclaration = {
  id: 'apples.fallen',
  title: { zh: '落果', en: 'Fallen apples' },
  combine: 'sum',
  form: 'ratio',
  unit: { zh: '个', en: 'apples' },
  changedBy: ['apples.fell'],
};

/** Ten apples for each unit id, of which the id fell: unit 3 has 3/10. */
const source: MeasureSource = {
  declaration,
  figures: async (_, { units }) => new Map(units.map((unit) => [unit, { num: unit, den: 10, buckets: null }])),
  records: async () => [],
  describe: async () => [],
};

let city: TestCity;

beforeAll(async () => {
  city = await testCity([]);
  for (const [id, path, parent] of [
    [1, '1/', null],
    [2, '1/2/', 1],
    [3, '1/2/3/', 2],
    [4, '1/2/4/', 2],
  ] as const) {
    const level = path.split('/').length - 2;
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      VALUES (${id}, ${`c${id}`}, 'node', 'n', 'n', ${parent}, ${level}, ${path}, 'n', 'n')`.execute(city.owner.db);
    await sql`INSERT INTO unit_place VALUES (${id}, '2020-01-01', NULL, ${parent}, ${level}, ${path})`.execute(
      city.owner.db,
    );
  }
});
afterAll(() => city.drop());

const event = (unit: number) => ({
  name: 'apples.fell',
  unit,
  record: randomUUID(),
  instants: [instant('2026-09-30T15:59:59.999Z')],
});

test('an event makes its measures stale in the month, quarter and year of its instants, as the city counts days', () => {
  // 15:59:59.999 UTC is the last millisecond of 30 September in Shanghai: still the third quarter.
  expect(staleBy(event(3), [source], ZONE).map(({ period }) => period)).toEqual(['2026-09', '2026-q3', '2026']);
  expect(staleBy({ ...event(3), name: 'pears.fell' }, [source], ZONE)).toEqual([]);
});

/** The reading at a node whose units are these, for somebody who sees the whole tree. */
async function at(asked: { node: number; units: number[]; period?: string }) {
  const viewer = { ...NOBODY, scope: { all: ['1/'], lines: [] } };
  const period = getPeriod(asked.period ?? '2026-q3');
  const about = { units: asked.units, span: { period: period.id, ...boundsOf(period, ZONE) }, knownAt: NOW };
  return await inScope(city.app.db, viewer, (tx) =>
    readingAt({ tx, worker: city.worker.db }, source, { node: asked.node, asked: about }),
  );
}

test('an event becomes a reading at the leaf, and the node above adds its leaves', async () => {
  for (const unit of [3, 4]) {
    const { name, record, instants } = event(unit);
    await sql`INSERT INTO outbox (name, unit_id, record, instants, at) VALUES (${name}, ${unit}, ${record}, ${instants}, ${NOW})`.execute(
      city.worker.db,
    );
  }
  expect(await pump(city.worker.db, { sources: [source], subscribers: [], zone: ZONE, now: NOW })).toBe(2);
  const followed: string[] = [];
  const reckoned = await reckon(
    city.worker.db,
    { sources: new Map([[declaration.id, source]]), zone: ZONE, now: NOW },
    async (_, keys) => {
      followed.push(...keys.map(({ period }) => period));
    },
  );
  expect(reckoned.map(({ period, units }) => [period, units])).toEqual([
    ['2026', [3, 4]],
    ['2026-09', [3, 4]],
    ['2026-q3', [3, 4]],
  ]);
  expect(followed).toHaveLength(3);
  // 3/10 + 4/10 = 7/20
  expect(await at({ node: 2, units: [2, 3, 4] })).toEqual({
    figure: { num: 7, den: 20, buckets: null },
    asOf: NOW,
    stale: false,
  });
});

test('what waits to be counted is said, of the units and the period that it touches', async () => {
  const { name, record, instants } = event(3);
  await sql`INSERT INTO outbox (name, unit_id, record, instants, at) VALUES (${name}, 3, ${record}, ${instants}, ${NOW})`.execute(
    city.worker.db,
  );
  expect((await at({ node: 1, units: [1, 2, 3, 4] })).stale).toBe(true);
  expect((await at({ node: 4, units: [4] })).stale).toBe(false);
  expect((await at({ node: 3, units: [3], period: '2026-q4' })).stale).toBe(false);
  await pump(city.worker.db, { sources: [source], subscribers: [], zone: ZONE, now: NOW });
  expect((await at({ node: 3, units: [3] })).stale).toBe(true);
  expect((await at({ node: 4, units: [4] })).stale).toBe(false);
});

test('a clock whose time has passed is waited for until it rings', async () => {
  const due = instant('2026-09-28T01:00:00.000Z');
  await sql`INSERT INTO clock VALUES (${randomUUID()}, 'x', 4, 'apples.fell', ${due}, ${due}, false, '{}', '[]')`.execute(
    city.worker.db,
  );
  expect((await at({ node: 4, units: [4] })).stale).toBe(true);
  expect((await at({ node: 4, units: [4], period: '2026-10' })).stale).toBe(false);
});

test('an event of a server whose clock runs ahead is taken up when its time has come', async () => {
  const { name, record, instants } = event(4);
  const ahead = instant('2026-09-28T02:00:03.000Z');
  await sql`INSERT INTO outbox (name, unit_id, record, instants, at) VALUES (${name}, 4, ${record}, ${instants}, ${ahead})`.execute(
    city.worker.db,
  );
  const about = { sources: [source], subscribers: [], zone: ZONE };
  expect(await pump(city.worker.db, { ...about, now: NOW })).toBe(0);
  expect(await pump(city.worker.db, { ...about, now: ahead })).toBe(1);
});
