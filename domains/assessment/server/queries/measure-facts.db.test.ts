// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CataloguePage } from '../../model/catalogue.ts';
import type { MeasureFacts } from '../../model/measure-facts.ts';
import { type AssessedCity, type PersonActor, personAt } from '../../testing/city.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

const WATERINGS = 'care.waterings';
const TOTAL = 'assessment.orchard-stars.q3.total';
const QUARTER = { period: '2026-q3', method: 'orchard-stars' };
const REQUEST = '019a2222-0000-7000-8000-000000000001';
const person = (n: number): string => `019a0000-0000-7000-8000-00000000020${n}`;

let city: AssessedCity;
let organiser: PersonActor;
let slope: PersonActor;
let bed: PersonActor;

beforeAll(async () => {
  city = await orchardCity();
  const { db } = city.city.owner;
  const all = ['read', 'ask', 'review', 'convene', 'freeze'].map((one) => `assessment.${one}`);
  organiser = await personAt(db, { person: person(1), codes: ['o'], permissions: [...all, 'apples.read'] });
  slope = await personAt(db, { person: person(2), codes: ['n'], permissions: ['assessment.read'] });
  bed = await personAt(db, {
    person: person(3),
    codes: ['n2'],
    permissions: ['assessment.read', 'assessment.declare'],
  });
  await countApples(city);
});
afterAll(() => city.drop());

async function facts(actor: PersonActor, unit: string, asked: object): Promise<MeasureFacts> {
  const { measure = WATERINGS, ...query } = asked as { measure?: string };
  const id = await unitIdOf(city.city.owner.db, unit);
  return (await city.ask(actor, '/api/assessment/measures/{id}/facts', {
    params: { id: measure },
    query: { unit: id, period: '2026-q3', ...query },
  })) as MeasureFacts;
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.row.code : String(error)),
  );

const named = ({ rows }: MeasureFacts) => rows.map(({ unit, num, by }) => [unit.name, num, by?.unit ?? null]);

test('what the pack brought adds up over a place, each unit with its own, and nobody is said to have declared it', async () => {
  const north = await facts(slope, 'n', {});
  // 10 and 4.5; n3 has declared nothing, so it has no row.
  expect([north.from, north.num, north.den, north.total]).toEqual(['declared', 14.5, null, 2]);
  expect(named(north)).toEqual([
    ['甲,畦', 10, null],
    ['乙“畦"', 4.5, null],
  ]);
  // Whoever sees more is told of the place that was asked for, and of nothing beyond it.
  expect(await facts(organiser, 'n', {})).toEqual(north);
});

test('what a unit hands in says which post declared it, and whether it confirmed the period before', async () => {
  const unit = await unitIdOf(city.city.owner.db, 'n2');
  const request = { id: REQUEST, ...QUARTER, unit, measures: [WATERINGS], workingDays: 3 };
  await sql`INSERT INTO declared_fact (id, unit_id, path, measure, period, num, declared_at)
    SELECT gen_random_uuid(), id, path, ${WATERINGS}, '2026-q2', 6, ${city.now} FROM unit WHERE id = ${unit}`.execute(
    city.city.worker.db,
  );
  const words = { owner: '果园', basis: '果园章程', purpose: '养护星' };
  await city.order(organiser, '/api/assessment/facts/requests', { ...request, ...words });
  const { rows: forms } = await sql<{ id: string }>`SELECT id FROM fact_form`.execute(city.city.owner.db);
  const values = { [WATERINGS]: { num: 6, den: null, none: false, confirmed: true } };
  await city.order(bed, `/api/assessment/facts/forms/${forms[0]?.id}/hand-in`, { version: 0, values });
  const { num, total, rows } = await facts(organiser, 'o', {});
  // 10 of n1, 6 instead of 4.5 of n2, 5 of s1.
  expect([num, total]).toEqual([21, 3]);
  expect(rows.find(({ unit: one }) => one.id === unit)).toMatchObject({
    above: '北坡',
    num: 6,
    at: city.now,
    by: { unit: '乙“畦"', title: { zh: '测试岗位' } },
    confirmed: true,
    results: [],
  });
});

