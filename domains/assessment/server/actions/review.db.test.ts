// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Grid, ReviewPage } from '../../model/review.ts';
import { type AssessedCity, actorAt, type PersonActor } from '../../testing/city.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

const QUARTER = { period: '2026-q3', method: 'orchard-stars' };
const PICKED = { section: 'fruit', measure: 'apples.picked_in_time' };
const WATERINGS = { section: 'care', measure: 'care.waterings' };
/** As the tests write it: four words that say what and by what. */
const REASON = '第22号果落在雨后，按章程第三条计为按时';

let city: AssessedCity;
let organiser: PersonActor;
let bed: PersonActor;
let slope: PersonActor;
let gardener: PersonActor;
let n1: number;
let n2: number;
let s1: number;

const roles = (actor: PersonActor, role: string): PersonActor => ({
  ...actor,
  grants: actor.grants.map((grant) => ({ ...grant, role })),
});

beforeAll(async () => {
  city = await orchardCity();
  const { db } = city.city.owner;
  const reviewing = ['assessment.read', 'assessment.review'];
  organiser = await actorAt(db, ['o'], [...reviewing, 'assessment.convene', 'assessment.freeze', 'apples.read']);
  bed = await actorAt(db, ['n2'], reviewing);
  slope = await actorAt(db, ['n'], reviewing);
  gardener = roles(slope, 'gardener');
  [n1, n2, s1] = [await unitIdOf(db, 'n1'), await unitIdOf(db, 'n2'), await unitIdOf(db, 's1')];
  await countApples(city);
});
afterAll(() => city.drop());

const refusal = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof Refusal)) return String(error);
      return [error.row.code, ...(error.detail.faults ?? []).map(({ what }) => what.zh)].join(' ');
    },
  );

let review: string;
const open = async (actor = organiser): Promise<string> =>
  ((await city.order(actor, '/api/assessment/reviews', QUARTER)) as { id: string }).id;
const judge = (actor: PersonActor, input: object): Promise<unknown> =>
  city.order(actor, `/api/assessment/reviews/${review}/judgements`, input);
const pass = (actor: PersonActor, input: object): Promise<unknown> =>
  city.order(actor, `/api/assessment/reviews/${review}/passes`, { act: 'pass', reason: null, ...input });
const meet = (input: object): Promise<unknown> =>
  city.order(organiser, `/api/assessment/reviews/${review}/meetings`, {
    heldOn: '2026-10-12',
    present: ['果园'],
    absent: [],
    minutes: '逐星评过，没有分歧，同意结束。',
    concludes: true,
    decision: null,
    ...input,
  });
const page = async (actor: PersonActor): Promise<ReviewPage> =>
  (await city.ask(actor, '/api/assessment/reviews/{id}', { params: { id: review } })) as ReviewPage;
const grid = async (actor: PersonActor, asked: { section: string; unit: string }): Promise<Grid> => {
  const unit = await unitIdOf(city.city.owner.db, asked.unit);
  return (await city.ask(actor, '/api/assessment/reviews/{id}/grid', {
    params: { id: review },
    query: { section: asked.section, unit },
  })) as Grid;
};
const work = async (): Promise<void> => {
  await city.pump();
  await city.work();
};
type Result = {
  explanation: { sections: { id: string; points: number; won: boolean }[] };
  corrections: { measure: string; was: object; num: number }[];
};
const result = async (unit: number, query: object = {}): Promise<Result> =>
  (await city.ask(organiser, '/api/assessment/units/{id}', {
    params: { id: unit },
    query: { ...QUARTER, ...query },
  })) as Result;
const fruitOf = async (unit: number, query: object = {}) => {
  const { explanation, corrections } = await result(unit, query);
  const fruit = explanation.sections.find(({ id }) => id === 'fruit');
  return { points: fruit?.points, won: fruit?.won, corrections };
};

describe('opening a review', () => {
  test('is for whoever convenes the whole, once, when the period is over', async () => {
    expect(await refusal(open(slope))).toBe('platform.forbidden');
    const { now } = city;
    city.now = instant('2026-09-30T15:59:59.999Z');
    expect(await refusal(open())).toBe('assessment.review-too-early');
    city.now = now;
    review = await open();
    expect(await refusal(open())).toBe('assessment.review-open');
  });

  test('dates its steps in working days, each after the one before', async () => {
    const { review: head, mine, places } = await page(organiser);
    // Opened on Monday 12 October 2026: 5, 5 and 3 working days on.
    expect(head.steps.map(({ id, due }) => `${id} ${due}`)).toEqual([
      'self 2026-10-19',
      'slope 2026-10-26',
      'joint 2026-10-29',
    ]);
    expect(mine).toEqual([
      { step: 'joint', section: 'fruit' },
      { step: 'joint', section: 'care' },
    ]);
    expect(places.map(({ name, units }) => `${name} ${units}`)).toEqual(['北坡 3', '南坡 1']);
    expect((await page(slope)).places.map(({ name, units }) => `${name} ${units}`)).toEqual(['北坡 3']);
  });
});

