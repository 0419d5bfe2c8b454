// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { rolesOf } from '../db/provision.ts';
import { inTransaction } from '../db/scope.ts';
import { query } from '../http/route.ts';
import type { BindServer } from '../server-module.ts';
import { type TestCity, testCity } from '../testing/test-city.ts';
import { packFolder } from '../testing/test-services.ts';
import { boot } from './boot.ts';
import { readConfig } from './config.ts';

/** Something that begins, and ends when it is let. */
function gate() {
  let enter = (): void => undefined;
  let open = (): void => undefined;
  const entered = new Promise<void>((resolve) => {
    enter = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const pass = async (): Promise<void> => {
    enter();
    await opened;
  };
  return { entered, open: () => open(), pass };
}

const request = gate();
const job = gate();
let done = false;
let city: TestCity;
let folder: string;

const bindSlow: BindServer = async ({ addJob }) => ({
  declaration: {
    id: 'slow',
    title: { zh: '慢', en: 'Slow' },
    needs: [],
    // With those that the roles of the pack name.
    permissions: ['slow.read', 'org.read', 'org.change', 'org.appoint', 'org.import', 'org.export'].map((id) => ({
      id,
      title: { zh: '看', en: 'See' },
    })),
    events: [],
    measures: [],
    errors: [],
    screens: [],
  },
  routes: [
    query({
      path: '/api/slow',
      summary: { zh: '慢', en: 'Slow' },
      door: 'public',
      params: z.object({}),
      query: z.object({}),
      output: z.object({ read: z.boolean() }),
      run: async ({ tx }) => {
        await request.pass();
        // The pool must still be open.
        await tx.selectFrom('unit').select('id').execute();
        return { read: true };
      },
    }),
  ],
  measures: [],
  subscribers: [],
  jobs: [
    {
      name: 'slow.work',
      run: async ({ db }) => {
        await job.pass();
        await inTransaction(db, 'ordinary', (tx) => tx.selectFrom('unit').select('id').execute());
        done = true;
      },
    },
  ],
  load: (tx) => addJob(tx, 'slow.work', { payload: {} }),
});

beforeAll(async () => {
  city = await testCity([]);
  folder = await mkdtemp(join(tmpdir(), 'beichen-stop-'));
});
afterAll(async () => {
  await city.drop();
  await rm(folder, { recursive: true });
});

test('a server that is stopped answers what was asked and ends what was begun, and takes nothing new', async () => {
  const server = await boot({
    config: readConfig({ PORT: '0' }),
    database: { roles: rolesOf('testcity'), ...city.urls, stop: async () => undefined },
    modules: [bindSlow],
    migrations: [],
    pack: packFolder('tennis-league'),
    data: folder,
    web: folder,
    version: 'test',
    log: pino({ level: 'silent' }),
  });
  const asked = fetch(`${server.url}/api/slow`);
  await Promise.all([request.entered, job.entered]);
  let stopped = false;
  const stopping = server.stop().then(() => {
    stopped = true;
  });
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  request.open();
  const answer = await asked;
  expect([answer.status, await answer.json()]).toEqual([200, { read: true }]);
  expect([done, stopped]).toEqual([false, false]);
  job.open();
  await stopping;
  expect(done).toBe(true);
});
