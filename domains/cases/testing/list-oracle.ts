// SPDX-License-Identifier: Apache-2.0
// What lists and boards must hold, by SQL of its own over the raw actions and the parents of today's tree.

import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { type RawBuilder, sql } from 'kysely';

/** A list as it is asked: where, by what, in which stage, late or not. */
export type ListWanted = {
  readonly unit: number;
  readonly by: 'place' | 'handler';
  readonly stage?: 'reported' | 'dispatched' | 'closed' | 'answered' | 'open' | undefined;
  readonly overdue?: boolean | undefined;
  readonly deferred?: boolean | undefined;
};

const TODAY = sql`
  WITH RECURSIVE below AS (SELECT id AS node, id AS unit FROM unit UNION ALL SELECT below.node, unit.id FROM below JOIN unit ON unit.parent_id = below.unit),
  story AS (
    SELECT a.case_id, c.unit_id AS place, c.restricted, c.reporter::text AS reporter, max(a.handler) FILTER (WHERE move = 'dispatch') AS handler,
      (array_agg(a.due_at ORDER BY n DESC) FILTER (WHERE move IN ('dispatch', 'redate')))[1] AS due, count(*) FILTER (WHERE move = 'defer') > 0 AS put_off,
      CASE WHEN count(*) FILTER (WHERE move = 'answer' AND a.answer <> 'unreached') > 0 THEN 'answered'
        WHEN count(*) FILTER (WHERE move = 'close') > 0 THEN 'closed'
        WHEN count(*) FILTER (WHERE move = 'dispatch') > 0 THEN 'dispatched' ELSE 'reported' END AS stands
    FROM case_action a JOIN cases c ON c.id = a.case_id GROUP BY a.case_id, c.unit_id, c.restricted, c.reporter)`;

const late = (now: Instant) => sql`(stands = 'dispatched' AND NOT put_off AND due <= ${now})`;

/** Ids of the cases that a list must hold for somebody who sees the whole city. */
export async function expectedList(
  owner: Database,
  wanted: ListWanted,
  about: { readonly now: Instant; readonly person: string },
): Promise<string[]> {
  const { unit, by, stage, overdue, deferred } = wanted;
  const all: RawBuilder<unknown>[] = [
    sql`${by === 'place' ? sql`place` : sql`handler`} IN (SELECT below.unit FROM below WHERE node = ${unit})`,
    sql`(NOT restricted OR reporter = ${about.person})`,
  ];
  if (stage === 'open') all.push(sql`stands <> 'closed' AND stands <> 'answered'`);
  else if (stage !== undefined) all.push(sql`stands = ${stage}`);
  if (overdue !== undefined) all.push(overdue ? late(about.now) : sql`NOT COALESCE(${late(about.now)}, false)`);
  if (deferred !== undefined) all.push(sql`put_off = ${deferred}`);
  const { rows } = await sql<{ id: string }>`
    ${TODAY} SELECT case_id::text AS id FROM story WHERE ${sql.join(all, sql` AND `)} ORDER BY case_id`.execute(owner);
  return rows.map(({ id }) => id);
}

export type ExpectedMine = { dispatch: number; close: number; answer: number; overdue: number };

/** What waits for somebody who may do everything from a unit down. */
export async function expectedMine(
  owner: Database,
  about: { readonly unit: number; readonly person: string; readonly now: Instant },
): Promise<ExpectedMine> {
  const { unit, person, now } = about;
  const { rows } = await sql<ExpectedMine>`
    ${TODAY}, mine AS (SELECT below.unit FROM below WHERE node = ${unit}), waiting AS (
      SELECT story.*, CASE WHEN stands = 'reported' AND NOT restricted AND place IN (TABLE mine) THEN 'dispatch'
        WHEN stands = 'dispatched' AND NOT restricted AND handler IN (TABLE mine) THEN 'close'
        WHEN stands = 'closed' AND (reporter = ${person} OR NOT restricted AND place IN (TABLE mine)) THEN 'answer' END AS what FROM story)
    SELECT (count(*) FILTER (WHERE what = 'dispatch'))::integer AS dispatch, (count(*) FILTER (WHERE what = 'close'))::integer AS close,
      (count(*) FILTER (WHERE what = 'answer'))::integer AS answer, (count(*) FILTER (WHERE what IS NOT NULL AND ${late(now)}))::integer AS overdue
    FROM waiting`.execute(owner);
  return rows[0] ?? { dispatch: 0, close: 0, answer: 0, overdue: 0 };
}
