// SPDX-License-Identifier: Apache-2.0
import type { ClockRule } from '@beichen/engines/clocks/clock-rule.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { CaseRow } from '../../model/views.ts';
import { clockOf, lastMomentInTime } from '../../rules/moves.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { type CaseTables, caseTables, stateOf } from '../tables.ts';
import { categoryOf } from './load-case.ts';

/** A row as lists read it. */
export type ListedCase = CaseTables['cases'] & {
  unit_name: string;
  handler_name: string | null;
  /** The time limit that it was dispatched with; `null` before. */
  rule: ClockRule | null;
};

/** Cases with the names of their units, for all lists. */
export function listedCases(tx: Database) {
  return caseTables(tx)
    .selectFrom('cases')
    .selectAll('cases')
    .select([
      sql<string>`unit_name(cases.unit_id)`.as('unit_name'),
      sql<string | null>`unit_name(cases.handler)`.as('handler_name'),
      sql<ClockRule | null>`CASE WHEN cases.stage = 'dispatched' THEN rule_of_case(cases.id) END`.as('rule'),
    ]);
}

/** Dispatched, not put off, and not closed when it was due. */
function isOverdue(row: Pick<CaseTables['cases'], 'stage' | 'deferred' | 'due_at'>, now: Instant): boolean {
  return row.stage === 'dispatched' && !row.deferred && row.due_at !== null && row.due_at <= now;
}

/** The same as a condition. */
export function overdueAt(now: Instant) {
  return sql<boolean>`(cases.stage = 'dispatched' AND NOT cases.deferred AND cases.due_at <= ${now})`;
}

export function unitOf(id: number | null, name: string | null): { id: number; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}

/** The clock of a case in hand, as lists show it. */
function runningClock(row: ListedCase, deps: CaseDeps, now: Instant): CaseRow['running'] {
  const { rule } = row;
  if (row.stage !== 'dispatched' || rule === null) return null;
  const status = clockOf(stateOf(row, row.version), rule, { ...deps, now });
  if (status === undefined) return null;
  const { unit, amount } = rule.limit;
  if (status.state === 'overdue') return { unit, left: -status.overdueBy, gone: 1 };
  return { unit, left: status.remaining, gone: 1 - status.remaining / amount };
}

export function caseRowOf(row: ListedCase, deps: CaseDeps, now: Instant): CaseRow {
  const { kind, category } = categoryOf(deps.kinds, row);
  return {
    id: row.id,
    number: row.number,
    kind: { id: kind.id, title: kind.title },
    category: { id: category.id, title: category.title },
    unit: { id: row.unit_id, name: row.unit_name },
    handler: unitOf(row.handler, row.handler_name),
    summary: row.summary,
    stage: row.stage,
    deferred: row.deferred,
    version: row.version,
    reportedAt: row.reported_at,
    dueAt: row.due_at,
    lastDay: row.due_at === null ? null : dateOf(lastMomentInTime(row.due_at), deps.time.zone),
    overdue: isOverdue(row, now),
    running: runningClock(row, deps, now),
    closedAt: row.closed_at,
    outcome: row.outcome,
    answer: row.answer,
  };
}
