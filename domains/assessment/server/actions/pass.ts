// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type CivilDate, dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { PassInput } from '../../model/review.ts';
import { assessmentErrors } from '../../module.ts';
import { postOf, type Titles } from '../../rules/own-post.ts';
import { judgingPosts, standingOf, turnOf } from '../../rules/review.ts';
import { findJudging, type JudgedUnit, type Judging } from '../queries/judged.ts';
import { judgementsMade, type NewJudgement } from '../store/review.ts';

const because = (zh: string, en: string): Words => ({ zh, en });

type Input = PassInput & { readonly id: string };

type Passed = { readonly made: readonly NewJudgement[]; readonly last: number; readonly review: Judging['review'] };

const WITHOUT_REASON: InputFault = {
  path: 'reason',
  what: because('退回没有写理由', 'It is sent back without a reason'),
  mend: because('写清要补充什么', 'Say what is to be added'),
};

type About = { readonly input: Input; readonly today: CivilDate; readonly roles: Titles };

type Turn = Pick<NewJudgement, 'step' | 'post'>;

/** Why a section of a unit cannot be passed or returned now; its step and post where it can; nothing where it is passed already. */
function turnAt(judging: Judging, unit: JudgedUnit, { input, today, roles }: About): Turn | Words | undefined {
  const { steps } = judging.review;
  const { section, act } = input;
  const mine = judgingPosts(judging.posts, { unit: unit.id, path: unit.path }, { steps, section });
  if (mine.size === 0) return because('不归本岗位评', 'This post does not judge it');
  const standing = standingOf(
    judging.said.filter((one) => one.unit === unit.id && one.section === section),
    steps,
  );
  const step = turnOf(mine, standing, { steps, today });
  if (step === undefined) return because('上一步还没有评完，也没有到期', 'The step before is neither done nor overdue');
  const post = postOf(mine.get(step) ?? { unit: 0, role: '' }, roles);
  if (act === 'return')
    return step === steps[0]?.id ? because('前面没有可以退回的一步', 'There is no step before it') : { step, post };
  if (standing.passed.includes(step)) return undefined;
  if (standing.held.length > 0)
    return because(
      `有${standing.held.length}项暂挂，先处理或解除`,
      `${standing.held.length} of its facts are held: settle or release them first`,
    );
  return { step, post };
}

/** What is written of each unit, in the order asked. @throws Refusal with all units that cannot be */
function judged(judging: Judging, about: About, by: Pick<NewJudgement, 'person' | 'now'>): NewJudgement[] {
  const { input } = about;
  const faults: InputFault[] = [];
  const made: NewJudgement[] = [];
  for (const [at, id] of input.units.entries()) {
    const unit = judging.units.find((one) => one.id === id);
    const turn =
      unit === undefined ? because('不是这次评审的对象', 'It is not reviewed here') : turnAt(judging, unit, about);
    if (turn !== undefined && 'zh' in turn) {
      const what = unit === undefined ? turn : because(`${unit.name}：${turn.zh}`, `${unit.name}: ${turn.en}`);
      faults.push({ path: `units.${at}`, what, mend: because('从所选中去掉它', 'Take it out of what is chosen') });
    } else if (turn !== undefined && unit !== undefined) {
      const { section, act, reason } = input;
      const said = {
        review: judging.review.id,
        unit,
        section,
        measure: null,
        act,
        reason: act === 'return' ? reason : null,
      };
      made.push({ id: uuidv7From(millisOf(by.now), randomBytes(16)), ...said, ...turn, ...by });
    }
  }
  if (faults.length > 0) throw badInput(faults);
  return made;
}

/** Judges a section of many units at once: done with it, or back to the step before. Where one cannot be, none is. */
export function passAction({
  zone,
  roles,
}: {
  readonly zone: string;
  readonly roles: Titles;
}): Action<Input, Judging, Passed> {
  return {
    name: 'assessment.review',
    parties: [],
    load: (tx, { id, units }, { grants }) => findJudging(tx, { id, units }, grants),
    guard: ({ units }) => ({ paths: units.map(({ path }) => path), line: null, sensitivity: 'open', roles: [] }),

    decide(judging, input, { now, person }) {
      const { review, said } = judging;
      if (review.is_final || review.concluded_at !== null) throw new Refusal(assessmentErrors.reviewOver);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      if (input.act === 'return' && input.reason === null) throw badInput([WITHOUT_REASON]);
      if (!review.outline.sections.some(({ id }) => id === input.section)) throw new Refusal(platformErrors.notFound);
      const made = judged(judging, { input, today: dateOf(now, zone), roles }, { person, now });
      if (made.length === 0) throw new Refusal(assessmentErrors.nothingToPass);
      return { made, last: said.at(-1)?.n ?? 0, review };
    },

    write: (_, { made, last }) => [judgementsMade(made, last)],

    tell({ made, review }) {
      const [first] = made as readonly [NewJudgement, ...NewJudgement[]];
      const { id: record, act, section, post, unit } = first;
      return {
        status: 201,
        answer: { units: made.length },
        record,
        unit: post.unit,
        detail: { review: review.id, act, section, units: made.map((one) => one.unit.id) },
        events: [{ name: 'assessment.judged', unit: unit.id, record, instants: [] }],
      };
    },
  };
}
