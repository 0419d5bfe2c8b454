// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';

/** Pause between two looks, in ms. */
const PAUSE = 3_000;

const LOCK = '(hashtext(current_schema()), hashtext($1))';

type Watched = { readonly pool: pg.Pool; readonly schema: string; readonly log: Logger };

/** Whatever hands work back that was taken up by a process that died. */
export type DeadWorkers = { look(): Promise<readonly string[]>; stop(): Promise<void> };

/** Whether nobody holds the lock of an owner of jobs. */
async function isDead(client: pg.PoolClient, id: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(`SELECT pg_try_advisory_lock${LOCK} AS got`, [id]);
  if (rows[0]?.got === true) await client.query(`SELECT pg_advisory_unlock${LOCK}`, [id]);
  return rows[0]?.got === true;
}

/** A session that holds the locks of its owners, and takes them again where it broke. */
class Session {
  readonly own = new Set<string>();
  private client: pg.PoolClient | undefined;
  private opening: Promise<pg.PoolClient> | undefined;
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Two that open at once get one connection: the other would be lent out for ever. */
  async open(): Promise<pg.PoolClient> {
    this.opening ??= this.begin().finally(() => {
      this.opening = undefined;
    });
    return await this.opening;
  }

  private async begin(): Promise<pg.PoolClient> {
    if (this.client !== undefined) return this.client;
    const next = await this.pool.connect();
    next.once('error', () => this.close());
    this.client = next;
    for (const id of this.own) await this.hold(id);
    return next;
  }

  /** Where there is no session yet, opening it holds all. */
  async hold(id: string): Promise<void> {
    this.own.add(id);
    await this.client?.query(`SELECT pg_advisory_lock${LOCK}`, [id]);
  }

  /** One that gave up is as good as dead: what it had taken up is for others. */
  async forget(id: string): Promise<void> {
    this.own.delete(id);
    await this.client?.query(`SELECT pg_advisory_unlock${LOCK}`, [id]);
  }

  /** It ends with its locks: given back to the pool, it would hand them on. */
  close(): void {
    this.client?.release(true);
    this.client = undefined;
  }
}

/** Attempts that a job may come to by deaths of processes. */
const MOST_ATTEMPTS = 60;

/**
 * What a killed process had taken up would lie locked for hours. So who takes jobs up, a pool of workers, holds a lock of a session, which
 * goes when its process dies: a pool whose lock can be had is dead, and its jobs are handed back. What was locked a moment ago is left
 * alone, since its pool may be about to take its lock.
 */
export function watchDeadWorkers({ pool, schema, log }: Watched, events: WorkerEvents): DeadWorkers {
  const session = new Session(pool);
  const stopping = new AbortController();
  const jobs = pg.escapeIdentifier(schema);
  const look = async (): Promise<readonly string[]> => {
    const client = await session.open();
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT locked_by AS id FROM ${jobs}._private_jobs
       WHERE locked_at < now() - interval '2 seconds' AND locked_by <> ALL ($1)`,
      [[...session.own]],
    );
    const dead: string[] = [];
    for (const { id } of rows) if (await isDead(client, id)) dead.push(id);
    if (dead.length === 0) return dead;
    // One of a key that was asked for again meanwhile would remain as a failure that was none: the later one does its work.
    const superseded = await client.query<{ id: string }>(
      `SELECT id FROM ${jobs}._private_jobs
       WHERE locked_by = ANY ($1) AND job_queue_id IS NOT NULL AND key IS NULL AND attempts >= max_attempts`,
      [dead],
    );
    // Its process died, not the job: that is no attempt of its own. Bounded, since a job may be what kills its process.
    await client.query(
      `UPDATE ${jobs}._private_jobs SET max_attempts = LEAST(max_attempts + 1, ${MOST_ATTEMPTS}) WHERE locked_by = ANY ($1) AND max_attempts < ${MOST_ATTEMPTS}`,
      [dead],
    );
    await client.query(`SELECT ${jobs}.force_unlock_workers($1)`, [dead]);
    await client.query(`SELECT FROM ${jobs}.complete_jobs($1)`, [superseded.rows.map(({ id }) => id)]);
    log.warn({ workers: dead }, 'work of dead workers was handed back');
    return dead;
  };
  events.on('pool:create', ({ workerPool }) => {
    session.hold(workerPool.id).catch((error: unknown) => log.warn({ err: error }, 'a pool holds no lock yet'));
  });
  events.on('pool:release', ({ workerPool }) => {
    // A session that broke has let the lock go already.
    session.forget(workerPool.id).catch(() => session.close());
  });
  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => {
        session.close();
        if (!stopping.signal.aborted) log.warn({ err: error }, 'dead workers cannot be looked for');
      });
      await sleep(PAUSE, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  const stop = async (): Promise<void> => {
    stopping.abort();
    await rounds;
    session.close();
  };
  return { look, stop };
}
