// SPDX-License-Identifier: Apache-2.0
import { CompiledQuery, type OperationNodeSource, sql } from 'kysely';
import type { Database } from './connect.ts';
import { LAST } from './paired.ts';

/** A function of the database with its arguments. It may keep plans from one call to the next, which a query sent from here cannot. */
export type Call = { readonly call: string; readonly values: readonly unknown[] };

/** An INSERT or UPDATE. */
export type Query = {
  readonly query: OperationNodeSource;
  /** With RETURNING or SELECT: how many rows must come out; fewer means that somebody was faster. */
  readonly rows?: number;
};

/**
 * A part of what an action writes. Calls, and queries with `rows`, are run in their order, and a call sees what was written before it;
 * other queries come last. No query sees rows of the others.
 */
export type Statement = Call | Query;

/** A row as functions of the database take it: JSON by column, without those that are null. */
export function rowJson(row: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}

/** Somebody else changed the row, or wrote the one that may stand but once, between load and write. */
export class LostRace extends Error {}

/** With this error a function of ours refuses a record that is no longer as it was read, or that another changed before (refuse_about). */
const LOST = 'BC001';
const UNIQUE_VIOLATION = '23505';
const DEADLOCK = '40P01';

function lostOrBroken(error: unknown): never {
  const { code, table } = error as { code?: string; table?: string };
  // The command's own key is no race over a record: the same intention was sent twice.
  if (code === LOST || code === DEADLOCK || (code === UNIQUE_VIOLATION && table !== 'command'))
    throw new LostRace('somebody was faster', { cause: error });
  throw error;
}

/**
 * Sends what an action writes as one statement: one round trip for records, audit, events and the answer. `last` says that the transaction
 * has nothing more to do, so that the COMMIT goes out with it; where a part is refused, nothing is written.
 */
export async function writeTogether(
  tx: Database,
  statements: readonly Statement[],
  then: 'last' | 'more' = 'more',
): Promise<void> {
  const queries = statements.filter((statement) => 'query' in statement);
  const parts = queries.map(({ query }, at) => sql`${sql.ref(`part${at}`)} AS (${query})`);
  const { sql: before, parameters } = parts.length === 0 ? NO_QUERY : sql`WITH ${sql.join(parts)} `.compile(tx);
  const values = [...parameters];
  const run = statements.flatMap((statement) => {
    if ('call' in statement)
      return [`${statement.call}(${statement.values.map((value) => `$${values.push(value)}`).join(', ')})`];
    const { rows } = statement;
    return rows === undefined ? [] : [`settle((SELECT count(*) FROM part${queries.indexOf(statement)}), ${rows})`];
  });
  const text = `${before}SELECT ${run.join(', ')} ${then === 'last' ? LAST : ''}`;
  await tx.executeQuery(CompiledQuery.raw(text, values)).catch(lostOrBroken);
}

const NO_QUERY = { sql: '', parameters: [] as readonly unknown[] };
