// SPDX-License-Identifier: Apache-2.0
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { z } from 'zod';
import type { answerInput, caseParams, ownAnswerInput } from '../../model/case.ts';
import { caseTables } from '../tables.ts';
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

type Input = z.infer<typeof caseParams> & z.infer<typeof answerInput>;

/** The reporter's word: taken down by whoever calls back, or said by the reporter, who is a party. */
export function answerAction(deps: CaseDeps): Action<Input, SeenCase, Moved> {
  return {
    name: 'cases.answer',
    parties: PARTIES.answer,
    load: (tx, input, moment) => findCaseToMove(tx, deps, { input, permission: 'cases.answer', moment }),
    guard: (found) => guardOf('answer', found),

    decide(found, input, { now }) {
      const at = timeOfMove('answer', found, { input, now });
      return movedBy(found, { move: 'answer', at, answer: input.answer }, input);
    },

    write: (_, moved) => [written(moved)],

    tell(moved) {
      const { recordedAt, answer } = moved.state;
      return toldOf(moved, { event: 'cases.answered', instants: [recordedAt], detail: { answer } });
    },
  };
}

type OwnInput = z.infer<typeof ownAnswerInput>;

/** The same word from somebody who has nothing but a tracking code: the code says which case. */
export function ownAnswerAction(deps: CaseDeps): Action<OwnInput, SeenCase, Moved> {
  const action = answerAction(deps);
  return {
    ...action,
    async load(tx, input, moment) {
      const own = await caseTables(tx)
        .selectFrom('public_token')
        .select('record')
        .where('ends_at', '>', moment.now)
        .executeTakeFirst();
      return own && (await action.load(tx, { ...input, id: own.record }, moment));
    },
    guard: (found) => guardOf('answer', found),
    decide: (found, input, moment) => action.decide(found, { ...input, id: found.row.id }, moment),
  };
}
