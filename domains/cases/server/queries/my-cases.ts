// SPDX-License-Identifier: Apache-2.0
import { type Scope, scopeOf } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { type RawBuilder, sql } from 'kysely';
import { cursorSchema, type MineAsked } from '../../model/list-asked.ts';
import type { MineView } from '../../model/views.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { caseRowOf, listedCases, overdueAt } from './case-rows.ts';

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

/** What a list is turned by: since when a case is late, or waits without a time limit. */
const KEY = sql<Instant>`COALESCE(cases.due_at, cases.reported_at)`;

function afterCursor(cursor: string | undefined): RawBuilder<boolean> {
  if (cursor === undefined) return sql`true`;
  const read = cursorSchema.safeParse(cursor.split('_'));
  if (!read.success) throw new Refusal(platformErrors.badInput);
  const [key, id] = read.data;
  return sql`(${KEY}, cases.id) > (${key}::timestamptz, ${id}::uuid)`;
}

/** How many wait for what, and how many of them are late. */
async function countsOf(tx: Database, waiting: RawBuilder<unknown>, now: Instant): Promise<MineView['counts']> {
  const { rows } = await sql<MineView['counts']>`
    SELECT (count(*) FILTER (WHERE what = 'dispatch'))::integer AS dispatch, (count(*) FILTER (WHERE what = 'close'))::integer AS close,
      (count(*) FILTER (WHERE what = 'answer'))::integer AS answer, (count(*) FILTER (WHERE late AND what IS NOT NULL))::integer AS overdue
    FROM (SELECT ${waiting} AS what, ${overdueAt(now)} AS late FROM cases WHERE cases.stage <> 'answered') AS open`.execute(
    tx,
  );
  return rows[0] ?? { dispatch: 0, close: 0, answer: 0, overdue: 0 };
}

/** A page of the cases that wait for this actor, those due first in front. Deferred ones wait too, and are not late. */
export async function myCases(
  tx: Database,
  deps: CaseDeps,
  about: { readonly actor: Actor; readonly asked: MineAsked; readonly now: Instant },
): Promise<MineView> {
  const { actor, asked, now } = about;
  const waiting = waitsFor(actor);
  const found = await listedCases(tx)
    .select([waiting.as('waits_for'), KEY.as('key')])
    .where('cases.stage', '<>', 'answered')
    .where(sql<boolean>`${waiting} IS NOT NULL`)
    .where(afterCursor(asked.cursor))
    .orderBy(KEY)
    .orderBy('cases.id')
    .limit(asked.limit + 1)
    .execute();
  const page = found.slice(0, asked.limit);
  const last = found.length > asked.limit ? page.at(-1) : undefined;
  return {
    counts: await countsOf(tx, waiting, now),
    rows: page.flatMap((row) =>
      row.waits_for === null ? [] : [{ ...caseRowOf(row, deps, now), waitsFor: row.waits_for }],
    ),
    next: last === undefined ? null : `${last.key}_${last.id}`,
  };
}
