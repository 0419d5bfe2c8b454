// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jobSchemaOf } from '../db/provision.ts';
import { inTransaction } from '../db/scope.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { adder, startQueue } from './queue.ts';

let city: TestCity;
const schema = jobSchemaOf('testcity');
const log = pino({ level: 'silent' });
const addJob = adder(schema);

beforeAll(async () => {
  city = await testCity([]);
});
afterAll(() => city.drop());

type Heard = { done: Promise<void>; payloads: unknown[]; stop(): Promise<void> };

/** Works until `count` jobs named `test.work` were done; a payload `fail` fails the first time. */
async function work(count: number): Promise<Heard> {
  const payloads: unknown[] = [];
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const run = async (_: unknown, payload: unknown): Promise<void> => {
    payloads.push(payload);
    if (payloads.length >= count) finish();
  };
  const ctx = {
    pool: city.worker.pool,
    db: city.worker.db,
    schema,
    log,
    now: () => instant('2026-09-28T02:00:00.000Z'),
  };
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

test('the app role can add none', async () => {
  await expect(
    inTransaction(city.app.db, 'ordinary', (tx) => addJob(tx, 'test.work', { payload: {} })),
  ).rejects.toThrow('permission denied');
});
