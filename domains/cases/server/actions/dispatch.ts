// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { caseParams, dispatchInput } from '../../model/case.ts';
import { caseErrors } from '../../module/errors.ts';
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
type Handler = { readonly id: number; readonly path: string };
type Loaded = SeenCase & { readonly handler: Handler | undefined };
type Decision = Moved & { readonly handler: Handler; readonly due: ReturnType<typeof dueOfCase> };

/** Sends a case to the unit that handles it; the clock starts. */
export function dispatchAction(deps: CaseDeps): Action<Input, Loaded, Decision> {
  return {
    name: 'cases.dispatch',
    parties: PARTIES.dispatch,

    async load(tx, input, moment) {
      const found = await findCaseToMove(tx, deps, { input, permission: 'cases.dispatch', moment });
      if (found === undefined) return undefined;
      const handler = await tx
        .selectFrom('unit')
        .select(['id', 'path'])
        .where('id', '=', input.handler)
        .executeTakeFirst();
      return { ...found, handler };
    },

    guard: (found) => guardOf('dispatch', found),

    decide(found, input, { now }) {
      const at = timeOfMove('dispatch', found, { input, now });
      const { handler, category } = found;
      if (handler === undefined) throw new Refusal(caseErrors.unknownHandler);
      const due = dueOfCase(category.clock, at, deps.time);
      const moved = movedBy(found, { move: 'dispatch', at, handler: handler.id, dueAt: due.at }, input);
      return { ...moved, handler, due };
    },

    write(tx, decision) {
      const { before, state, handler, due } = decision;
      const { id, unit_id: unit, line, internal } = before.row;
      return [
        ...written(tx, decision),
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