describe('the unit itself', () => {
  test('explains a fact of its own, and corrects none', async () => {
    await judge(bed, { act: 'explain', unit: n2, ...PICKED, reason: '第22号果雨后才能采' });
    expect(await refusal(judge(bed, { act: 'hold', unit: n2, ...PICKED, reason: REASON, owner: n2 }))).toBe(
      'platform.forbidden',
    );
    const correct = {
      act: 'correct',
      unit: n2,
      ...PICKED,
      num: 2,
      den: 2,
      seen: { num: 1, den: 2 },
      reason: REASON,
      seenOn: null,
    };
    expect(await refusal(judge(bed, correct))).toBe('platform.forbidden');
    expect(await refusal(judge(bed, { ...correct, unit: n1 }))).toBe('platform.not-found');
  });

  test('is not judged by whoever holds a post in it, whatever else they hold', async () => {
    const both: PersonActor = { ...slope, grants: [...slope.grants, ...bed.grants] };
    await pass(both, { section: 'fruit', units: [n2] });
    const { units } = await grid(both, { section: 'fruit', unit: 'n' });
    expect(units.map(({ code, passed, turn }) => [code, passed, turn])).toEqual([
      ['n1', [], null],
      ['n2', ['self'], 'self'],
      ['n3', [], null],
    ]);
  });
});

describe('a step', () => {
  test('waits for the one before, until that is done or overdue', async () => {
    expect(await refusal(pass(slope, { section: 'fruit', units: [n1, n2] }))).toBe(
      'platform.bad-input 甲,畦：上一步还没有评完，也没有到期',
    );
    expect((await grid(slope, { section: 'fruit', unit: 'n' })).units.map(({ turn }) => turn)).toEqual([
      null,
      'slope',
      null,
    ]);
    // The self-assessment ends with Monday 19 October in Shanghai.
    city.now = instant('2026-10-19T16:00:00.000Z');
    expect((await grid(slope, { section: 'fruit', unit: 'n' })).units.map(({ turn }) => turn)).toEqual([
      'slope',
      'slope',
      'slope',
    ]);
  });

  test('of a panel is its posts’ alone', async () => {
    expect(await refusal(pass(slope, { section: 'care', units: [n1] }))).toBe('platform.bad-input 甲,畦：不归本岗位评');
    expect((await page(slope)).mine).toEqual([{ step: 'slope', section: 'fruit' }]);
    expect(await refusal(pass(gardener, { section: 'care', units: [n1] }))).toBe('done');
  });

  test('sees nothing beside its range', async () => {
    expect(await refusal(judge(slope, { act: 'restore', unit: s1, ...PICKED, reason: REASON }))).toBe(
      'platform.not-found',
    );
    expect((await page(slope)).units).toBe(3);
  });
});

