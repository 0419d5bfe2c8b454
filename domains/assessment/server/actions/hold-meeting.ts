// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type CivilDate, dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import { sql } from 'kysely';
import type { MeetingInput, Step } from '../../model/review.ts';
import { assessmentErrors } from '../../module.ts';
import { actingPost, type Titles } from '../../rules/own-post.ts';
import { countHeld, findReview, progressOf, type ReviewRow } from '../queries/reviews.ts';
import { meetingHeld, type NewMeeting } from '../store/review.ts';

type Input = MeetingInput & { readonly id: string };

type Loaded = {
  readonly review: ReviewRow;
  /** Assessed units. */
  readonly units: number;
  readonly progress: readonly { readonly section: string; readonly step: string; readonly passed: number }[];
  readonly held: number;
};

/** The earlier steps that are neither done with everything nor over. */
function unfinishedSteps({ review, units, progress }: Loaded, today: CivilDate): readonly Step[] {
  const wanted = units * review.outline.sections.length;
  return review.steps.slice(0, -1).filter(({ id, due }) => {
    const passed = progress.filter(({ step }) => step === id).reduce((sum, one) => sum + one.passed, 0);
    return due >= today && passed < wanted;
  });
}

function dateFaults(heldOn: CivilDate, opened: CivilDate, today: CivilDate): InputFault[] {
  if (heldOn >= opened && heldOn <= today) return [];
  return [
    {
      path: 'heldOn',
      what: { zh: '会议日期应在评审开始之后、今天之前', en: 'The day is before the review began, or still to come' },
      mend: { zh: `填${opened}至${today}之间的日期`, en: `Enter a day from ${opened} to ${today}` },
    },
  ];
}

/** Writes down a meeting of the joint review. The one that concludes ends the review; what is held then needs a decision that says so. */
export function holdMeetingAction({
  zone,
  roles,
}: {
  readonly zone: string;
  readonly roles: Titles;
}): Action<Input, Loaded, NewMeeting> {
  return {
    name: 'assessment.convene',
    parties: [],

    async load(tx, { id }) {
      const review = await findReview(tx, id);
      if (review === undefined) return undefined;
      const { rows } = await sql<{ n: number }>`
        SELECT count(*)::integer AS n FROM result r JOIN evaluation e ON e.id = r.evaluation
        WHERE e.edition = ${review.edition_id} AND e.period = ${review.period} AND e.state = 'live'`.execute(tx);
      const { progress } = await progressOf(tx, review);
      return { review, units: rows[0]?.n ?? 0, progress, held: await countHeld(tx, id) };
    },

    guard: ({ review }) => ({ paths: [review.path], line: null, sensitivity: 'internal', roles: [] }),

    decide(loaded, { id: review, ...meeting }, { now, person, grants }) {
      const { unit_id, path, concluded_at, opened_at } = loaded.review;
      if (concluded_at !== null) throw new Refusal(assessmentErrors.reviewOver);
      const today = dateOf(now, zone);
      const faults = dateFaults(meeting.heldOn, dateOf(opened_at, zone), today);
      if (faults.length > 0) throw badInput(faults);
      if (meeting.concludes && unfinishedSteps(loaded, today).length > 0)
        throw new Refusal(assessmentErrors.stepsUnfinished);
      if (meeting.concludes && loaded.held > 0 && meeting.decision === null)
        throw new Refusal(assessmentErrors.factsHeld);
      const post = actingPost(grants, { permission: 'assessment.convene', path }, roles);
      if (person === null || post === null) throw new Refusal(platformErrors.forbidden);
      const id = uuidv7From(millisOf(now), randomBytes(16));
      return { ...meeting, id, review, root: { id: unit_id, path }, person, post, now };
    },

    write: (_, meeting) => [meetingHeld(meeting)],

    tell: ({ id, review, root, heldOn, concludes, decision }) => ({
      status: 201,
      answer: { id },
      record: id,
      unit: root.id,
      detail: { review, heldOn, concludes, decision },
      events: [
        { name: concludes ? 'assessment.concluded' : 'assessment.met', unit: root.id, record: id, instants: [] },
      ],
    }),
  };
}
