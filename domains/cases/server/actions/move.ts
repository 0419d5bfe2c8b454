// SPDX-License-Identifier: Apache-2.0
import type { DomainEvent } from '@beichen/kernel/events.ts';
import type { Guarded } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Moment, Told } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import type { CaseAction, CaseState, Move } from '../../model/case.ts';
import { after, recordedAfter } from '../../rules/moves.ts';
import { findCase, findSeen, type LoadedCase, refuseFuture, refuseMove } from '../queries/load-case.ts';
import { type Act, caseChanged } from '../store.ts';
import type { CaseDeps } from './deps.ts';

/** What every move says: which case, the version that was seen, and perhaps a claimed time. */
type MoveInput = { readonly id: string; readonly version: number; readonly occurredAt?: Instant | undefined };

/** A case with the version that the caller had seen of it. */
export type SeenCase = LoadedCase & { readonly seen: CaseState | undefined };

/** What became of a case by a move. */
export type Moved = { readonly before: LoadedCase; readonly state: CaseState; readonly act: Act };

export async function findCaseToMove(
  tx: Database,
  deps: CaseDeps,
  asked: { readonly input: MoveInput; readonly permission: string; readonly moment: Moment },
): Promise<SeenCase | undefined> {
  const { input, permission, moment } = asked;
  const found = await findCase(tx, deps, { id: input.id, permission, moment });
  return found && { ...found, seen: await findSeen(tx, found, input.version) };
}

/** Where the right to a move must lie: over the place of the case, or over the unit that handles it. */
const LIES: Readonly<Record<Move, (found: LoadedCase) => readonly string[]>> = {
  dispatch: ({ row }) => [row.path],
  close: ({ handlerPath }) => (handlerPath === null ? [] : [handlerPath]),
  defer: ({ row }) => [row.path],
  answer: ({ row }) => [row.path],
};

/** Roles of a party to the case that may make a move whatever their range. */
export const PARTIES: Readonly<Record<Move, readonly string[]>> = {
  dispatch: [],
  close: [],
  defer: [],
  answer: ['reporter'],
};

export function guardOf(move: Move, found: LoadedCase): Guarded & { readonly roles: readonly string[] } {
  const { row, kind, roles } = found;
  return { paths: LIES[move](found), line: row.line, sensitivity: kind.sensitivity, roles };
}

/**
 * When the move is recorded, if it may be made now.
 * @throws Refusal
 */
export function timeOfMove(
  move: Move,
  found: SeenCase,
  about: { readonly input: MoveInput; readonly now: Instant },
): Instant {
  const { input, now } = about;
  refuseMove(move, found.state, { seen: found.seen, version: input.version, now });
  refuseFuture(input.occurredAt, now);
  return recordedAfter(now, found.state);
}

export function movedBy(
  before: LoadedCase,
  action: Extract<CaseAction, { move: Move }>,
  said: { readonly note?: string | undefined; readonly occurredAt?: Instant | undefined },
): Moved {
  const act = { move: action.move, by: before.by, note: said.note ?? null, occurredAt: said.occurredAt ?? null };
  return { before, state: after(before.state, action), act };
}

export function written(tx: Database, { before, state, act }: Moved): Statement[] {
  return caseChanged(tx, before.row.id, { state, act });
}

export function toldOf(
  { before, state }: Moved,
  about: { readonly event: string; readonly instants: readonly Instant[]; readonly detail?: Told['detail'] },
): Told {
  const { id, unit_id, settled_unit } = before.row;
  const unit = settled_unit ?? unit_id;
  const event: DomainEvent = { name: about.event, unit, record: id, instants: about.instants };
  const answer = { id, version: state.version };
  const { version: n, recordedAt } = state;
  return { status: 200, answer, record: id, unit, detail: { n, ...about.detail }, events: [event], recordedAt };
}
