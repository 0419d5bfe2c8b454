// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { z } from 'zod';
import type { releaseInput } from '../../model/naming.ts';
import { assessmentErrors } from '../../module.ts';
import { actingPost } from '../../rules/own-post.ts';
import { findFinal, type LoadedFinal } from '../queries/final.ts';
import { type Decided, rankingReleased } from '../store/naming.ts';
import type { FreezeDeps } from './freezing.ts';

type Input = z.infer<typeof releaseInput>;
type Loaded = LoadedFinal & { readonly post: Decided['post'] };
type Decision = Decided & { readonly input: Input; readonly final: LoadedFinal };

const PERMISSION = 'assessment.rank';

/** Releases the ranks of a final result, on a written approval: without one nobody but those who prepare them sees any. */
export function releaseRankingAction({ zone, roles }: FreezeDeps): Action<Input, Loaded, Decision> {
  return {
    name: PERMISSION,
    parties: [],

    async load(tx, { evaluation }, { grants }) {
      const final = await findFinal(tx, evaluation);
      if (final === undefined) return undefined;
      const post = actingPost(grants, { permission: PERMISSION, path: final.path }, roles);
      return { ...final, post };
    },

    guard: ({ path }) => ({ paths: [path], line: null, sensitivity: 'internal', roles: [] }),

    decide({ post, ...final }, input, { now, person }) {
      if (final.state !== 'final' || final.superseded || !final.ranked) throw new Refusal(assessmentErrors.notNameable);
      if (final.released) throw new Refusal(assessmentErrors.alreadyReleased);
      if (input.dated > dateOf(now, zone)) throw new Refusal(assessmentErrors.datedLater);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      return { id: uuidv7From(millisOf(now), randomBytes(16)), final, input, person, post, now };
    },

    write: (tx, decision) => [rankingReleased(tx, decision)],
    tell: ({ id, final, input }) => ({
      status: 201,
      answer: { id },
      record: id,
      unit: final.unit,
      detail: { evaluation: final.id, document: input.document },
      events: [{ name: 'assessment.ranked', unit: final.unit, record: id, instants: [] }],
    }),
  };
}
