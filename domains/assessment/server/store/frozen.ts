// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { FrozenFact } from '../../rules/frozen-facts.ts';
import { assessmentTables } from '../tables.ts';

/** A freeze that is asked for. */
export type Wanted = {
  readonly id: string;
  readonly edition: number;
  readonly period: string;
  readonly root: { readonly id: number; readonly path: string };
  readonly treeDate: CivilDate;
  readonly person: string | null;
  /** The post in which it is asked for. */
  readonly post: { readonly unit: number; readonly title: Words } | null;
  readonly now: Instant;
  /** To be shown for notice, or to be final. */
  readonly aim: 'notice' | 'final';
};

/** Asks for a freeze; nothing where one of the edition and period is under way. `as_of` is the moment that its facts are known at. */
export function freezeRequested(wanted: Wanted): Statement {
  const { id, edition, period, root, treeDate, person, post, now, aim } = wanted;
  const query = sql`
    INSERT INTO evaluation (id, edition, period, state, unit_id, path, tree_date, as_of, lacking, requested_by, requested_unit, requested_post, aim)
    VALUES (${id}::uuid, ${edition}::integer, ${period}, 'requested', ${root.id}::integer, ${root.path}, ${treeDate}::date, ${now}::timestamptz, '{}', ${person}::uuid,
      ${post?.unit ?? null}::integer, ${post === null ? null : JSON.stringify(post.title)}::jsonb, ${aim})
    ON CONFLICT (edition, period) WHERE state = 'requested' DO NOTHING RETURNING id`;
  return { query, rows: 1 };
}

/** A request that waits, with the last final or noticed evaluation, whose place it would take. */
export type Request = {
  readonly id: string;
  readonly edition: number;
  readonly period: string;
  readonly unit_id: number;
  readonly tree_date: CivilDate;
  readonly as_of: Instant;
  readonly former: string | null;
  readonly aim: Wanted['aim'];
};

/** Takes a request up and locks it; `undefined` where it is done already. Of two runs the later one fails and is run again. */
export async function takeRequest(tx: Database, id: string): Promise<Request | undefined> {
  const { rows } = await sql<Request>`
    SELECT e.id, e.edition, e.period, e.unit_id, e.tree_date, e.as_of, e.aim,
      (SELECT f.id FROM evaluation f JOIN method_edition m ON m.id = f.edition
       WHERE m.method = own.method AND f.period = e.period AND f.state IN ('notice', 'final')
         AND NOT EXISTS (SELECT FROM evaluation later WHERE later.supersedes = f.id)) AS former
    FROM evaluation e JOIN method_edition own ON own.id = e.edition WHERE e.id = ${id} AND e.state = 'requested' FOR UPDATE OF e`.execute(
    tx,
  );
  return rows[0];
}

/** Gives a request up whose work failed for good: another may be asked for. Gives its unit; `undefined` where it waits no more. */
export async function giveUpRequest(tx: Database, id: string, now: Instant): Promise<number | undefined> {
  const given = await assessmentTables(tx)
    .updateTable('evaluation')
    .set({ state: 'failed', settled_at: now })
    .where('id', '=', id)
    .where('state', '=', 'requested')
    .returning('unit_id')
    .executeTakeFirst();
  return given?.unit_id;
}

const FACT_FIELDS =
  'unit_id integer, measure text, num double precision, den double precision, records uuid[], counting boolean[], declared uuid, corrected uuid';

/** Facts written by one statement: with their records, those of a province are more than one can take. */
const A_STATEMENT = 100_000;

/** Copies the facts of a frozen evaluation. */
export async function writeFacts(tx: Database, evaluation: string, facts: readonly FrozenFact[]): Promise<void> {
  for (let from = 0; from < facts.length; from += A_STATEMENT)
    await sql`
      INSERT INTO evaluation_fact (evaluation, unit_id, path, measure, num, den, records, counting, declared, corrected)
      SELECT ${evaluation}, f.unit_id, unit.path, f.measure, f.num, f.den, f.records, f.counting, f.declared, f.corrected
      FROM json_to_recordset(${JSON.stringify(facts.slice(from, from + A_STATEMENT))}::json) AS f(${sql.raw(FACT_FIELDS)}) JOIN unit ON unit.id = f.unit_id`.execute(
      tx,
    );
}

/** How a request ends. */
export type Settled = {
  readonly state: 'notice' | 'final' | 'trial';
  readonly digest: string | null;
  readonly catalogue: string;
  readonly lacking: readonly string[];
  readonly supersedes: string | null;
  readonly now: Instant;
};

/** From here on the database refuses any change. */
export async function settle(tx: Database, id: string, settled: Settled): Promise<void> {
  const { state, digest, catalogue, lacking, supersedes, now } = settled;
  await assessmentTables(tx)
    .updateTable('evaluation')
    .set({ state, digest, catalogue, lacking: [...lacking], supersedes, settled_at: now })
    .where('id', '=', id)
    .execute();
}
