// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyAudit } from '../audit/verify-audit.ts';
import { connect } from '../db/connect.ts';
import type { MeasureSource } from '../readings/measure-source.ts';
import type { ServerModule } from '../server-module.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { startWorker } from './worker.ts';

const NOW = instant('2026-09-28T02:00:00.000Z');
const DUE = instant('2026-09-28T01:00:00.000Z');
const EVENTS = 900;
const CLOCKS = 600;
const ENTRIES = 500;

const source: MeasureSource = {
  declaration: {
    id: 'apples.fallen',
    title: { zh: '落果', en: 'Fallen apples' },
    combine: 'sum',
    form: 'count',
    unit: { zh: '个', en: 'apples' },
    changedBy: ['apples.fell', 'apples.rotted'],
  },
  figures: async (_, { units }) => new Map(units.map((unit) => [unit, { num: unit, den: null, buckets: null }])),
  records: async () => [],
  describe: async () => [],
};

/** Notes each event that it takes, in the transaction that takes it. */
const subscriber = (event: string) => ({
  event,
  take: async (tx: TestCity['worker']['db'], { record }: { record: string }) =>
    void (await sql`INSERT INTO taken VALUES (${record})`.execute(tx)),
});

const module: ServerModule = {
  declaration: { id: 'apples' } as ServerModule['declaration'],
  routes: [],
  measures: [source],
  subscribers: [subscriber('apples.fell'), subscriber('apples.rotted')],
  jobs: [],
};

let city: TestCity;
beforeAll(async () => {
  city = await testCity([]);
  const { db } = city.owner;
  await sql`CREATE TABLE taken (record uuid)`.execute(db);
  await sql`GRANT SELECT, INSERT ON taken TO testcity_worker`.execute(db);
  await sql`INSERT INTO unit (id, code, kind, name_entered, name, level, path, pinyin, initials)
    VALUES (1, 'T', 'city', '市', '市', 1, '1/', 'shi', 's')`.execute(db);
});
afterAll(() => city.drop());

async function plant(): Promise<void> {
  const { db } = city.worker;
  await sql`INSERT INTO outbox (name, unit_id, record, instants, at)
    SELECT 'apples.fell', 1, gen_random_uuid(), ARRAY[${NOW}::timestamptz], ${NOW} FROM generate_series(1, ${EVENTS})`.execute(
    db,
  );
  await sql`INSERT INTO clock (record, name, unit_id, event, started_at, due_at, estimated, rule, pauses)
    SELECT gen_random_uuid(), 'x', 1, 'apples.rotted', ${DUE}, ${DUE}, false, '{}', '[]' FROM generate_series(1, ${CLOCKS})`.execute(
    db,
  );
  await sql`INSERT INTO audit_entry (id, at, actor, action, record, detail)
    SELECT gen_random_uuid(), ${NOW}, 'person:x', 'apples.eat', ${randomUUID()}, '{}' FROM generate_series(1, ${ENTRIES})`.execute(
    db,
  );
}

const one = async (query: ReturnType<typeof sql<{ n: number }>>): Promise<number> =>
  (await query.execute(city.owner.db)).rows[0]?.n ?? -1;

test('two workers on one city take up each event, ring each clock and seal each entry once, and one of them reckons', async () => {
  await plant();
  const connections = [1, 2].map(() => connect(city.urls.worker, 4, () => undefined));
  const log = pino({ level: 'silent' });
  const workers = connections.map(({ db }) =>
    startWorker({
      db,
      directUrl: city.urls.worker,
      modules: [module],
      heads: [],
      zone: 'Asia/Shanghai',
      log,
      now: () => NOW,
    }),
  );
  await vi.waitFor(
    async () =>
      expect(
        await one(sql`SELECT ((SELECT count(*) FROM outbox) + (SELECT count(*) FROM stale_mark) + (SELECT count(*) FROM clock WHERE fired_at IS NULL)
          + (SELECT count(*) FROM audit_entry e WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id)))::integer AS n`),
      ).toBe(0),
    { timeout: 50_000, interval: 100 },
  );
  await Promise.all(workers.map((worker) => worker.stop()));
  await Promise.all(connections.map((connection) => connection.close()));
  const sum = (name: 'taken' | 'rung' | 'sealed') => workers.reduce((total, { tally }) => total + tally[name], 0);
  expect([sum('taken'), sum('rung'), sum('sealed')]).toEqual([EVENTS + CLOCKS, CLOCKS, ENTRIES]);
  expect(await one(sql`SELECT count(*)::integer AS n FROM taken`)).toBe(EVENTS + CLOCKS);
  expect(await one(sql`SELECT count(DISTINCT record)::integer AS n FROM taken`)).toBe(EVENTS + CLOCKS);
  expect(workers.filter(({ tally }) => tally.reckoned > 0)).toHaveLength(1);
  expect(await verifyAudit(city.worker.db, [])).toMatchObject({ broken: undefined, links: ENTRIES, unsealed: 0 });
});
