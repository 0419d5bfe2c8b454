// SPDX-License-Identifier: Apache-2.0
import { type OperationNodeSource, sql } from 'kysely';
import type { Database } from './connect.ts';

/** One INSERT, UPDATE or function call of an action. */
export type Statement = {
  readonly query: OperationNodeSource;
  /** With RETURNING or SELECT: how many rows must come out; fewer means that somebody was faster. */
  readonly rows?: number;
};

/** Somebody else changed the row between load and write. */
export class LostRace extends Error {}

/**
 * Sends the statements of an action as one: each becomes a part of a WITH, so that one round trip writes records, audit, events and
 * the answer together. The parts see the state before the statement, not each other's rows.
 */
export async function writeTogether(tx: Database, statements: readonly Statement[]): Promise<void> {
  const parts = statements.map(({ query }, at) => sql`${sql.ref(`part${at}`)} AS (${query})`);
  const counted = statements.flatMap(({ rows }, at) => (rows === undefined ? [] : [at]));
  const counts = counted.map((at) => sql`(SELECT count(*)::integer FROM ${sql.ref(`part${at}`)})`);
  const outcome = await sql<{
    counts: number[];
  }>`WITH ${sql.join(parts)} SELECT ARRAY[${sql.join(counts)}]::integer[] AS counts`.execute(tx);
  const got = outcome.rows[0]?.counts ?? [];
  for (const [place, at] of counted.entries()) if (got[place] !== statements[at]?.rows) throw new LostRace();
}
