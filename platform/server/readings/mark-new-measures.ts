// SPDX-License-Identifier: Apache-2.0
import { boundsOf, lastDay, type Period, periodOf, previousPeriod } from '@beichen/kernel/periods.ts';
import { addDays, dateOf, type Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import { type MeasureSource, READ_PERIODS } from './measure-source.ts';

type City = { readonly zone: string; readonly now: Instant };

/** The periods that run, those before, which are assessed after they have ended, and those to come, in which something may be due. */
function openPeriods({ zone, now }: City): Period[] {
  const today = dateOf(now, zone);
  return READ_PERIODS.flatMap((kind) => {
    const running = periodOf(today, kind);
    return [previousPeriod(running), running, periodOf(addDays(lastDay(running), 1), kind)];
  });
}

/** The measures without a single reading, and none that waits to be taken: those of a newer version of the system. */
async function newAmong(tx: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT asked.id FROM unnest(${ids}::text[]) AS asked (id)
    WHERE NOT EXISTS (SELECT FROM reading r WHERE r.measure = asked.id) AND NOT EXISTS (SELECT FROM stale_mark m WHERE m.measure = asked.id)`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The units that a measure would have readings at in a period. Events make one for each unit that has a record, so these are they. */
async function unitsWithRecords(tx: Database, source: MeasureSource, about: City & { readonly period: Period }) {
  const { period, zone, now } = about;
  const units = (await tx.selectFrom('unit').select('id').execute()).map(({ id }) => id);
  const span = { period: period.id, ...boundsOf(period, zone) };
  return [...(await source.figures(tx, { units, span, knownAt: now })).keys()];
}

/**
 * Marks what a measure that is new to the city needs in its open periods: events make readings stale, and those of before told nothing of
 * it. Asked at each start and answered by next to nothing, unless there is such a measure; gives how many readings are to be taken.
 */
export async function markNewMeasures(db: Database, sources: readonly MeasureSource[], city: City): Promise<number> {
  return await inTransaction(db, 'ordinary', async (tx) => {
    // Of processes that start at once one marks; the others find the marks.
    await sql`SELECT pg_advisory_xact_lock(hashtext('beichen.measures.' || current_schema()))`.execute(tx);
    const fresh = await newAmong(
      tx,
      sources.map(({ declaration }) => declaration.id),
    );
    let marked = 0;
    for (const source of sources.filter(({ declaration }) => fresh.has(declaration.id))) {
      for (const period of openPeriods(city)) {
        const units = await unitsWithRecords(tx, source, { ...city, period });
        await sql`
          INSERT INTO stale_mark (measure, unit_id, period, at)
          SELECT ${source.declaration.id}, unit, ${period.id}, ${city.now} FROM unnest(${units}::integer[]) AS unit`.execute(
          tx,
        );
        marked += units.length;
      }
    }
    return marked;
  });
}