describe('a correction', () => {
  const correct = {
    act: 'correct',
    ...PICKED,
    num: 2,
    den: 2,
    seen: { num: 1, den: 2 },
    reason: REASON,
    seenOn: '2026-10-19',
  };

  test('is refused with all that is wrong with it', async () => {
    expect(await refusal(judge(slope, { ...correct, unit: n2, num: 3 }))).toBe('platform.bad-input 分子3大于分母2');
    expect(await refusal(judge(slope, { ...correct, unit: n2, num: -1, den: null }))).toBe(
      'platform.bad-input 不能小于0 分子、分母要么都填，要么都空',
    );
    expect(await refusal(judge(slope, { ...correct, unit: n2, num: 1 }))).toBe('platform.bad-input 与现值相同');
    expect(await refusal(judge(slope, { ...correct, unit: n2, seen: { num: 0, den: 2 } }))).toBe(
      'assessment.fact-moved',
    );
  });

  test('moves the live result and says why, with the figure before', async () => {
    // 1 of 2 in time: 5 of 10 points, 6 win the star.
    expect(await fruitOf(n2)).toMatchObject({ points: 5, won: false, corrections: [] });
    await judge(slope, { ...correct, unit: n2 });
    await work();
    expect(await fruitOf(n2)).toMatchObject({
      points: 10,
      won: true,
      corrections: [
        { measure: PICKED.measure, num: 2, den: 2, was: { num: 1, den: 2 }, reason: REASON, seenOn: '2026-10-19' },
      ],
    });
    const drill = await city.ask(organiser, '/api/assessment/units/{id}/records', {
      params: { id: n2 },
      query: { ...QUARTER, measure: PICKED.measure },
    });
    expect(drill).toMatchObject({
      num: 2,
      den: 2,
      source: 'records',
      total: 2,
      correction: { was: { num: 1, den: 2 } },
    });
  });

  test('goes back to what the records say', async () => {
    await judge(slope, { act: 'restore', unit: n2, ...PICKED, reason: '核对后以记录为准' });
    await work();
    expect(await fruitOf(n2)).toMatchObject({ points: 5, corrections: [] });
    expect(await refusal(judge(slope, { act: 'restore', unit: n2, ...PICKED, reason: REASON }))).toBe(
      'assessment.not-corrected',
    );
    await judge(slope, { ...correct, unit: n2 });
    await work();
  });

  test('made one after another are all told, the one that holds first, and none that a restoring undid', async () => {
    const first = { num: 2, den: 2, was: { num: 1, den: 2 }, reason: REASON };
    expect((await result(n2)).corrections).toMatchObject([first]);
    const reason = '另一件不在本期，应予剔除';
    await judge(slope, { ...correct, unit: n2, num: 1, den: 1, seen: { num: 2, den: 2 }, reason });
    await work();
    expect((await result(n2)).corrections).toMatchObject([{ num: 1, den: 1, was: { num: 2, den: 2 }, reason }, first]);
    await judge(slope, { act: 'restore', unit: n2, ...PICKED, reason: '核对后以记录为准' });
    await work();
    await judge(slope, { ...correct, unit: n2 });
    await work();
    expect((await result(n2)).corrections).toMatchObject([first]);
  });

  test('of a fact that nothing gives adds it', async () => {
    const n3 = await unitIdOf(city.city.owner.db, 'n3');
    await judge(gardener, {
      act: 'correct',
      unit: n3,
      ...WATERINGS,
      num: 6,
      den: null,
      seen: { num: null, den: null },
      reason: REASON,
      seenOn: null,
    });
    await work();
    const { explanation } = await result(n3);
    expect(explanation.sections.find(({ id }) => id === 'care')).toMatchObject({ points: 6, won: true });
  });

  test('stays as it was written, whoever tries', async () => {
    const { db } = city.city.owner;
    await expect(sql`UPDATE judgement SET num = 1`.execute(db)).rejects.toThrow('only added to');
    await expect(sql`UPDATE judgement SET num = 1`.execute(city.city.app.db)).rejects.toThrow('permission denied');
    await expect(sql`DELETE FROM judgement`.execute(city.city.worker.db)).rejects.toThrow('permission denied');
  });
});

describe('a fact that is held', () => {
  test('names whose turn it is, is urged once a day, and keeps its section from being passed', async () => {
    await judge(slope, { act: 'hold', unit: n2, ...PICKED, reason: '等雨量站的数', owner: n2 });
    expect(await refusal(judge(slope, { act: 'hold', unit: n2, ...PICKED, reason: REASON, owner: n2 }))).toBe(
      'assessment.already-held',
    );
    await judge(slope, { act: 'urge', unit: n2, ...PICKED });
    expect(await refusal(judge(slope, { act: 'urge', unit: n2, ...PICKED }))).toBe('assessment.urged-today');
    const { holds } = await page(slope);
    expect(holds).toMatchObject([{ unitName: '乙“畦"', measure: PICKED.measure, owner: { name: '乙“畦"' }, urged: 1 }]);
    expect(await refusal(pass(slope, { section: 'fruit', units: [n1, n2] }))).toBe(
      'platform.bad-input 乙“畦"：有1项暂挂，先处理或解除',
    );
    // Nothing of the request was written: n1 is not passed either.
    expect((await page(slope)).progress).toEqual([
      { section: 'care', step: 'slope', passed: 1 },
      { section: 'fruit', step: 'self', passed: 1 },
    ]);
  });

  test('keeps the review from ending, short of a decision', async () => {
    city.now = instant('2026-10-29T04:00:00.000Z');
    expect(await refusal(meet({ heldOn: '2026-10-30' }))).toContain('会议日期应在评审开始之后、今天之前');
    expect(await refusal(meet({ heldOn: '2026-10-29' }))).toBe('assessment.facts-held');
    await meet({ heldOn: '2026-10-29', concludes: false });
    await judge(slope, { act: 'release', unit: n2, ...PICKED, reason: '雨量站已报数' });
    expect((await page(slope)).holds).toEqual([]);
    expect(await refusal(judge(slope, { act: 'urge', unit: n2, ...PICKED }))).toBe('assessment.not-held');
  });
});

