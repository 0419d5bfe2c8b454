// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Handover, Held, Holding, Passed } from '@beichen/platform-server/holdings.ts';
import { sql } from 'kysely';
import { caseTables } from './tables.ts';

/** A case ends with the reporter's answer; until then somebody has to do with it. One that another unit handles lies at both. */
const AT = sql`SELECT id, unit_id AS unit FROM cases WHERE stage <> 'answered'
  UNION SELECT c.id, h.unit_id FROM case_handler h JOIN cases c ON c.id = h.case_id WHERE c.stage <> 'answered'`;

type Gone = { readonly id: string };

/**
 * Takes the cases to the other unit: the place, the handling, and what goes with them; each keeps its actions and gets one more. What had
 * fallen due or was closed by then counts where it was, so that no result of the past moves; the rest counts where it is dealt with.
 */
async function passCases(tx: Database, { from, to, records, now }: Handover): Promise<Passed> {
  const some = records === null ? sql`true` : sql`c.id = ANY (${[...records]}::uuid[])`;
  const { rows } = await sql<Gone>`
    WITH target AS (SELECT id, path FROM unit WHERE id = ${to}),
      gone AS (UPDATE cases c SET
          settled_unit = CASE WHEN c.unit_id = ${from} AND least(c.due_at, c.closed_at) <= ${now}::timestamptz THEN COALESCE(c.settled_unit, c.unit_id) ELSE c.settled_unit END,
          unit_id = CASE WHEN c.unit_id = ${from} THEN target.id ELSE c.unit_id END,
          path = CASE WHEN c.unit_id = ${from} THEN target.path ELSE c.path END,
          handler = CASE WHEN c.handler = ${from} THEN target.id ELSE c.handler END,
          version = c.version + 1, recorded_at = greatest(${now}::timestamptz, c.recorded_at)
        FROM target WHERE c.stage <> 'answered' AND (c.unit_id = ${from} OR c.handler = ${from}) AND ${some} RETURNING c.*),
      acted AS (INSERT INTO case_action (case_id, n, unit_id, move, recorded_at, stage, deferred, reported_at, dispatched_at, handler, due_at,
          closed_at, outcome, worked_days, answered_at, answer)
        SELECT id, version, COALESCE(settled_unit, unit_id), 'pass', recorded_at, stage, deferred, reported_at, dispatched_at, handler, due_at,
          closed_at, outcome, worked_days, answered_at, answer FROM gone),
      handled AS (UPDATE case_handler h SET unit_id = target.id, path = target.path FROM target, gone WHERE h.case_id = gone.id AND h.unit_id = ${from}),
      clocked AS (UPDATE clock SET unit_id = gone.unit_id FROM gone WHERE clock.record = gone.id),
      named AS (UPDATE subject_of s SET unit_id = gone.unit_id, path = gone.path FROM gone WHERE s.record = gone.id AND s.unit_id = ${from}),
      told AS (INSERT INTO outbox (name, unit_id, record, instants, at)
        SELECT 'cases.passed', place.unit, gone.id,
          array_remove(ARRAY[gone.due_at - interval '1 millisecond', gone.closed_at, gone.answered_at], NULL), ${now}::timestamptz
        FROM gone CROSS JOIN LATERAL (VALUES (gone.unit_id), (${from}::integer)) AS place(unit))
    SELECT id FROM gone ORDER BY id`.execute(tx);
  return { went: rows.map(({ id }) => id) };
}

async function countCases(
  tx: Database,
  { units }: { readonly units: readonly number[] },
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ unit: number; n: number }>`
    SELECT unit, count(*)::integer AS n FROM (${AT}) AS lying WHERE unit = ANY (${[...units]}) GROUP BY unit`.execute(
    tx,
  );
  return new Map(rows.map(({ unit, n }) => [unit, n]));
}

async function listCases(
  tx: Database,
  { unit, limit }: { readonly unit: number; readonly limit: number },
): Promise<readonly Held[]> {
  const rows = await caseTables(tx)
    .selectFrom('cases')
    .select(['id', 'number', 'summary'])
    .where(sql<boolean>`id IN (SELECT id FROM (${AT}) AS lying WHERE lying.unit = ${unit})`)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ id, number, summary }) => ({ record: id, title: `${number} ${summary}` }));
}

/** Cases that are not ended, at the unit or handled by it. Restricted ones go along and are neither counted nor named to others than their parties. */
export const openCases: Holding = {
  id: 'cases.open',
  title: { zh: '未了事项', en: 'Open cases' },
  isWork: true,
  count: countCases,
  list: listCases,
  pass: passCases,
};
