// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { WorkingCalendar } from '@beichen/kernel/working-days.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { z } from 'zod';
import type { openReviewInput } from '../../model/review.ts';
import { assessmentErrors } from '../../module.ts';
import { actingPost, type Titles } from '../../rules/own-post.ts';
import { datedSteps, type PlannedStep } from '../../rules/review.ts';
import { type Assessed, findAssessed } from '../queries/assessed.ts';
import { type NewReview, reviewOpened } from '../store/review.ts';
import { assessmentTables } from '../tables.ts';

type Input = z.infer<typeof openReviewInput>;

/** The steps by method, as the pack lays them down. */
export type ReviewPlans = ReadonlyMap<string, readonly PlannedStep[]>;

export type ReviewDeps = {
  readonly zone: string;
  readonly roles: Titles;
  readonly calendar: WorkingCalendar;
  readonly plans: ReviewPlans;
};

type Loaded = Assessed & {
  readonly plan: readonly PlannedStep[] | undefined;
  readonly isOpen: boolean;
  readonly period: string;
};

/** An organiser opens the review of a period that is over. The steps are fixed then, whatever the pack says later. */
export function openReviewAction({ zone, roles, calendar, plans }: ReviewDeps): Action<Input, Loaded, NewReview> {
  return {
    name: 'assessment.convene',
    parties: [],

    async load(tx, input) {
      const assessed = await findAssessed(tx, input);
      if (assessed === undefined) return undefined;
      const open = await assessmentTables(tx)
        .selectFrom('review')
        .select('id')
        .where('edition', '=', assessed.edition)
        .where('period', '=', input.period)
        .executeTakeFirst();
      return { ...assessed, plan: plans.get(input.method), isOpen: open !== undefined, period: input.period };
    },

    guard: ({ root }) => ({ paths: [root.path], line: null, sensitivity: 'internal', roles: [] }),

    decide({ edition, root, treeDate, plan, isOpen, period }, _, { now, person, grants }) {
      const today = dateOf(now, zone);
      if (plan === undefined) throw new Refusal(assessmentErrors.noReviewPlan);
      if (today <= treeDate) throw new Refusal(assessmentErrors.reviewTooEarly);
      if (isOpen) throw new Refusal(assessmentErrors.reviewOpen);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      const post = actingPost(grants, { permission: 'assessment.convene', path: root.path }, roles);
      const id = uuidv7From(millisOf(now), randomBytes(16));
      return { id, edition, period, root, steps: datedSteps(plan, today, calendar), person, post, now };
    },

    write: (_, review) => [reviewOpened(review)],

    tell: ({ id, period, edition, root, steps }) => ({
      status: 201,
      answer: { id },
      record: id,
      unit: root.id,
      detail: { period, edition, steps: steps.map(({ id: step, due }) => [step, due]) },
      events: [{ name: 'assessment.convened', unit: root.id, record: id, instants: [] }],
    }),
  };
}
