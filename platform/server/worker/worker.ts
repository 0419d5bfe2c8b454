// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { type HeadSink, publishHead } from '../audit/heads.ts';
import { seal } from '../audit/seal.ts';
import type { Database } from '../db/connect.ts';
import { isOvertaken } from '../db/overtaken.ts';
import { pump } from '../events/pump.ts';
import { type Reckoned, reckon } from '../readings/reckon.ts';
import type { ServerModule } from '../server-module.ts';
import { type Lead, takeLead } from './lead.ts';
import { ring } from './ring.ts';

/** Pause between two looks at the outbox, in ms: with the work itself it keeps a figure fresh well within two seconds. */
const PAUSE = 150;
/** Pause after a failed round, in ms. */
const PATIENCE = 1_000;

export type WorkerContext = {
  readonly db: Database;
  readonly directUrl: string;
  readonly modules: readonly ServerModule[];
  /** Where heads of the audit chain go that the database's owner must not be able to rewrite. */
  readonly heads: readonly HeadSink[];
  readonly zone: string;
  readonly log: Logger;
  now(): Instant;
};

/** Events taken up, clocks rung, readings taken and audit rows sealed since the start. */
export type Tally = { taken: number; rung: number; reckoned: number; sealed: number; failed: number };

export type RunningWorker = { readonly tally: Tally; changed(): void; stop(): Promise<void> };

/** Tells all web processes that something changed, once for all that changed since the last time. Carries nothing: browsers ask again. */
async function notify(db: Database): Promise<void> {
  await sql`SELECT pg_notify('beichen_' || current_schema(), '')`.execute(db);
}

/** Repeats a duty until stopped; a failed round is logged and tried again, so a database that comes back finds its worker. */
async function repeat(ctx: WorkerContext, stopping: AbortSignal, duty: () => Promise<boolean>): Promise<void> {
  while (!stopping.aborted) {
    const pause = await duty().then(
      (more) => (more ? 0 : PAUSE),
      (error: unknown) => {
        // The snapshot was overtaken, say by a job of the same key: the next round sees it.
        if (isOvertaken(error)) return PAUSE;
        if (!stopping.aborted) ctx.log.error({ err: error }, 'a round of the worker failed');
        return PATIENCE;
      },
    );
    if (pause > 0) await sleep(pause, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** Takes the readings anew, as the one process of the city that does. */
class Reckoner {
  private lead: Lead | undefined;
  private readonly ctx: WorkerContext;

  constructor(ctx: WorkerContext) {
    this.ctx = ctx;
  }

  async round(): Promise<readonly Reckoned[]> {
    if (this.lead?.held() !== true) this.lead = await takeLead(this.ctx.directUrl, 'reckoner');
    if (this.lead === undefined) return [];
    const { modules, zone } = this.ctx;
    const now = this.ctx.now();
    const sources = new Map(
      modules.flatMap((module) => module.measures.map((source) => [source.declaration.id, source])),
    );
    return await reckon(this.lead.db, { sources, zone, now }, async (tx, reckoned) => {
      for (const module of modules) await module.onReadings?.(tx, reckoned, now);
    });
  }

  async close(): Promise<void> {
    await this.lead?.release();
  }
}

/** Hands the head of the audit chain out once a day, and at the start. Several processes may: each head proves what lies before it. */
function headDuty({ db, heads, zone, now }: WorkerContext): () => Promise<boolean> {
  let published: string | undefined;
  return async () => {
    const today = dateOf(now(), zone);
    if (today !== published && (await publishHead(db, heads)) !== undefined) published = today;
    return false;
  };
}

/**
 * Starts the worker: takes up events, rings clocks, takes readings, seals the audit and hands out its head, and tells browsers. Any number of processes may run
 * one; each duty keeps itself from being done twice.
 */
export function startWorker(ctx: WorkerContext): RunningWorker {
  const tally: Tally = { taken: 0, rung: 0, reckoned: 0, sealed: 0, failed: 0 };
  const stopping = new AbortController();
  const reckoner = new Reckoner(ctx);
  const sources = ctx.modules.flatMap((module) => module.measures);
  const subscribers = ctx.modules.flatMap((module) => module.subscribers);
  let news = false;
  const river = async (): Promise<boolean> => {
    const now = ctx.now();
    const rung = await ring(ctx.db, now);
    const taken = await pump(ctx.db, { sources, subscribers, zone: ctx.zone, now });
    const reckoned = await reckoner.round();
    tally.rung += rung;
    tally.taken += taken;
    tally.reckoned += reckoned.reduce((sum, { units }) => sum + units.length, 0);
    if (reckoned.length > 0 || taken > 0) news = true;
    if (news) {
      news = false;
      await notify(ctx.db);
    }
    return rung + taken + reckoned.length > 0;
  };
  const sealing = async (): Promise<boolean> => {
    const sealed = await seal(ctx.db, ctx.now());
    tally.sealed += sealed;
    return sealed > 0;
  };
  const duties = Promise.all([river, sealing, headDuty(ctx)].map((duty) => repeat(ctx, stopping.signal, duty)));
  const stop = async (): Promise<void> => {
    stopping.abort();
    await duties;
    await reckoner.close();
  };
  const changed = (): void => {
    news = true;
  };
  return { tally, changed, stop };
}