describe('passing and returning', () => {
  test('a return sends a section back to the step before; nothing is judged twice', async () => {
    await pass(slope, { section: 'fruit', units: [n1, n2] });
    expect(await refusal(pass(slope, { section: 'fruit', units: [n1, n2] }))).toBe('assessment.nothing-to-pass');
    expect(await refusal(pass(organiser, { act: 'return', section: 'fruit', units: [n2] }))).toBe(
      'platform.bad-input 退回没有写理由',
    );
    await pass(organiser, { act: 'return', section: 'fruit', units: [n2], reason: '补上雨量站的数' });
    const { units, judgements } = await grid(organiser, { section: 'fruit', unit: 'n' });
    expect(units.map(({ code, passed }) => [code, passed])).toEqual([
      ['n1', ['slope']],
      ['n2', ['self']],
      ['n3', []],
    ]);
    expect(judgements.at(-1)).toMatchObject({ act: 'return', reason: '补上雨量站的数', by: { unit: '果园' } });
    expect((await page(organiser)).progress).toContainEqual({ section: 'fruit', step: 'slope', passed: 1 });
  });
});

describe('the end', () => {
  test('a final result waits for it', async () => {
    expect(await refusal(city.order(organiser, '/api/assessment/freeze', QUARTER))).toBe('assessment.review-under-way');
    await meet({ heldOn: '2026-10-29' });
    expect((await page(bed)).review.concludedAt).toBe(city.now);
    expect(await refusal(meet({ heldOn: '2026-10-29' }))).toBe('assessment.review-over');
    expect(await refusal(pass(slope, { section: 'fruit', units: [n2] }))).toBe('assessment.review-over');
  });

  test('after it only the last step puts a figure right, as when an objection is upheld', async () => {
    const correct = {
      act: 'correct',
      unit: n1,
      ...PICKED,
      num: 4,
      den: 4,
      seen: { num: 3, den: 4 },
      reason: REASON,
      seenOn: null,
    };
    const speakers = async (actor: PersonActor) =>
      (await grid(actor, { section: 'fruit', unit: 'n1' })).units.map(({ turn, speaks }) => [turn, speaks]);
    expect(await speakers(slope)).toEqual([[null, null]]);
    expect(await speakers(organiser)).toEqual([[null, 'joint']]);
    expect(await refusal(judge(slope, correct))).toBe('assessment.review-over');
    expect(await refusal(judge(organiser, { act: 'hold', unit: n1, ...PICKED, reason: REASON, owner: n1 }))).toBe(
      'assessment.review-over',
    );
    await judge(organiser, correct);
    await work();
    // 4 of 4 in time: all 10 points, where 3 of 4 gave 7.5.
    expect(await fruitOf(n1)).toMatchObject({ points: 10, corrections: [{ was: { num: 3, den: 4 } }] });
  });

  test('the final result keeps the corrections with their records, and what comes later moves neither', async () => {
    const { id } = (await city.order(organiser, '/api/assessment/freeze', QUARTER)) as { id: string };
    await work();
    const frozen = { evaluation: id };
    expect(await fruitOf(n2, frozen)).toMatchObject({ points: 10, corrections: [{ was: { num: 1, den: 2 } }] });
    const drill = await city.ask(organiser, '/api/assessment/units/{id}/records', {
      params: { id: n2 },
      query: { ...QUARTER, ...frozen, measure: PICKED.measure },
    });
    // Two ripe apples, one of them in time: the records stay what they are beside the corrected figure.
    expect(drill).toMatchObject({ num: 2, den: 2, source: 'records', total: 2, correction: { reason: REASON } });
    const late = { act: 'restore', unit: n2, ...PICKED, reason: '核对后以记录为准' };
    expect(await refusal(judge(organiser, late))).toBe('assessment.review-over');
  });
});
