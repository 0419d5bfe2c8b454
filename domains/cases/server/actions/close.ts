// SPDX-License-Identifier: Apache-2.0
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { caseParams, closeInput } from '../../model/case.ts';
import { lastMomentInTime, workedDays } from '../../rules/moves.ts';
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

type Input = z.infer<typeof caseParams> & z.infer<typeof closeInput>;

/** The handler says what came of it. Whether it is solved is for the reporter to say. */
export function closeAction(deps: CaseDeps): Action<Input, SeenCase, Moved> {
  return {
    name: 'cases.close',
    parties: PARTIES.close,
    load: (tx, input, moment) => findCaseToMove(tx, deps, { input, permission: 'cases.close', moment }),
    guard: (found) => guardOf('close', found),

    decide(found, input, { now }) {
      const at = timeOfMove('close', found, { input, now });
      const worked = workedDays(found.state.dispatchedAt ?? at, at, deps.time);
      return movedBy(found, { move: 'close', at, outcome: input.outcome, workedDays: worked }, input);
    },

    write: (tx, moved) => [...written(tx, moved), clockStopped(moved.state.recordedAt)],

    tell(moved) {
      const { dueAt, recordedAt, outcome } = moved.state;
      // It counts where it was due and, for the time that it took, where it was closed.
      const instants = dueAt === null ? [recordedAt] : [recordedAt, lastMomentInTime(dueAt)];
      return toldOf(moved, { event: 'cases.closed', instants, detail: { outcome } });
    },
  };
}
