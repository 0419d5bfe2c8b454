// SPDX-License-Identifier: Apache-2.0
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { caseParams, deferInput } from '../../model/case.ts';
import { lastMomentInTime } from '../../rules/moves.ts';
import { clockStopped } from '../store.ts';
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

type Input = z.infer<typeof caseParams> & z.infer<typeof deferInput>;

/** Puts a case off with leave: its clock stops, and it leaves the count of what is due. */
export function deferAction(deps: CaseDeps): Action<Input, SeenCase, Moved> {
  return {
    name: 'cases.defer',
    parties: PARTIES.defer,
    load: (tx, input, moment) => findCaseToMove(tx, deps, { input, permission: 'cases.defer', moment }),
    guard: (found) => guardOf('defer', found),

    decide(found, input, { now }) {
      const at = timeOfMove('defer', found, { input, now });
      return movedBy(found, { move: 'defer', at }, { note: input.reason, occurredAt: input.occurredAt });
    },

    write: (tx, moved) => [...written(tx, moved), clockStopped(moved.state.recordedAt)],

    tell(moved) {
      const { dueAt } = moved.state;
      return toldOf(moved, { event: 'cases.deferred', instants: dueAt === null ? [] : [lastMomentInTime(dueAt)] });
    },
  };
}
