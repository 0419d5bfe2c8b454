// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { markNewMeasures } from './mark-new-measures.ts';
import type { MeasureSource } from './measure-source.ts';
import { reckon } from './reckon.ts';

const ZONE = 'Asia/Shanghai';
const NOW = instant('2026-09-28T02:00:00.000Z');
const CITY = { zone: ZONE, now: NOW };

/** Apples by unit and moment. 16:00 UTC on 31 July is 1 August in the city. */
const APPLES = [
  [3, '2026-03-01T04:00:00.000Z'],
  [3, '2026-07-31T16:00:00.000Z'],
  [4, '2026-09-10T04:00:00.000Z'],
  [4, '2026-10-02T04:00:00.000Z'],
  [2, '2024-05-01T04:00:00.000Z'],
] as const;

let asked = 0;

function appleSource(id: string): MeasureSource {
  return {
    declaration: {
      id,
      title: { zh: '苹果', en: 'Apples' },
      combine: 'sum',
      form: 'count',
      unit: { zh: '个', en: 'apples' },
      changedBy: [],
    },
    figures: async (_, { units, span }) => {
      asked += 1;
      const among = APPLES.filter(([unit, at]) => units.includes(unit) && at >= span.from && at < span.until);
      const byUnit = Map.groupBy(among, ([unit]) => unit);
      return new Map([...byUnit].map(([unit, some]) => [unit, { num: some.length, den: null, buckets: null }]));
    },
    records: async () => [],
    describe: async () => [],
  };
}

const known = appleSource('apples.known');
const fresh = appleSource('apples.fresh');

let city: TestCity;
beforeAll(async () => {
  city = await testCity([]);
  for (const [id, path] of [
    [1, '1/'],
    [2, '1/2/'],
    [3, '1/3/'],
    [4, '1/4/'],
  ] as const)
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, level, path, pinyin, initials)
      VALUES (${id}, ${`c${id}`}, 'node', 'n', 'n', 1, ${path}, 'n', 'n')`.execute(city.owner.db);
  // Counted once, long ago: what changed it since was told by events.
  await sql`INSERT INTO reading VALUES ('apples.known', '2024', 2, '1/2/', 1, NULL, NULL, '2024-06-01T00:00:00Z')`.execute(
    city.owner.db,
  );
});
afterAll(() => city.drop());

test('a measure that is new to the city is read in the periods that are open, where there is a record, and once', async () => {
  // The fresh one: August [3], September [4], October [4]; Q2 none, Q3 [3, 4], Q4 [4]; 2025 none, 2026 [3, 4], 2027 none.
  expect(await markNewMeasures(city.worker.db, [known, fresh], CITY)).toBe(8);
  const { rows } =
    await sql`SELECT measure, period, array_agg(unit_id ORDER BY unit_id) AS units FROM stale_mark GROUP BY measure, period ORDER BY period`.execute(
      city.owner.db,
    );
  const measure = 'apples.fresh';
  expect(rows).toEqual([
    { measure, period: '2026', units: [3, 4] },
    { measure, period: '2026-08', units: [3] },
    { measure, period: '2026-09', units: [4] },
    { measure, period: '2026-10', units: [4] },
    { measure, period: '2026-q3', units: [3, 4] },
    { measure, period: '2026-q4', units: [4] },
  ]);
  // Another process that starts now, and every start after the marks were taken, asks no measure for anything.
  asked = 0;
  expect(await markNewMeasures(city.worker.db, [known, fresh], CITY)).toBe(0);
  const sources = new Map([known, fresh].map((source) => [source.declaration.id, source]));
  await reckon(city.worker.db, { sources, ...CITY }, async () => undefined);
  asked = 0;
  expect(await markNewMeasures(city.worker.db, [known, fresh], CITY)).toBe(0);
  expect(asked).toBe(0);
  const read =
    await sql`SELECT unit_id, num FROM reading WHERE measure = 'apples.fresh' AND period = '2026' ORDER BY unit_id`.execute(
      city.owner.db,
    );
  // Two of unit 3 in the year, and two of unit 4.
  expect(read.rows).toEqual([
    { unit_id: 3, num: 2 },
    { unit_id: 4, num: 2 },
  ]);
});
