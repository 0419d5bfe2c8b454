// SPDX-License-Identifier: Apache-2.0
import { type OperationNodeSource, sql } from 'kysely';
import type { Database } from './connect.ts';

/** One INSERT, UPDATE or function call of an action. */
export type Statement = {
  readonly query: OperationNodeSource;
  /** With RETURNING or SELECT: how many rows must come out; fewer means that somebody was faster. */
  readonly rows?: number;
};

/** Somebody else changed the row, or wrote the one that may stand but once, between load and write. */
export class LostRace extends Error {}

const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';
/** Something was told of a record that the statement left alone: another changed it before. Raised by the database (refuse_about). */
const OTHERS_RECORD = 'BC001';

/** All parts run, also where the first of them found its row changed: so a lost race may show as a key that is there already. */
function lostOrBroken(error: unknown): never {
  const { code, table } = error as { code?: string; table?: string };
  // The command's own key is no race over a record: the same intention was sent twice.
  if (code === DEADLOCK || code === OTHERS_RECORD || (code === UNIQUE_VIOLATION && table !== 'command'))
    throw new LostRace('somebody was faster', { cause: error });
  throw error;
}

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
  }>`WITH ${sql.join(parts)} SELECT ARRAY[${sql.join(counts)}]::integer[] AS counts`
    .execute(tx)
    .catch(lostOrBroken);
  const got = outcome.rows[0]?.counts ?? [];
  for (const [place, at] of counted.entries()) if (got[place] !== statements[at]?.rows) throw new LostRace();
}
