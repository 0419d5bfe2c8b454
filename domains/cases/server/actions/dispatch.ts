// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { z } from 'zod';
import { successorsOf } from '../../../org/server/public.ts';
import type { caseParams, dispatchInput } from '../../model/case.ts';
import { caseErrors } from '../../module/errors.ts';
import { closedFaults, type SentTo } from '../../rules/closed-unit.ts';
import { dueOfCase } from '../../rules/moves.ts';
import { clockStarted, handlerSet } from '../store.ts';
import type { CaseDeps } from './deps.ts';
import {
  findCaseToMove,
  guardOf,
  type Moved,
  movedBy,
  PARTIES,
  type SeenCase,
  timeOfMove,
  toldOf,
  written,
} from './move.ts';

type Input = z.infer<typeof caseParams> & z.infer<typeof dispatchInput>;
type Handler = SentTo & { readonly id: number; readonly path: string };
type Loaded = SeenCase & { readonly handler: Handler | undefined };
type Decision = Moved & { readonly handler: Handler; readonly due: ReturnType<typeof dueOfCase> };

async function findHandler(tx: Database, id: number): Promise<Handler | undefined> {
  const unit = await tx
    .selectFrom('unit')
    .select(['id', 'path', 'name', 'closed_on as closedOn'])
    .where('id', '=', id)
    .executeTakeFirst();
  return unit && { ...unit, successors: unit.closedOn === null ? [] : await successorsOf(tx, id) };
}

/** Sends a case to the unit that handles it; the clock starts. */
export function dispatchAction(deps: CaseDeps): Action<Input, Loaded, Decision> {
  return {
    name: 'cases.dispatch',
    parties: PARTIES.dispatch,

    async load(tx, input, moment) {
      const found = await findCaseToMove(tx, deps, { input, permission: 'cases.dispatch', moment });
      if (found === undefined) return undefined;
      return { ...found, handler: await findHandler(tx, input.handler) };
    },

    guard: (found) => guardOf('dispatch', found),

    decide(found, input, { now }) {
      const at = timeOfMove('dispatch', found, { input, now });
      const { handler, category } = found;
      if (handler === undefined) throw new Refusal(caseErrors.unknownHandler);
      const closed = [...closedFaults(handler, { does: 'dispatch', path: '/handler' })];
      if (closed.length > 0) throw badInput(closed);
      const due = dueOfCase(category.clock, at, deps.time);
      const moved = movedBy(found, { move: 'dispatch', at, handler: handler.id, dueAt: due.at }, input);
      return { ...moved, handler, due };
    },

    write(tx, decision) {
      const { before, state, handler, due } = decision;
      const { id, unit_id: unit, line, internal } = before.row;
      return [
        written(decision),
        handlerSet(tx, { case_id: id, unit_id: handler.id, path: handler.path, line, internal }),
        clockStarted(tx, id, { unit, startedAt: state.recordedAt, due, rule: before.category.clock }),
      ];
    },

    tell: (decision) =>
      toldOf(decision, {
        event: 'cases.dispatched',
        instants: [decision.state.recordedAt],
        detail: { handler: decision.handler.id },
      }),
  };
}
