// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import type { MeasureAsked, MeasureSource } from './measure-source.ts';

/**
 * Since when something that changes these readings waits to be counted: an event that was told, a reading that was marked, or a clock whose
 * time has passed and which has not rung yet. `null` where nothing waits. Asked as the worker, who alone sees what waits.
 */
export async function waitingSince(
  worker: Database,
  source: MeasureSource,
  { units, span, knownAt }: MeasureAsked,
): Promise<Instant | null> {
  const { id, changedBy } = source.declaration;
  const { rows } = await sql<{ since: Instant | null }>`
    SELECT min(at) AS since FROM (
      SELECT at FROM stale_mark WHERE measure = ${id} AND period = ${span.period} AND unit_id = ANY (${units})
      UNION ALL
      SELECT at FROM outbox WHERE name = ANY (${changedBy}) AND unit_id = ANY (${units})
        AND EXISTS (SELECT FROM unnest(instants) AS touched WHERE touched >= ${span.from} AND touched < ${span.until})
      UNION ALL
      SELECT due_at FROM clock WHERE event = ANY (${changedBy}) AND unit_id = ANY (${units}) AND stopped_at IS NULL AND fired_at IS NULL
        AND due_at <= ${knownAt} AND due_at > ${span.from} AND due_at <= ${span.until}) AS waiting`.execute(worker);
  return rows[0]?.since ?? null;
}
