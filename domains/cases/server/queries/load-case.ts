// SPDX-License-Identifier: Apache-2.0

import { nearestPost } from '@beichen/engines/access/may.ts';
import type { ClockRule } from '@beichen/engines/clocks/clock-rule.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Moment } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { CaseState, Move } from '../../model/case.ts';
import { type CaseCategory, type CaseKind, findCategory, findKind } from '../../model/kinds.ts';
import { caseErrors } from '../../module/errors.ts';
import { obstacleTo } from '../../rules/moves.ts';
import type { CaseDeps } from '../actions/deps.ts';
import type { ActedBy } from '../store.ts';
import { type CaseTables, caseTables, stateOf } from '../tables.ts';

/** A case as an action or its page needs it. */
export type LoadedCase = {
  readonly row: CaseTables['cases'];
  readonly kind: CaseKind;
  readonly category: CaseCategory;
  readonly state: CaseState;
  /** The time limit that it was dispatched with; `null` before. */
  readonly rule: ClockRule | null;
  /** Path of the handling unit, as far as the actor sees it. */
  readonly handlerPath: string | null;
  /** Roles in which the actor is a party. */
  readonly roles: readonly string[];
  readonly by: ActedBy;
};

type Asked = { readonly id: string; readonly permission: string; readonly moment: Moment };

/** The kind and category of a recorded case. A pack keeps what was ever used. */
export function categoryOf(kinds: readonly CaseKind[], row: { readonly kind: string; readonly category: string }) {
  const kind = findKind(kinds, row.kind);
  const category = kind && findCategory(kind, row.category);
  if (kind === undefined || category === undefined)
    throw new Error(`the pack has no ${row.kind}/${row.category} any more`);
  return { kind, category };
}

/** What the decision on a report rests on. */
export type ReportGrounds = {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly path: string;
  readonly closedOn: CivilDate | null;
  /** Whether there is a case of this id already. */
  readonly taken: boolean;
};

/** Asks in one question for what a report rests on; `undefined` where the place is none that the transaction may see. */
export async function findReportGrounds(
  tx: Database,
  asked: { readonly unit: number; readonly id: string },
): Promise<ReportGrounds | undefined> {
  const { rows } = await sql<ReportGrounds | { id: null }>`
    SELECT id, kind, name, path, closed_on AS "closedOn", taken FROM report_grounds(${asked.unit}, ${asked.id})`.execute(
    tx,
  );
  const [grounds] = rows;
  return grounds === undefined || grounds.id === null ? undefined : grounds;
}

/** The case with what the actor is to it; `undefined` where there is none that the transaction may see. */
export async function findCase(tx: Database, deps: CaseDeps, asked: Asked): Promise<LoadedCase | undefined> {
  const { id, permission, moment } = asked;
  const row = await caseTables(tx)
    .selectFrom('cases')
    .leftJoin('case_handler', 'case_handler.case_id', 'cases.id')
    .selectAll('cases')
    .select([
      'case_handler.path as handler_path',
      rolesIn('cases.id').as('roles'),
      sql<ClockRule | null>`rule_of_case(cases.id)`.as('rule'),
    ])
    .where('cases.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { handler_path: handlerPath, roles, rule, ...rest } = row;
  const paths = handlerPath === null ? [row.path] : [row.path, handlerPath];
  const by = { person: moment.person, unit: nearestPost(moment.grants, permission, paths) };
  return {
    ...categoryOf(deps.kinds, rest),
    row: rest,
    state: stateOf(rest, rest.version),
    rule,
    handlerPath,
    roles,
    by,
  };
}

/** Party rows and tokens are seen by their own holders alone, so these are the roles of whoever asks. */
function rolesIn(id: string) {
  return sql<string[]>`ARRAY(SELECT role FROM party WHERE record = ${sql.ref(id)}
    UNION SELECT 'reporter' FROM public_token WHERE record = ${sql.ref(id)})`;
}

/** A version of a case in plain fields, for the two sides of a conflict. */
function plain(state: CaseState): Readonly<Record<string, unknown>> {
  const { version, stage, deferred, recordedAt, handler, dueAt, closedAt, outcome, answer } = state;
  return { version, stage, deferred, recordedAt, handler, dueAt, closedAt, outcome, answer };
}

/** What the caller had seen of the case, for the conflict; only read where the versions differ. */
export async function findSeen(tx: Database, found: LoadedCase, version: number): Promise<CaseState | undefined> {
  if (version === found.state.version) return found.state;
  const row = await caseTables(tx)
    .selectFrom('case_action')
    .selectAll()
    .where('case_id', '=', found.row.id)
    .where('n', '=', version)
    .executeTakeFirst();
  return row && stateOf(row, row.n);
}

/**
 * Stops a move on a version that is no longer the last, then one that the stage does not allow.
 * @throws Refusal
 */
export function refuseMove(
  move: Move,
  state: CaseState,
  about: { readonly seen: CaseState | undefined; readonly version: number; readonly now: Instant },
): void {
  if (about.version !== state.version) {
    const seen = about.seen === undefined ? { version: about.version } : plain(about.seen);
    throw new Refusal(platformErrors.conflict, { conflict: { seen, current: plain(state) } });
  }
  const obstacle = obstacleTo(move, state, about.now);
  if (obstacle !== undefined) throw new Refusal(caseErrors[obstacle]);
}

/** @throws Refusal where a claimed time lies in the future */
export function refuseFuture(occurredAt: Instant | undefined, now: Instant): void {
  if (occurredAt !== undefined && occurredAt > now) throw new Refusal(caseErrors.inFuture);
}