test('pages do not overlap and leave nothing out, and the figure is that of all of them', async () => {
  const first = await facts(organiser, 'o', { limit: 2 });
  const second = await facts(organiser, 'o', { limit: 2, cursor: first.next });
  expect([first.next, second.next, first.num, second.num]).toEqual([2, null, 21, 21]);
  expect([...named(first), ...named(second)].map(([name]) => name)).toEqual(['甲,畦', '乙“畦"', '丁畦']);
});

test('ends at the caller’s range: a unit outside is not there, nor is a measure that nobody knows', async () => {
  expect(await codeOf(facts(slope, 's1', {}))).toBe('platform.not-found');
  expect(await codeOf(facts(slope, 'o', {}))).toBe('platform.not-found');
  expect(await codeOf(facts(organiser, 'o', { measure: 'app.check_ins' }))).toBe('platform.not-found');
  expect(named(await facts(bed, 'n2', {}))).toEqual([['乙“畦"', 6, '乙“畦"']]);
});

test('of records it names the corrections alone: the figure that results take, what stood there, why and by which post', async () => {
  const { id: review } = (await city.order(organiser, '/api/assessment/reviews', QUARTER)) as { id: string };
  // The steps before are due on 19 and 26 October.
  city.now = instant('2026-10-27T02:00:00.000Z');
  const unit = await unitIdOf(city.city.owner.db, 'n2');
  const about = { unit, section: 'fruit', measure: 'apples.picked_in_time' };
  const path = `/api/assessment/reviews/${review}/judgements`;
  const correct = { act: 'correct', ...about, num: 2, den: 2, seen: { num: 1, den: 2 }, seenOn: null };
  await city.order(organiser, path, { ...correct, reason: '第22号果按章程计为按时' });
  const found = await facts(slope, 'n', { measure: about.measure });
  expect([found.from, found.num, found.rows]).toEqual(['records', null, []]);
  expect(found.corrections).toMatchObject([
    { unit: { id: unit }, method: 'orchard-stars', num: 2, den: 2, was: { num: 1, den: 2 }, by: { unit: '果园' } },
  ]);
  await city.order(organiser, path, { act: 'restore', ...about, reason: '更正撤回，按原记录计' });
  expect((await facts(slope, 'n', { measure: about.measure })).corrections).toEqual([]);
  const meeting = {
    heldOn: '2026-10-27',
    present: ['果园'],
    absent: [],
    minutes: '逐星评过，同意结束。',
    decision: '果园〔2026〕1号',
  };
  await city.order(organiser, `/api/assessment/reviews/${review}/meetings`, { ...meeting, concludes: true });
});

test('a result as a measure leads to the results that give it, once they are final', async () => {
  expect((await facts(organiser, 'o', { measure: TOTAL, period: '2026' })).total).toBe(0);
  const { id } = (await city.order(organiser, '/api/assessment/freeze', QUARTER)) as { id: string };
  await city.pump();
  await city.work();
  const year = await facts(slope, 'n', { measure: TOTAL, period: '2026' });
  // n1: 7.5 + 10, n2: 5 + 6, n3: 0; s1: 10 + 5. Points of three units do not add up.
  expect([year.from, year.num, year.total]).toEqual(['results', null, 3]);
  expect(year.rows.map(({ num, results }) => [num, results])).toEqual(
    [17.5, 11, 0].map((num) => [num, [{ evaluation: id, method: 'orchard-stars', period: '2026-q3' }]]),
  );
  expect(await facts(organiser, 's1', { measure: TOTAL, period: '2026' })).toMatchObject({ num: 15, total: 1 });
});

test('the catalogue names the editions that look at a measure, those of before among them', async () => {
  await sql`INSERT INTO method_edition (method, edition, subject, period_kind, outline, measures, source, digest, starts, ends, published_at)
    SELECT method, '2026-2', subject, period_kind, outline, ARRAY['apples.picked_in_time'], source, digest, starts, ends, published_at
    FROM method_edition WHERE method = 'orchard-stars'`.execute(city.city.owner.db);
  const { measures } = (await city.ask(slope, '/api/assessment/catalogue')) as CataloguePage;
  const using = (id: string) =>
    measures.find((one) => one.id === id)?.methods.map(({ method, editions }) => [method, editions]);
  expect(using(WATERINGS)).toEqual([['orchard-stars', ['2026']]]);
  expect(using('apples.picked_in_time')).toEqual([['orchard-stars', ['2026', '2026-2']]]);
});
