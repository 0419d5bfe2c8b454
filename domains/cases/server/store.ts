// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { asJson, type Statement } from '@beichen/platform-server/db/write-together.ts';
import type { CaseState, Move } from '../model/case.ts';
import { type CaseTables, caseTables, columnsOf } from './tables.ts';

/** Who acted, as the case remembers it: the person, and the unit of the post in which it was done. Both `null` for a tracking code. */
export type ActedBy = { readonly person: string | null; readonly unit: number | null };

/** What an action row holds beside the state. */
export type Act = {
  readonly move: 'report' | Move;
  readonly by: ActedBy;
  readonly note: string | null;
  readonly occurredAt: Instant | null;
};

export type NewCase = Omit<CaseTables['cases'], 'number' | 'version' | keyof ReturnType<typeof columnsOf>>;

function actColumns({ move, by, note, occurredAt }: Act) {
  return { move, occurred_at: occurredAt, by_person: by.person, by_unit: by.unit, note };
}

/** A case and its first action. The number comes from the counter of its unit, in the same call. */
export function caseAdded(
  fresh: NewCase,
  about: { readonly state: CaseState; readonly act: Act; readonly year: string },
): Statement {
  const { state, act, year } = about;
  const row = { ...fresh, ...columnsOf(state), version: state.version };
  return { call: 'add_case', values: [asJson(row), asJson(actColumns(act)), year] };
}

/** The case as it now stands and the action that brought it there. Where another was faster, nothing of the action is written. */
export function caseChanged(id: string, { state, act }: { readonly state: CaseState; readonly act: Act }): Statement {
  const row = { id, ...columnsOf(state), version: state.version };
  return { call: 'change_case', values: [asJson(row), asJson(actColumns(act))] };
}

export function handlerSet(tx: Database, handler: CaseTables['case_handler']): Statement {
  return { query: caseTables(tx).insertInto('case_handler').values(handler) };
}

/** The clock of a case that was dispatched: it rings where nobody closes or defers the case before. */
export function clockStarted(
  tx: Database,
  id: string,
  about: {
    readonly unit: number;
    readonly startedAt: Instant;
    readonly due: { readonly at: Instant; readonly estimated: boolean };
    readonly rule: unknown;
  },
): Statement {
  const query = tx.insertInto('clock').values({
    record: id,
    name: CLOCK,
    unit_id: about.unit,
    event: 'cases.overdue',
    started_at: about.startedAt,
    due_at: about.due.at,
    estimated: about.due.estimated,
    rule: JSON.stringify(about.rule),
    pauses: '[]',
  });
  return { query };
}

export function clockStopped(id: string, at: Instant): Statement {
  return { call: 'stop_clock', values: [id, CLOCK, at] };
}

const CLOCK = 'close';

/** The signed-in person is a party to the case. */
export function partyAdded(record: string, party: { readonly person: string; readonly since: Instant }): Statement {
  return { call: 'add_party', values: [asJson({ record, ...party, role: 'reporter' })] };
}

/** Whoever shows the tracking code is a party to the case. Only its SHA-256 is kept. */
export function codeGiven(
  tx: Database,
  record: string,
  code: { readonly hash: Buffer; readonly madeAt: Instant; readonly endsAt: Instant },
): Statement {
  const row = { record, hash: code.hash, made_at: code.madeAt, ends_at: code.endsAt };
  return { query: tx.insertInto('public_token').values(row) };
}
