// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { withTables } from '@beichen/platform-server/db/connect.ts';
import type { Narrowed } from '@beichen/platform-server/db/narrowed.ts';
import type { PlatformTables } from '@beichen/platform-server/db/tables.ts';
import type { Kysely } from 'kysely';
import type { Act, CaseOutcome, CaseState, ReporterAnswer, Stage } from '../model/case.ts';
import type { CasesRows } from './row-types.ts';

type Narrow = { stage: Stage; outcome: CaseOutcome; answer: ReporterAnswer };

/** The tables of this domain, as its migrations make them. */
export type CaseTables = Narrowed<CasesRows, { cases: Narrow; case_action: Narrow & { move: Act } }>;

/** A case's state as columns: both tables keep it. */
type StateColumns = Omit<
  Pick<CaseTables['cases'], keyof CaseTables['cases'] & keyof CaseTables['case_action']>,
  'unit_id' | 'occurred_at'
>;

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
