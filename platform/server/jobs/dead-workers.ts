// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';

/** Pause between two looks, in ms. */
const PAUSE = 10_000;

const LOCK = '(hashtext(current_schema()), hashtext($1))';

type Watched = { readonly pool: pg.Pool; readonly schema: string; readonly log: Logger };

/** Whatever hands work back that was taken up by a worker whose process is gone. */
export type DeadWorkers = { look(): Promise<readonly string[]>; stop(): Promise<void> };

/**
 * What a killed process had taken up would lie locked for hours. So each worker holds a lock of a session, which goes when its process
 * dies: a worker whose lock can be had is dead, and its work is handed back. A job that was locked a moment ago is left alone, since its
 * worker may be about to take its lock.
 */
export function watchDeadWorkers({ pool, schema, log }: Watched, events: WorkerEvents): DeadWorkers {
  const own = new Set<string>();
  const stopping = new AbortController();
  let session: pg.PoolClient | undefined;
  const hold = async (id: string): Promise<void> => void (await session?.query(`SELECT pg_advisory_lock${LOCK}`, [id]));
  const open = async (): Promise<pg.PoolClient> => {
    if (session !== undefined) return session;
    const next = await pool.connect();
    next.once('error', () => {
      session = undefined;
    });
    session = next;
    for (const id of own) await hold(id);
    return next;
  };
  const isDead = async (client: pg.PoolClient, id: string): Promise<boolean> => {
    const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock${LOCK} AS got`, [id]);
    if (rows[0]?.got === true) await client.query(`SELECT pg_advisory_unlock${LOCK}`, [id]);
    return rows[0]?.got === true;
  };
  const look = async (): Promise<readonly string[]> => {
    const client = await open();
    const jobs = pg.escapeIdentifier(schema);
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT locked_by AS id FROM ${jobs}._private_jobs
       WHERE locked_at < now() - interval '2 seconds' AND locked_by <> ALL ($1)`,
      [[...own]],
    );
    const dead: string[] = [];
    for (const { id } of rows) if (await isDead(client, id)) dead.push(id);
    if (dead.length === 0) return dead;
    await client.query(`SELECT ${jobs}.force_unlock_workers($1)`, [dead]);
    log.warn({ workers: dead }, 'work of dead workers was handed back');
    return dead;
  };
  events.on('worker:create', ({ worker }) => {
    own.add(worker.workerId);
    hold(worker.workerId).catch((error: unknown) => log.warn({ err: error }, 'a worker holds no lock yet'));
  });
  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => {
        session?.release(true);
        session = undefined;
        if (!stopping.signal.aborted) log.warn({ err: error }, 'dead workers cannot be looked for');
      });
      await sleep(PAUSE, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await rounds;
    // The session ends with its locks: a pool would hand both on.
    session?.release(true);
  };
  return { look, stop };
}
