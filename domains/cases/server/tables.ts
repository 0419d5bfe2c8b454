// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { withTables } from '@beichen/platform-server/db/connect.ts';
import type { PlatformTables } from '@beichen/platform-server/db/tables.ts';
import type { Kysely } from 'kysely';
import type { CaseOutcome, CaseState, Move, ReporterAnswer, Stage } from '../model/case.ts';

/** A case's state as columns: both tables keep it. */
export type StateColumns = {
  recorded_at: Instant;
  stage: Stage;
  deferred: boolean;
  reported_at: Instant;
  dispatched_at: Instant | null;
  handler: number | null;
  due_at: Instant | null;
  closed_at: Instant | null;
  outcome: CaseOutcome | null;
  worked_days: number | null;
  answered_at: Instant | null;
  answer: ReporterAnswer | null;
};

/** The tables of this domain, as its migrations make them. */
export type CaseTables = {
  cases: StateColumns & {
    id: string;
    number: string;
    kind: string;
    category: string;
    line: string | null;
    restricted: boolean;
    unit_id: number;
    path: string;
    summary: string;
    place: string;
    reporter: string | null;
    occurred_at: Instant | null;
    version: number;
  };
  case_action: StateColumns & {
    case_id: string;
    n: number;
    unit_id: number;
    move: 'report' | Move;
    occurred_at: Instant | null;
    by_person: string | null;
    by_unit: number | null;
    note: string | null;
  };
  case_handler: { case_id: string; unit_id: number; path: string; line: string | null };
};

export function caseTables(tx: Database): Kysely<PlatformTables & CaseTables> {
  return withTables<CaseTables>(tx);
}

export function stateOf(row: StateColumns, version: number): CaseState {
  return {
    version,
    recordedAt: row.recorded_at,
    stage: row.stage,
    deferred: row.deferred,
    reportedAt: row.reported_at,
    dispatchedAt: row.dispatched_at,
    handler: row.handler,
    dueAt: row.due_at,
    closedAt: row.closed_at,
    outcome: row.outcome,
    workedDays: row.worked_days,
    answeredAt: row.answered_at,
    answer: row.answer,
  };
}

export function columnsOf(state: CaseState): StateColumns {
  return {
    recorded_at: state.recordedAt,
    stage: state.stage,
    deferred: state.deferred,
    reported_at: state.reportedAt,
    dispatched_at: state.dispatchedAt,
    handler: state.handler,
    due_at: state.dueAt,
    closed_at: state.closedAt,
    outcome: state.outcome,
    worked_days: state.workedDays,
    answered_at: state.answeredAt,
    answer: state.answer,
  };
}
