// SPDX-License-Identifier: Apache-2.0
import { type Scope, scopeOf } from '@beichen/engines/access/may.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { type RawBuilder, sql } from 'kysely';
import type { MineView } from '../../model/views.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { caseRowOf, isOverdue, listedCases } from './case-rows.ts';

const MOST = 200;

/** Whether a place lies in a range: on all lines, or on the case's own. */
function within({ all, lines }: Pick<Scope, 'all' | 'lines'>, path: RawBuilder<string>): RawBuilder<boolean> {
  const inside = (root: string) => {
    const { low, high } = rangeOf(root);
    return sql`${path} >= ${low} AND ${path} < ${high}`;
  };
  const ranges = [
    ...all.map((root) => sql`(${inside(root)})`),
    ...lines.map(({ line, path: root }) => sql`(cases.line = ${line} AND ${inside(root)})`),
  ];
  return ranges.length === 0 ? sql`false` : sql`(${sql.join(ranges, sql` OR `)})`;
}

/** Whether a place lies where the actor holds a permission. Restricted cases are never reached by range. */
function granted(actor: Actor, permission: string, path: RawBuilder<string>): RawBuilder<boolean> {
  const { internal = { all: [], lines: [] }, ...scope } = scopeOf(actor, permission);
  return sql`(NOT cases.restricted AND CASE WHEN cases.internal THEN ${within(internal, path)} ELSE ${within(scope, path)} END)`;
}

/** What a case waits for from this actor; `null` where it waits for somebody else. */
function waitsFor(actor: Actor): RawBuilder<'dispatch' | 'close' | 'answer' | null> {
  const place = sql<string>`cases.path`;
  const handler = sql<string>`h.path`;
  const mine = sql`EXISTS (SELECT FROM party p WHERE p.record = cases.id AND p.role = 'reporter')`;
  return sql`CASE
    WHEN cases.stage = 'reported' AND ${granted(actor, 'cases.dispatch', place)} THEN 'dispatch'
    WHEN cases.stage = 'dispatched' AND EXISTS (
      SELECT FROM case_handler h WHERE h.case_id = cases.id AND ${granted(actor, 'cases.close', handler)}) THEN 'close'
    WHEN cases.stage = 'closed' AND (${granted(actor, 'cases.answer', place)} OR ${mine}) THEN 'answer' END`;
}

/** The cases that wait for this actor, those due first in front. Deferred ones wait too, and are not late. */
export async function myCases(
  tx: Database,
  deps: CaseDeps,
  about: { readonly actor: Actor; readonly now: Instant },
): Promise<MineView> {
  const { actor, now } = about;
  const waiting = waitsFor(actor);
  const found = await listedCases(tx)
    .select(waiting.as('waits_for'))
    .where('cases.stage', '<>', 'answered')
    .where(sql<boolean>`${waiting} IS NOT NULL`)
    .orderBy(sql`COALESCE(cases.due_at, cases.reported_at)`)
    .orderBy('cases.id')
    .execute();
  const rows = found.flatMap((row) =>
    row.waits_for === null ? [] : [{ ...caseRowOf(row, deps, now), waitsFor: row.waits_for }],
  );
  const count = (move: string): number => rows.filter((row) => row.waitsFor === move).length;
  return {
    counts: {
      dispatch: count('dispatch'),
      close: count('close'),
      answer: count('answer'),
      overdue: found.filter((row) => isOverdue(row, now)).length,
    },
    rows: rows.slice(0, MOST),
  };
}
