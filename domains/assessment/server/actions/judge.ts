// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { idsOf } from '@beichen/kernel/paths.ts';
import { dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { Catalogue } from '@beichen/method';
import type { Action, Moment } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { JudgeInput, Step } from '../../model/review.ts';
import { assessmentErrors } from '../../module.ts';
import { type FactFigure, figureFaults, figuresOf, isOwnWord, sameFigure } from '../../rules/judging.ts';
import { postOf, type Titles } from '../../rules/own-post.ts';
import { judgingPosts, type PostGrant, standingOf, turnOf } from '../../rules/review.ts';
import { findJudging, type JudgedUnit, type Judging, liveReasons } from '../queries/judged.ts';
import { judgementsMade, type NewJudgement } from '../store/review.ts';

export type JudgeDeps = { readonly zone: string; readonly roles: Titles; readonly catalogue: Catalogue };

type Input = JudgeInput & { readonly id: string };

type Loaded = Judging & { readonly unit: JudgedUnit; readonly figures: ReadonlyMap<string, FactFigure> };

type Judged = { readonly made: NewJudgement; readonly last: number; readonly review: Judging['review'] };

/** The step and the post in which the actor speaks. After a meeting ended the review, only its last step may still put a figure right. @throws Refusal */
function speaking(
  { review, unit, posts, said }: Loaded,
  { section, act }: Input,
  today: ReturnType<typeof dateOf>,
): { step: Step; post: PostGrant } {
  const { steps } = review;
  const mine = judgingPosts(posts, { unit: unit.id, path: unit.path }, { steps, section });
  const of = said.filter((one) => one.section === section);
  const over = review.concluded_at !== null;
  const id = over ? steps.at(-1)?.id : turnOf(mine, standingOf(of, steps), { steps, today });
  const step = steps.find((one) => one.id === id);
  const post = step && mine.get(step.id);
  if (step === undefined || post === undefined) {
    if (over) throw new Refusal(assessmentErrors.reviewOver);
    throw new Refusal(mine.size > 0 ? assessmentErrors.notYetThere : platformErrors.forbidden);
  }
  if (step.own !== isOwnWord(act)) throw new Refusal(platformErrors.forbidden);
  if (over && act !== 'correct' && act !== 'restore') throw new Refusal(assessmentErrors.reviewOver);
  return { step, post };
}

/** What was said last of the fact, of these kinds. */
function lastOf({ said, unit }: Loaded, measure: string, acts: readonly string[]) {
  return said.findLast((one) => one.unit === unit.id && one.measure === measure && acts.includes(one.act));
}

type Content = Pick<NewJudgement, 'num' | 'den' | 'was' | 'owner' | 'seenOn'>;

function corrected(input: Extract<Input, { act: 'correct' }>, now: FactFigure, { catalogue }: JudgeDeps): Content {
  const { num, den, seen, seenOn } = input;
  if (!sameFigure(seen, now)) throw new Refusal(assessmentErrors.factMoved, { conflict: { seen, current: now } });
  const measure = catalogue.measures.get(input.measure);
  const form = measure?.form ?? (now.den === null ? 'value' : 'ratio');
  const isShare = now.num === null || now.den === null || now.num <= now.den;
  const faults = figureFaults(form, { num, den }, { now, isShare });
  if (faults.length > 0) throw badInput(faults);
  return { num, den, was: now, seenOn };
}

/** What is said, where it may be said. @throws Refusal */
function contentOf(
  loaded: Loaded,
  input: Input,
  about: { readonly deps: JudgeDeps; readonly moment: Moment },
): Content {
  const { measure } = input;
  const now = loaded.figures.get(measure);
  if (now === undefined) throw new Refusal(platformErrors.notFound);
  const { deps, moment } = about;
  const isHeld = lastOf(loaded, measure, ['hold', 'release'])?.act === 'hold';
  if (input.act === 'correct') return corrected(input, now, deps);
  if (input.act === 'restore') {
    if (lastOf(loaded, measure, ['correct', 'restore'])?.act !== 'correct')
      throw new Refusal(assessmentErrors.notCorrected);
    return { was: now };
  }
  if (input.act === 'hold') {
    if (isHeld) throw new Refusal(assessmentErrors.alreadyHeld);
    if (!idsOf(loaded.unit.path).includes(input.owner)) throw new Refusal(platformErrors.notFound);
    return { owner: input.owner };
  }
  if (input.act === 'explain') return {};
  if (!isHeld) throw new Refusal(assessmentErrors.notHeld);
  const urged = lastOf(loaded, measure, ['urge', 'hold']);
  const today = dateOf(moment.now, deps.zone);
  if (input.act === 'urge' && urged?.act === 'urge' && dateOf(urged.at, deps.zone) === today)
    throw new Refusal(assessmentErrors.urgedToday);
  return {};
}

async function loadFact(
  tx: Database,
  { id, unit: asked, section }: Input,
  grants: Moment['grants'],
): Promise<Loaded | undefined> {
  const judging = await findJudging(tx, { id, units: [asked] }, grants);
  const unit = judging?.units[0];
  if (judging === undefined || unit === undefined) return undefined;
  const reasons = await liveReasons(tx, judging.review, unit.id);
  const node = reasons?.sections.find((one) => one.id === section);
  return node && { ...judging, unit, figures: figuresOf(node) };
}

/** Says something of one fact of one unit: explains, corrects, restores, holds, releases, urges. */
export function judgeAction(deps: JudgeDeps): Action<Input, Loaded, Judged> {
  return {
    name: 'assessment.review',
    parties: [],

    load: (tx, input, { grants }) => loadFact(tx, input, grants),
    guard: ({ unit }) => ({ paths: [unit.path], line: null, sensitivity: 'open', roles: [] }),

    decide(loaded, input, moment) {
      const { now, person } = moment;
      if (loaded.review.is_final) throw new Refusal(assessmentErrors.reviewOver);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      const { step, post } = speaking(loaded, input, dateOf(now, deps.zone));
      const content = contentOf(loaded, input, { deps, moment });
      const { review, unit, said } = loaded;
      const { section, measure, act } = input;
      const by = { person, post: postOf(post, deps.roles), now };
      const about = { id: uuidv7From(millisOf(now), randomBytes(16)), review: review.id, unit, section, measure };
      const made = { ...content, ...about, ...by, step: step.id, act, reason: 'reason' in input ? input.reason : null };
      return { made, last: said.at(-1)?.n ?? 0, review };
    },

    write: (_, { made, last }) => [judgementsMade([made], last)],

    tell: ({ made, review }) => ({
      status: 201,
      answer: { id: made.id },
      record: made.id,
      unit: made.unit.id,
      detail: {
        review: review.id,
        act: made.act,
        step: made.step,
        section: made.section,
        measure: made.measure,
        num: made.num,
        den: made.den,
      },
      events: [
        {
          name: made.act === 'correct' || made.act === 'restore' ? 'assessment.corrected' : 'assessment.judged',
          unit: made.unit.id,
          record: made.id,
          instants: [],
        },
      ],
    }),
  };
}
