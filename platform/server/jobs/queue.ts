// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '@beichen/kernel/time.ts';
import {
  Logger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type pino from 'pino';
import type { Database } from '../db/connect.ts';
import type { Job } from '../server-module.ts';
import type { AddJob } from '../services.ts';
import { watchDeadWorkers } from './dead-workers.ts';
import { watchGivenUp } from './given-up.ts';

/** Pause before a pool that gave up is followed by another, in ms. */
const AGAIN = 500;

/** The library's lines at our levels; payloads are ids, but they stay out of the log all the same. */
function loggerFor(log: pino.Logger): Logger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new Logger(
    () => (level, message) => log[levels[level as keyof typeof levels] ?? 'debug']({ job: true }, message),
  );
}

/** Makes or updates the tables of the queue, as the worker, which owns their schema. */
export async function migrateQueue(pool: pg.Pool, schema: string, log: pino.Logger): Promise<void> {
  await runMigrations({ pgPool: pool, schema, logger: loggerFor(log) });
}

/**
 * How jobs are added: by the library's own function, within the transaction that they follow from. A key is a queue as well, since a
 * running job has given its key up: the next one of the key would run beside it.
 */
export function adder(schema: string): AddJob {
  return async (tx, name, { payload, key = null }) => {
    await sql`SELECT FROM ${sql.ref(`${schema}.add_job`)}(${name}, ${JSON.stringify(payload)}::json, queue_name => ${key}, job_key => ${key}, max_attempts => 12)`.execute(
      tx,
    );
  };
}

export type RunningQueue = { stop(): Promise<void> };

/** Starts working on the queue with the jobs of all domains. `stop` lets running jobs end. */
export async function startQueue(
  ctx: {
    readonly pool: pg.Pool;
    readonly db: Database;
    readonly schema: string;
    readonly log: pino.Logger;
    now(): Instant;
  },
  jobs: readonly Job[],
  settings: { readonly concurrency: number; onDone(name: string): void },
): Promise<RunningQueue> {
  const taskList: TaskList = {};
  for (const job of jobs) {
    taskList[job.name] = async (payload) => {
      await job.run({ db: ctx.db, now: ctx.now }, payload);
      settings.onDone(job.name);
    };
  }
  const scheduled = jobs.flatMap(({ name, at }) =>
    at === undefined ? [] : [{ task: name, match: at, identifier: name }],
  );
  const events: WorkerEvents = new EventEmitter();
  const watch = watchDeadWorkers(ctx, events);
  const givenUp = watchGivenUp(ctx, jobs);
  const begin = (): Promise<Runner> =>
    run({
      pgPool: ctx.pool,
      schema: ctx.schema,
      taskList,
      concurrency: settings.concurrency,
      pollInterval: 1_000,
      noHandleSignals: true,
      logger: loggerFor(ctx.log),
      ...(scheduled.length === 0 ? {} : { parsedCronItems: parseCronItems(scheduled) }),
      events,
      // In batches, so that a job whose end cannot be written stops the pool; else the library lets the whole process die.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  const queue = { runner: await begin(), stopping: false };
  const kept = keepRunning(queue, begin, ctx.log);
  return {
    stop: async () => {
      queue.stopping = true;
      await queue.runner.stop().catch(() => undefined);
      await kept;
      await watch.stop();
      await givenUp.stop();
    },
  };
}

/** A pool that gave up, as it does when the database is away for long, is followed by another. */
async function keepRunning(
  queue: { runner: Runner; stopping: boolean },
  begin: () => Promise<Runner>,
  log: pino.Logger,
): Promise<void> {
  while (!queue.stopping) {
    await queue.runner.promise.catch((error: unknown) => log.warn({ err: error }, 'a pool of workers gave up'));
    if (queue.stopping) return;
    await sleep(AGAIN);
    const next = queue.stopping ? undefined : await begin().catch(() => undefined);
    if (next !== undefined) queue.runner = next;
    if (next !== undefined && queue.stopping) await next.stop();
  }
}
