// SPDX-License-Identifier: Apache-2.0
import { holds } from '@beichen/engines/access/may.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { command, query, type Route } from '@beichen/platform-server/http/route.ts';
import { z } from 'zod';
import { noInput } from '../../model/results.ts';
import {
  gridQuery,
  gridShape,
  judgeInput,
  meetingInput,
  openReviewInput,
  passInput,
  reviewPageShape,
  reviewParams,
  reviewsShape,
} from '../../model/review.ts';
import { assessmentErrors } from '../../module.ts';
import { holdMeetingAction } from '../actions/hold-meeting.ts';
import { type JudgeDeps, judgeAction } from '../actions/judge.ts';
import { openReviewAction, type ReviewDeps } from '../actions/open-review.ts';
import { passAction } from '../actions/pass.ts';
import { readyToReview } from '../queries/ready-to-review.ts';
import { reviewGrid } from '../queries/review-grid.ts';
import { listedReviews } from '../queries/review-list.ts';
import { reviewPage } from '../queries/review-page.ts';

const door = { permission: 'assessment.read' } as const;
const reviewing = { permission: 'assessment.review' } as const;
const convening = { permission: 'assessment.convene' } as const;
const made = z.object({ id: z.uuid() });

function queries({ zone, plans, catalogue }: ReviewDeps & JudgeDeps): readonly Route[] {
  return [
    query({
      path: '/api/assessment/reviews',
      summary: { zh: '各期评审', en: 'Reviews of periods' },
      door,
      params: noInput,
      query: noInput,
      output: reviewsShape,
      async run(ctx) {
        const { tx, actor, now } = ctx;
        const reviews = await listedReviews(ctx, zone);
        const ready = await readyToReview(tx, { plans, now, zone });
        return { reviews, ready: holds(actor, 'assessment.convene') ? ready : [] };
      },
    }),
    query({
      path: '/api/assessment/reviews/{id}',
      summary: { zh: '一期评审的进度、暂挂和会议', en: 'A review: its progress, what is held, its meetings' },
      door,
      params: reviewParams,
      query: noInput,
      output: reviewPageShape,
      run: (ctx, { params }) => reviewPage(ctx, params.id, zone),
    }),
    query({
      path: '/api/assessment/reviews/{id}/grid',
      summary: { zh: '一颗星、一个地方的逐项评审', en: 'A star of the units of one place under review, item by item' },
      door,
      params: reviewParams,
      query: gridQuery,
      output: gridShape,
      run: (ctx, { params, query: asked }) => reviewGrid(ctx, { ...params, ...asked }, { zone, catalogue }),
    }),
  ];
}

const { forbidden } = platformErrors;
const errors = assessmentErrors;

function convenings(deps: ReviewDeps): readonly Route[] {
  return [
    command({
      path: '/api/assessment/reviews',
      summary: { zh: '开始评审一个周期', en: 'Open the review of a period' },
      door: convening,
      params: noInput,
      input: openReviewInput,
      output: made,
      errors: [errors.noReviewPlan, errors.reviewTooEarly, errors.reviewOpen],
      action: openReviewAction(deps),
    }),
    command({
      path: '/api/assessment/reviews/{id}/meetings',
      summary: { zh: '记一次联审会', en: 'Write down a meeting of the joint review' },
      door: convening,
      params: reviewParams,
      input: meetingInput,
      output: made,
      errors: [errors.reviewOver, errors.stepsUnfinished, errors.factsHeld],
      action: holdMeetingAction(deps),
    }),
  ];
}

/** The review chain: what is under review, what its steps say, its meetings. */
export function reviewRoutes(deps: ReviewDeps & JudgeDeps): readonly Route[] {
  return [
    ...queries(deps),
    ...convenings(deps),
    command({
      path: '/api/assessment/reviews/{id}/judgements',
      summary: {
        zh: '说明、更正、恢复、暂挂、解除或催办一项数据',
        en: 'Explain, correct, restore, hold, release or urge one fact',
      },
      door: reviewing,
      params: reviewParams,
      input: judgeInput,
      output: made,
      errors: [
        forbidden,
        errors.reviewOver,
        errors.notYetThere,
        errors.factMoved,
        errors.notCorrected,
        errors.alreadyHeld,
        errors.notHeld,
        errors.urgedToday,
      ],
      action: judgeAction(deps),
    }),
    command({
      path: '/api/assessment/reviews/{id}/passes',
      summary: {
        zh: '一步评完若干单位的一颗星，或退回上一步',
        en: 'A step is done with a star of some units, or sends it back',
      },
      door: reviewing,
      params: reviewParams,
      input: passInput,
      output: z.object({ units: z.int() }),
      errors: [forbidden, errors.reviewOver, errors.nothingToPass],
      action: passAction(deps),
    }),
  ];
}
