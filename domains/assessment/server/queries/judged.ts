// SPDX-License-Identifier: Apache-2.0
import type { OrgPath } from '@beichen/kernel/paths.ts';
import type { Grant } from '@beichen/kernel/permissions.ts';
import type { Explanation } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { PostGrant } from '../../rules/review.ts';
import { unpacked } from './review-grid.ts';
import { findReview, type NumberedJudgement, postsOf, type ReviewRow, saidOfUnits } from './reviews.ts';

/** A unit that is judged, in today's tree. */
export type JudgedUnit = { readonly id: number; readonly path: OrgPath; readonly name: string };

/** What a judgement is decided by. */
export type Judging = {
  readonly review: ReviewRow;
  /** Those that are assessed and that the actor sees, in the order asked. */
  readonly units: readonly JudgedUnit[];
  readonly posts: readonly PostGrant[];
  readonly said: readonly NumberedJudgement[];
};

async function assessedUnits(tx: Database, review: ReviewRow, ids: readonly number[]): Promise<JudgedUnit[]> {
  const { rows } = await sql<JudgedUnit>`
    SELECT u.id, u.path, u.name FROM unit u JOIN result r ON r.unit_id = u.id JOIN evaluation e ON e.id = r.evaluation
    WHERE u.id = ANY (${[...ids]}::integer[]) AND e.edition = ${review.edition_id} AND e.period = ${review.period} AND e.state = 'live' ORDER BY u.code`.execute(
    tx,
  );
  return rows;
}

/** `undefined` where there is no such review, or the actor sees none of the units. */
export async function findJudging(
  tx: Database,
  asked: { readonly id: string; readonly units: readonly number[] },
  grants: readonly Grant[],
): Promise<Judging | undefined> {
  const review = await findReview(tx, asked.id);
  if (review === undefined) return undefined;
  const units = await assessedUnits(tx, review, asked.units);
  if (units.length === 0) return undefined;
  const posts = await postsOf(tx, grants);
  const said = await saidOfUnits(tx, { review: review.id, units: units.map(({ id }) => id) });
  return { review, units, posts, said };
}

/** The reasons of a unit's live result. */
export async function liveReasons(tx: Database, review: ReviewRow, unit: number): Promise<Explanation | undefined> {
  const { rows } = await sql<{ explanation: Buffer }>`
    SELECT r.explanation FROM result r JOIN evaluation e ON e.id = r.evaluation
    WHERE e.edition = ${review.edition_id} AND e.period = ${review.period} AND e.state = 'live' AND r.unit_id = ${unit}`.execute(
    tx,
  );
  return rows[0] && unpacked(rows[0].explanation);
}
