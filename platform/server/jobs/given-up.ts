// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type pino from 'pino';
import type { Database } from '../db/connect.ts';
import type { Job, JobContext } from '../server-module.ts';

/** Pause between two looks, in ms. */
const PAUSE = 3_000;

type Watched = JobContext & { readonly schema: string; readonly log: pino.Logger };

type Row = { readonly id: string; readonly name: string; readonly payload: unknown };

/** Jobs of these names that will not run again: their attempts are used up, and nobody works on them. */
async function failedJobs(db: Database, schema: string, names: readonly string[]): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    SELECT j.id::text, t.identifier AS name, j.payload FROM ${sql.table(`${schema}._private_jobs`)} j
    JOIN ${sql.table(`${schema}._private_tasks`)} t ON t.id = j.task_id
    WHERE t.identifier = ANY (${names}) AND j.attempts >= j.max_attempts AND j.locked_at IS NULL`.execute(db);
  return rows;
}

/**
 * Lets a domain do what follows from a job that failed for good. Looked for in the queue, and not told by the job's last run: that one may
 * have died with its process.
 */
export function watchGivenUp(ctx: Watched, jobs: readonly Job[]): { stop(): Promise<void> } {
  const { db, schema, log } = ctx;
  const handlers = new Map(jobs.flatMap(({ name, giveUp }) => (giveUp === undefined ? [] : [[name, giveUp] as const])));
  const stopping = new AbortController();
  const told = new Set<string>();
  const look = async (): Promise<void> => {
    for (const { id, name, payload } of await failedJobs(db, schema, [...handlers.keys()])) {
      if (told.has(id)) continue;
      await handlers.get(name)?.(ctx, payload);
      told.add(id);
      log.error({ job: name, id }, 'a job was given up');
    }
  };
  const rounds = (async () => {
    while (handlers.size > 0 && !stopping.signal.aborted) {
      await look().catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'jobs that failed for good cannot be looked for');
      });
      await sleep(PAUSE, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await rounds;
    },
  };
}
