// SPDX-License-Identifier: Apache-2.0
import { instant } from '@beichen/kernel/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedReview } from '../../model/review.ts';
import { type AssessedCity, actorAt, type PersonActor } from '../../testing/city.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

let city: AssessedCity;
let organiser: PersonActor;
let bed: PersonActor;
let slope: PersonActor;
let units: number[];
let review: string;

beforeAll(async () => {
  city = await orchardCity();
  const { db } = city.city.owner;
  const reviewing = ['assessment.read', 'assessment.review'];
  organiser = await actorAt(db, ['o'], [...reviewing, 'assessment.convene']);
  bed = await actorAt(db, ['n2'], reviewing);
  slope = await actorAt(db, ['n'], reviewing);
  units = await Promise.all(['n1', 'n2', 'n3'].map((code) => unitIdOf(db, code)));
  await countApples(city);
  const asked = { period: '2026-q3', method: 'orchard-stars' };
  review = ((await city.order(organiser, '/api/assessment/reviews', asked)) as { id: string }).id;
});
afterAll(() => city.drop());

/** What the list of reviews says that somebody has to do. */
async function toDo(actor: PersonActor): Promise<[ListedReview['turn'], boolean]> {
  const { reviews } = (await city.ask(actor, '/api/assessment/reviews', {})) as { reviews: ListedReview[] };
  const [{ turn, toConvene } = { turn: null, toConvene: false }] = reviews;
  return [turn, toConvene];
}
const pass = (actor: PersonActor, input: object): Promise<unknown> =>
  city.order(actor, `/api/assessment/reviews/${review}/passes`, {
    act: 'pass',
    section: 'fruit',
    reason: null,
    ...input,
  });

test('each finds what waits for their own step, as long as it is the one that is on', async () => {
  const [, n2 = 0] = units;
  // Two sections of one bed; the slope’s step comes later.
  expect(await toDo(bed)).toEqual([{ step: 'self', waits: 2 }, false]);
  expect(await toDo(slope)).toEqual([null, false]);
  await pass(bed, { units: [n2] });
  expect(await toDo(bed)).toEqual([{ step: 'self', waits: 1 }, false]);
  // Tuesday 20 October: the self-assessment is over. Three beds, of which a panel judges the care.
  city.now = instant('2026-10-19T16:00:00.000Z');
  expect(await toDo(bed)).toEqual([null, false]);
  expect(await toDo(slope)).toEqual([{ step: 'slope', waits: 3 }, false]);
  await pass(slope, { units });
  expect(await toDo(slope)).toEqual([null, false]);
  await pass(organiser, { act: 'return', units: [n2], reason: '补上雨量站的数' });
  expect(await toDo(slope)).toEqual([{ step: 'slope', waits: 1 }, false]);
});

test('whoever convenes is told when the steps before the meeting are over, until it has ended the review', async () => {
  expect(await toDo(organiser)).toEqual([null, false]);
  // The slope’s last day is Monday 26 October.
  city.now = instant('2026-10-26T16:00:00.000Z');
  expect(await toDo(organiser)).toEqual([null, true]);
  expect(await toDo(slope)).toEqual([null, false]);
  await city.order(organiser, `/api/assessment/reviews/${review}/meetings`, {
    heldOn: '2026-10-27',
    present: ['果园'],
    absent: [],
    minutes: '逐星评过，没有分歧，同意结束。',
    concludes: true,
    decision: null,
  });
  expect(await toDo(organiser)).toEqual([null, false]);
});
