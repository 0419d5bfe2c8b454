// SPDX-License-Identifier: Apache-2.0
import { getPeriod, lastDay, periodOf } from '@beichen/kernel/periods.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Subscriber } from '@beichen/platform-server/events/pump.ts';
import { READ_PERIODS } from '@beichen/platform-server/readings/measure-source.ts';
import type { Reckoned } from '@beichen/platform-server/readings/reckon.ts';
import type { Job } from '@beichen/platform-server/server-module.ts';
import type { AddJob } from '@beichen/platform-server/services.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import { editionsOn, publishedFrom } from '../queries/editions.ts';
import { kindsAbove } from '../queries/facts.ts';
import type { Assessing } from './evaluating.ts';
import { finalise, giveUp } from './finalise.ts';
import { reckonLive } from './live.ts';

const reckonPayload = z.object({ edition: z.int(), period: z.string() });

const RECKON = 'assessment.reckon';

/** Computes a live result anew. */
export function reckonJob(assessing: Assessing): Job {
  return {
    name: RECKON,
    title: { zh: '重算考评结果', en: 'Reckon a result anew' },
    async run(ctx, payload) {
      await reckonLive(ctx.db, assessing, { ...reckonPayload.parse(payload), now: ctx.now() });
    },
  };
}

const finalisePayload = z.object({ evaluation: z.uuid() });

const FINALISE = 'assessment.finalise';

/** Freezes what was asked for. */
export function finaliseJob(assessing: Assessing): Job {
  return {
    name: FINALISE,
    title: { zh: '冻结考评结果', en: 'Freeze a result' },
    async run(ctx, payload) {
      await finalise(ctx.db, assessing, { ...finalisePayload.parse(payload), now: ctx.now() });
    },
    async giveUp(ctx, payload) {
      await giveUp(ctx.db, { ...finalisePayload.parse(payload), now: ctx.now() });
    },
  };
}

/** A freeze that was asked for is worked on as soon as the request is committed. */
export function finaliseOnRequest(addJob: AddJob): Subscriber {
  return {
    event: 'assessment.requested',
    async take(tx, { record: evaluation }) {
      await addJob(tx, FINALISE, { payload: { evaluation }, key: `${FINALISE}:${evaluation}` });
    },
  };
}

/** A correction moves the live result of its review's edition and period. */
export function resultsOfCorrection(addJob: AddJob): Subscriber {
  return {
    event: 'assessment.corrected',
    async take(tx, { record }) {
      const { rows } = await sql<{ edition: number; period: string }>`
        SELECT r.edition, r.period FROM judgement j JOIN review r ON r.id = j.review WHERE j.id = ${record}`.execute(
        tx,
      );
      for (const payload of rows)
        await addJob(tx, RECKON, { payload, key: `${RECKON}:${payload.edition}:${payload.period}` });
    },
  };
}

/** Facts that changed: of which period, and of which measures at which leaves; `null` where all may have. */
export type Changed = {
  readonly period: string;
  readonly at: { readonly measures: readonly string[]; readonly leaves: readonly number[] } | null;
};

/** Asks for the live results that rest on changed facts: one job an edition and period, however many facts changed. */
export async function askForResults(tx: Database, addJob: AddJob, changed: readonly Changed[]): Promise<void> {
  for (const { period: id, at } of changed) {
    const period = getPeriod(id);
    const day = lastDay(period);
    const kinds = at === null ? null : await kindsAbove(tx, at.leaves, day);
    for (const edition of await editionsOn(tx, { kind: period.kind, day })) {
      const isTouched = at === null || edition.measures.some((measure) => at.measures.includes(measure));
      // A case of a community is no fact of any village.
      if (!isTouched || kinds?.has(edition.subject) === false) continue;
      const key = `${RECKON}:${edition.id}:${id}`;
      await addJob(tx, RECKON, { payload: { edition: edition.id, period: id }, key });
    }
  }
}

/** An edition has a result of its first period as soon as it is published, and of any later one that something is known of already. */
export function resultsOfEdition(addJob: AddJob): Subscriber {
  return {
    event: 'assessment.published',
    async take(tx, { record }) {
      const edition = await publishedFrom(tx, record);
      if (edition === undefined) return;
      const periods = edition.known.filter((id) => {
        const day = lastDay(getPeriod(id));
        return edition.starts <= day && day <= edition.ends;
      });
      const first = periodOf(edition.starts, edition.kind).id;
      await askForResults(
        tx,
        addJob,
        [...new Set([first, ...periods])].map((period) => ({ period, at: null })),
      );
    },
  };
}

/** A unit lies or is called otherwise: results of the periods that the day lies in rest on the tree, whatever their facts. */
export function resultsOfChangedTree(addJob: AddJob, zone: string): Subscriber {
  return {
    event: 'org.changed',
    async take(tx, { instants }) {
      const days = instants.map((at) => dateOf(at, zone));
      const periods = days.flatMap((day) => READ_PERIODS.map((kind) => periodOf(day, kind).id));
      await askForResults(
        tx,
        addJob,
        [...new Set(periods)].map((period) => ({ period, at: null })),
      );
    },
  };
}

/** Readings by period. */
export function changedBy(reckoned: readonly Reckoned[]): Changed[] {
  const byPeriod = Map.groupBy(reckoned, ({ period }) => period);
  return [...byPeriod].map(([period, list]) => {
    const leaves = [...new Set(list.flatMap(({ units }) => units))];
    return { period, at: { measures: list.map(({ measure }) => measure), leaves } };
  });
}
