// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { type RawBuilder, sql } from 'kysely';
import { cursorSchema, type DaysAsked, type ListAsked } from '../../model/list-asked.ts';
import type { CasePage, DueDays } from '../../model/views.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { caseTables } from '../tables.ts';
import { caseRowOf, listedCases, overdueAt } from './case-rows.ts';

type Condition = RawBuilder<boolean>;

/** Cases without a due time come after all others. */
const NEVER = '9999-12-31T00:00:00.000Z';

const KEYS = {
  recent: sql<Instant>`cases.reported_at`,
  due: sql<Instant>`COALESCE(cases.due_at, ${NEVER}::timestamptz)`,
};

async function pathOf(tx: Database, unit: number): Promise<string> {
  const row = await tx.selectFrom('unit').select('path').where('id', '=', unit).executeTakeFirst();
  if (row === undefined) throw new Refusal(platformErrors.notFound);
  return row.path;
}

function lies(by: ListAsked['by'], path: string): Condition {
  const { low, high } = rangeOf(path);
  if (by === 'place') return sql`(cases.path >= ${low} AND cases.path < ${high})`;
  return sql`EXISTS (SELECT FROM case_handler h WHERE h.case_id = cases.id AND h.path >= ${low} AND h.path < ${high})`;
}

/** All conditions of a list but its place in the pages: total and rows obey the same. */
function conditionsOf(asked: ListAsked, path: string, now: Instant): Condition {
  const { stage, overdue, deferred, category, dueFrom, dueUntil } = asked;
  const all: Condition[] = [lies(asked.by, path)];
  if (stage === 'open') all.push(sql`cases.stage IN ('reported', 'dispatched')`);
  else if (stage !== undefined) all.push(sql`cases.stage = ${stage}`);
  if (overdue !== undefined) all.push(sql`COALESCE(${overdueAt(now)}, false) = ${overdue}`);
  if (deferred !== undefined) all.push(sql`cases.deferred = ${deferred}`);
  if (category !== undefined) all.push(sql`cases.category = ${category}`);
  if (dueFrom !== undefined) all.push(sql`cases.due_at >= ${dueFrom}`);
  if (dueUntil !== undefined) all.push(sql`cases.due_at < ${dueUntil}`);
  return sql`${sql.join(all, sql` AND `)}`;
}

function afterCursor(asked: ListAsked): Condition {
  if (asked.cursor === undefined) return sql`true`;
  const read = cursorSchema.safeParse(asked.cursor.split('_'));
  if (!read.success) throw new Refusal(platformErrors.badInput);
  const [key, id] = read.data;
  const side = asked.order === 'recent' ? sql`<` : sql`>`;
  return sql`(${KEYS[asked.order]}, cases.id) ${side} (${key}::timestamptz, ${id}::uuid)`;
}

/** A page of cases; `total` is the length of the whole list. */
export async function listCases(
  tx: Database,
  deps: CaseDeps,
  about: { readonly asked: ListAsked; readonly now: Instant },
): Promise<CasePage> {
  const { asked, now } = about;
  const where = conditionsOf(asked, await pathOf(tx, asked.unit), now);
  const direction = asked.order === 'recent' ? 'desc' : 'asc';
  const key = KEYS[asked.order];
  const rows = await listedCases(tx)
    .select(key.as('key'))
    .where(where)
    .where(afterCursor(asked))
    .orderBy(key, direction)
    .orderBy('cases.id', direction)
    .limit(asked.limit + 1)
    .execute();
  const { total } = await caseTables(tx)
    .selectFrom('cases')
    .select(sql<number>`count(*)::integer`.as('total'))
    .where(where)
    .executeTakeFirstOrThrow();
  const page = rows.slice(0, asked.limit);
  const last = rows.length > asked.limit ? page.at(-1) : undefined;
  return {
    total,
    rows: page.map((row) => caseRowOf(row, deps, now)),
    next: last === undefined ? null : `${last.key}_${last.id}`,
  };
}

/** How many cases in hand are due by which day; each count is the total of the list of that day. */
export async function dueDaysOf(
  tx: Database,
  deps: CaseDeps,
  about: { readonly asked: DaysAsked; readonly now: Instant },
): Promise<DueDays> {
  const asked: ListAsked = { ...about.asked, stage: 'dispatched', deferred: false, order: 'due', limit: 1 };
  const where = conditionsOf(asked, await pathOf(tx, asked.unit), about.now);
  // The due time is the first moment that is too late.
  const day = sql<string>`((cases.due_at - interval '1 millisecond') AT TIME ZONE ${deps.time.zone})::date::text`;
  const days = await caseTables(tx)
    .selectFrom('cases')
    .select([day.as('day'), sql<number>`count(*)::integer`.as('count')])
    .where(where)
    .where('due_at', 'is not', null)
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
  return { days };
}
