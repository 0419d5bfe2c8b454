// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import type pino from 'pino';
import type { Database } from '../db/connect.ts';
import type { Job } from '../server-module.ts';
import type { AddJob } from '../services.ts';

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

/** How jobs are added: by the library's own function, within the transaction that they follow from. */
export function adder(schema: string): AddJob {
  return async (tx, name, { payload, key }) => {
    await sql`SELECT FROM ${sql.ref(`${schema}.add_job`)}(${name}, ${JSON.stringify(payload)}::json, job_key => ${key ?? null}, max_attempts => 12)`.execute(
      tx,
    );
  };
}

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
): Promise<Runner> {
  const taskList: TaskList = {};
  for (const job of jobs) {
    taskList[job.name] = async (payload) => {
      await job.run({ db: ctx.db, now: ctx.now }, payload);
      settings.onDone(job.name);
    };
  }
  return await run({
    pgPool: ctx.pool,
    schema: ctx.schema,
    taskList,
    concurrency: settings.concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: loggerFor(ctx.log),
  });
}
