// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '../db/connect.ts';
import { jobSchemaOf } from '../db/provision.ts';
import { inTransaction } from '../db/scope.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { watchDeadWorkers } from './dead-workers.ts';
import { adder, startQueue } from './queue.ts';

let city: TestCity;
const schema = jobSchemaOf('testcity');
const log = pino({ level: 'silent' });
const addJob = adder(schema);
const now = () => instant('2026-09-28T02:00:00.000Z');

beforeAll(async () => {
  city = await testCity([]);
});
afterAll(() => city.drop());

type Heard = { done: Promise<void>; payloads: unknown[]; stop(): Promise<void> };

/** Works until `count` jobs named `test.work` were done; a payload `fail` fails the first time. */
async function work(count: number, { pool, db }: Connection = city.worker): Promise<Heard> {
  const payloads: unknown[] = [];
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const run = async (_: unknown, payload: unknown): Promise<void> => {
    payloads.push(payload);
    if (payloads.length >= count) finish();
  };
  const ctx = { pool, db, schema, log, now };
  const runner = await startQueue(ctx, [{ name: 'test.work', run }], { concurrency: 2, onDone: () => undefined });
  return { done, payloads, stop: () => runner.stop() };
}

test('a job exists if its transaction does', async () => {
  const failing = inTransaction(city.worker.db, 'ordinary', async (tx) => {
    await addJob(tx, 'test.work', { payload: { from: 'rolled back' } });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await inTransaction(city.worker.db, 'ordinary', (tx) => addJob(tx, 'test.work', { payload: { from: 'committed' } }));
  const heard = await work(1);
  await heard.done;
  await heard.stop();
  expect(heard.payloads).toEqual([{ from: 'committed' }]);
});

test('of jobs with one key only the last waits', async () => {
  for (const n of [1, 2, 3]) {
    await inTransaction(city.worker.db, 'ordinary', (tx) => addJob(tx, 'test.work', { payload: { n }, key: 'k' }));
  }
  const heard = await work(1);
  await heard.done;
  await heard.stop();
  expect(heard.payloads).toEqual([{ n: 3 }]);
});

test('of jobs with one key only one runs: a running job has given its key up', async () => {
  const seen: string[] = [];
  let release = (): void => undefined;
  const blocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = (): void => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const job = {
    name: 'test.slow',
    run: async (_: unknown, payload: unknown): Promise<void> => {
      seen.push(`begins ${JSON.stringify(payload)}`);
      begun();
      await blocked;
      seen.push(`ends ${JSON.stringify(payload)}`);
    },
  };
  const other = { name: 'test.other', run: async () => void seen.push('another key') };
  const add = (name: string, key: string, n: number) =>
    inTransaction(city.worker.db, 'ordinary', (tx) => addJob(tx, name, { payload: n, key }));
  const ctx = { pool: city.worker.pool, db: city.worker.db, schema, log, now };
  const runner = await startQueue(ctx, [job, other], { concurrency: 2, onDone: () => undefined });
  try {
    await add('test.slow', 'one', 1);
    await started;
    // However long it takes, a running job is no dead one's.
    await sql`UPDATE ${sql.table(`${schema}._private_jobs`)} SET locked_at = now() - interval '1 hour'`.execute(
      city.worker.db,
    );
    const others = watchDeadWorkers({ pool: city.worker.pool, schema, log }, new EventEmitter());
    expect(await others.look()).toEqual([]);
    await others.stop();
    await add('test.slow', 'one', 2);
    await add('test.other', 'two', 0);
    // The second worker had its turn: it did what has another key, and left the job of the same key alone.
    while (!seen.includes('another key')) await sleep(20);
    expect(seen).toEqual(['begins 1', 'another key']);
    release();
    while (!seen.includes('ends 2')) await sleep(20);
    expect(seen.slice(2)).toEqual(['ends 1', 'begins 2', 'ends 2']);
  } finally {
    release();
    await runner.stop();
  }
});

test('work of a killed worker is handed back, that of a living one is not', async () => {
  await inTransaction(city.worker.db, 'ordinary', (tx) =>
    addJob(tx, 'test.work', { payload: { left: 'behind' }, key: 'k' }),
  );
  const hour = sql`now() - interval '1 hour'`;
  const jobs = sql.table(`${schema}._private_jobs`);
  const queues = sql.table(`${schema}._private_job_queues`);
  const lockedBy = async (worker: string): Promise<void> => {
    for (const table of [jobs, queues])
      await sql`UPDATE ${table} SET locked_at = ${hour}, locked_by = ${worker}`.execute(city.worker.db);
  };
  const living = await city.owner.pool.connect();
  await living.query("SELECT pg_advisory_lock(hashtext(current_schema()), hashtext('living'))");
  const watch = watchDeadWorkers({ pool: city.worker.pool, schema, log }, new EventEmitter());
  await lockedBy('living');
  expect(await watch.look()).toEqual([]);
  const attempts = async (): Promise<unknown> =>
    (await sql`SELECT max_attempts::integer AS most FROM ${jobs}`.execute(city.worker.db)).rows;
  expect(await attempts()).toEqual([{ most: 12 }]);
  // Its process dies, and with it the session that held the lock.
  living.release(true);
  while ((await watch.look()).length === 0) await sleep(20);
  await watch.stop();
  // A reckoning that a hundred kills met was given up, though it had never failed.
  expect(await attempts()).toEqual([{ most: 13 }]);
  const heard = await work(1);
  await heard.done;
  await heard.stop();
  expect(heard.payloads).toEqual([{ left: 'behind' }]);
});

test('what was asked for again while a worker that died had it is done once, and leaves no failure behind', async () => {
  const add = (n: number) =>
    inTransaction(city.worker.db, 'ordinary', (tx) => addJob(tx, 'test.work', { payload: { n }, key: 'again' }));
  await add(1);
  for (const table of ['_private_jobs', '_private_job_queues'])
    await sql`UPDATE ${sql.table(`${schema}.${table}`)} SET locked_at = now() - interval '1 hour', locked_by = 'dead'`.execute(
      city.worker.db,
    );
  await add(2);
  const heard = await work(1);
  await heard.done;
  await heard.stop();
  expect(heard.payloads).toEqual([{ n: 2 }]);
  const { rows } = await sql`SELECT FROM ${sql.table(`${schema}.jobs`)}`.execute(city.worker.db);
  expect(rows).toHaveLength(0);
});

test('a job that failed for good is told to its domain, also where its last run died with its process', async () => {
  const given: unknown[] = [];
  let ran = 0;
  const job = {
    name: 'test.hopeless',
    run: async () => {
      ran += 1;
      throw new Error('no');
    },
    giveUp: async (_: unknown, payload: unknown) => void given.push(payload),
  };
  const add = (n: number) =>
    sql`SELECT FROM ${sql.ref(`${schema}.add_job`)}('test.hopeless', ${JSON.stringify({ n })}::json, max_attempts => 1)`.execute(
      city.worker.db,
    );
  await add(1);
  // Its one attempt was counted when it was taken up; then the process died, and what it had locked was let go.
  await sql`UPDATE ${sql.table(`${schema}._private_jobs`)} SET attempts = 1`.execute(city.worker.db);
  await add(2);
  const ctx = { pool: city.worker.pool, db: city.worker.db, schema, log, now };
  const runner = await startQueue(ctx, [job], { concurrency: 1, onDone: () => undefined });
  while (given.length < 2) await sleep(20);
  await runner.stop();
  expect(given).toEqual([{ n: 1 }, { n: 2 }]);
  expect(ran).toBe(1);
  await sql`DELETE FROM ${sql.table(`${schema}._private_jobs`)}`.execute(city.worker.db);
});

test('two processes that work on one queue do each job once', async () => {
  const all = Array.from({ length: 60 }, (_, n) => n);
  for (const n of all)
    await inTransaction(city.worker.db, 'ordinary', (tx) => addJob(tx, 'test.work', { payload: { n } }));
  const other = connect(city.urls.worker, 4, () => undefined);
  const both = await Promise.all([work(Number.POSITIVE_INFINITY), work(Number.POSITIVE_INFINITY, other)]);
  const done = () => both.flatMap(({ payloads }) => payloads.map((payload) => (payload as { n: number }).n));
  while (done().length < all.length) await sleep(20);
  await Promise.all(both.map((one) => one.stop()));
  await other.close();
  expect(done().sort((a, b) => a - b)).toEqual(all);
});

test('the app role can add none', async () => {
  await expect(
    inTransaction(city.app.db, 'ordinary', (tx) => addJob(tx, 'test.work', { payload: {} })),
  ).rejects.toThrow('permission denied');
});
