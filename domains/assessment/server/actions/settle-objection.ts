// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { z } from 'zod';
import type { objectionParams, settleInput } from '../../model/notice.ts';
import { assessmentErrors } from '../../module.ts';
import { actingPost } from '../../rules/own-post.ts';
import { findObjection, type LoadedObjection } from '../queries/objections.ts';
import { objectionSettled } from '../store/notice.ts';
import type { FreezeDeps } from './freezing.ts';

type Input = z.infer<typeof settleInput> & z.infer<typeof objectionParams>;
type Loaded = LoadedObjection & { readonly post: ReturnType<typeof actingPost> };
type Decision = Parameters<typeof objectionSettled>[0] & { readonly unit: number };

/** The re-check of an objection is answered, once, by somebody who holds no post in the unit. */
export function settleObjectionAction({ zone, roles }: FreezeDeps): Action<Input, Loaded, Decision> {
  return {
    name: 'assessment.answer',
    parties: [],

    async load(tx, { id }, { now, grants }) {
      const today = dateOf(now, zone);
      const found = await findObjection(tx, { id, today });
      if (found === undefined) return undefined;
      return {
        ...found,
        post: actingPost(grants, { permission: 'assessment.answer', path: found.path }, roles),
      };
    },

    guard: ({ path }) => ({ paths: [path], line: null, sensitivity: 'internal', roles: [] }),

    decide(found, { outcome, answer }, { now, person }) {
      if (found.state !== 'open') throw new Refusal(assessmentErrors.alreadyAnswered);
      if (found.isInvolved) throw new Refusal(assessmentErrors.ownUnit);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      return { id: found.id, unit: found.unit, state: outcome, answer, person, post: found.post, now };
    },

    write: (_, decision) => objectionSettled(decision),

    tell: ({ id, unit, state }) => ({
      status: 200,
      answer: { id, state },
      record: id,
      unit,
      detail: { state },
      events: [{ name: 'assessment.objection-settled', unit, record: id, instants: [] }],
    }),
  };
}
