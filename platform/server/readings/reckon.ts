// SPDX-License-Identifier: Apache-2.0

import { boundsOf, getPeriod } from '@beichen/kernel/periods.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import type { MeasureSource } from './measure-source.ts';

/** Leaves whose readings of one measure and period were taken anew. */
export type Reckoned = { readonly measure: string; readonly period: string; readonly units: readonly number[] };

type Key = { measure: string; period: string; units: number[] };

/** At most so many readings a round, so that a rebuild never holds one transaction open for long. */
const MOST = 2_000;

async function takeMarks(tx: Database): Promise<Key[]> {
  const { rows } = await sql<Key>`
    WITH taken AS (SELECT id FROM stale_mark ORDER BY id LIMIT ${MOST}),
         gone AS (DELETE FROM stale_mark USING taken WHERE stale_mark.id = taken.id RETURNING measure, period, unit_id)
    SELECT measure, period, array_agg(DISTINCT unit_id) AS units FROM gone GROUP BY measure, period ORDER BY measure, period`.execute(
    tx,
  );
  return rows;
}

async function store(
  tx: Database,
  key: Key,
  about: { source: MeasureSource; zone: string; now: Instant },
): Promise<void> {
  const { from, until } = boundsOf(getPeriod(key.period), about.zone);
  const figures = await about.source.figures(tx, {
    units: key.units,
    span: { period: key.period, from, until },
    knownAt: about.now,
  });
  const rows = key.units.map((unit) => ({ unit, num: 0, den: null, buckets: null, ...figures.get(unit) }));
  const data = JSON.stringify(rows);
  // KEY SHARE: where the unit has moved since the snapshot, this fails and is done again; else the old place would be written.
  await sql`
    INSERT INTO reading (measure, period, unit_id, path, num, den, buckets, as_of)
    SELECT ${key.measure}, ${key.period}, r.unit, n.path, r.num, r.den, r.buckets, ${about.now}
    FROM jsonb_to_recordset(${data}::jsonb) AS r(unit integer, num double precision, den double precision, buckets double precision[])
    JOIN unit n ON n.id = r.unit FOR KEY SHARE OF n
    ON CONFLICT (measure, period, unit_id) DO UPDATE
      SET num = EXCLUDED.num, den = EXCLUDED.den, buckets = EXCLUDED.buckets, path = EXCLUDED.path, as_of = EXCLUDED.as_of`.execute(
    tx,
  );
}

/**
 * Takes the readings anew whose marks it sees, in one snapshot: what was recorded before it is counted, what comes later leaves a mark of
 * its own. Only one process at a time may call it for a city (see worker/lead.ts): of two snapshots the older could be written last.
 * `then` runs in the same transaction, for what follows from changed readings. Gives what was reckoned; empty where nothing was stale.
 */
export async function reckon(
  db: Database,
  about: { readonly sources: ReadonlyMap<string, MeasureSource>; readonly zone: string; readonly now: Instant },
  then: (tx: Database, reckoned: readonly Reckoned[]) => Promise<void>,
): Promise<readonly Reckoned[]> {
  return await inTransaction(db, 'snapshot', async (tx) => {
    await sql`SELECT hold_tree()`.execute(tx);
    const keys = await takeMarks(tx);
    const reckoned: Reckoned[] = [];
    for (const key of keys) {
      const source = about.sources.get(key.measure);
      // A mark of a measure that this version no longer has means nothing.
      if (source === undefined) continue;
      await store(tx, key, { source, zone: about.zone, now: about.now });
      reckoned.push(key);
    }
    if (reckoned.length > 0) await then(tx, reckoned);
    return reckoned;
  });
}
