// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantApple } from '../../testing/apples.ts';
import { type AssessedCity, actorAt } from '../../testing/city.ts';
import { filesOf, recomputed } from '../../testing/open-package.ts';
import { orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

type Head = { id: string; state: string; digest: string | null; lacking: string[] };
type Unit = { code: string; total: number; stars: number; points: number[]; marks: string[]; complete: boolean };
type Chart = { evaluation: Head; units: Unit[] };
type Drill = {
  num: number | null;
  den: number | null;
  source: string;
  total: number;
  hidden: number;
  rows: { record: string; label: string; href: string; cells: { value: unknown }[] }[];
};

const YEAR = { period: '2026', method: 'orchard-year' };
const TOTAL = (part: string): string => `assessment.orchard-stars.${part}.total`;
const FRUIT = 'assessment.orchard-stars.section.fruit';

let city: AssessedCity;
let organiser: Actor;
const finals: Record<string, string> = {};

/** An apple that was ripe on a day, picked on the same or never. */
async function apple(
  n: string,
  unit: string,
  { day, inTime = true }: { day: string; inTime?: boolean },
): Promise<void> {
  const at = (hour: string): string => `${day}T${hour}:00:00Z`;
  const { db } = city.city.owner;
  await plantApple(db, { n, unit, ripe: at('04'), picked: inTime ? at('09') : null, recorded: at('10') });
}

async function water(unit: string, period: string, times: number): Promise<void> {
  await sql`INSERT INTO declared_fact (id, unit_id, path, measure, period, num, declared_at)
    SELECT gen_random_uuid(), id, path, 'care.waterings', ${period}, ${times}, ${city.now} FROM unit WHERE code = ${unit}`.execute(
    city.city.worker.db,
  );
}

beforeAll(async () => {
  city = await orchardCity();
  organiser = await actorAt(
    city.city.owner.db,
    ['o'],
    ['assessment.read', 'assessment.freeze', 'assessment.export', 'assessment.rank', 'apples.read'],
  );
});
afterAll(() => city.drop());

/** Freezes a period and lets the worker do all that follows. */
async function frozen(asked: object): Promise<string> {
  const { id } = (await city.order(organiser, '/api/assessment/freeze', asked)) as { id: string };
  await city.pump();
  await city.work();
  await city.pump();
  await city.work();
  return id;
}

const quarter = async (period: string): Promise<void> => {
  finals[period] = await frozen({ period, method: 'orchard-stars' });
};
const chart = async (query: object): Promise<Chart> =>
  (await city.ask(organiser, '/api/assessment/chart', { query: { ...YEAR, ...query } })) as Chart;
const totals = ({ units }: Chart) =>
  Object.fromEntries(units.map(({ code, total, stars, points }) => [code, [points, total, stars]]));
async function drill(unit: string, measure: string, query: object = {}): Promise<Drill> {
  const params = { id: await unitIdOf(city.city.owner.db, unit) };
  const asked = { params, query: { ...YEAR, measure, ...query } };
  return (await city.ask(organiser, '/api/assessment/units/{id}/records', asked)) as Drill;
}

describe('a year made of its quarters', () => {
  test('lives from the first quarter that is final; a quarter that is not is missing as the method says', async () => {
    await quarter('2026-q3');
    const live = await chart({});
    expect(live.evaluation).toMatchObject({ state: 'live', lacking: [TOTAL('q1'), TOTAL('q2'), TOTAL('q4')] });
    // Quarter: n1 17.5, n2 9.5, n3 0, s1 15 (freeze.db.test.ts). Spring `zero`, summer `exclude`, winter `hold`, so of 30 points and incomplete:
    // n1 8.75 × 40/30 = 11.67; n2 4.75 × 4/3 = 6.33; s1 7.5 × 4/3 = 10. Fruit over the one quarter: 7.5, 5, 0, 10; 6 win.
    expect(totals(live)).toEqual({
      n1: [[11.67, 7.5], 19.17, 1],
      n2: [[6.33, 5], 11.33, 0],
      n3: [[0, 0], 0, 0],
      s1: [[10, 10], 20, 1],
    });
    expect(live.units.find(({ code }) => code === 'n1')?.marks).toEqual(['incomplete', 'won']);
  });

  test('cannot be frozen whole while a quarter is not final: a trial without a digest', async () => {
    city.now = instant('2027-01-08T02:00:00.000Z');
    const id = await frozen(YEAR);
    const { evaluation } = await chart({ evaluation: id });
    expect(evaluation).toMatchObject({
      state: 'trial',
      digest: null,
      lacking: [TOTAL('q1'), TOTAL('q2'), TOTAL('q4')],
    });
  });

  test('holds what was counted by hand once all four are final', async () => {
    // n1 in spring: 2 of 2, 10; watered 4: total 14. n2 in summer: 1 of 1, 10; watered 2: total 12. n1 in winter: 1 of 2, 5; watered 5: total 10.
    await apple('51', 'n1', { day: '2026-02-01' });
    await apple('52', 'n1', { day: '2026-02-02' });
    await water('n1', '2026-q1', 4);
    await apple('53', 'n2', { day: '2026-05-01' });
    await water('n2', '2026-q2', 2);
    await apple('54', 'n1', { day: '2026-11-01' });
    await apple('55', 'n1', { day: '2026-11-02', inTime: false });
    await water('n1', '2026-q4', 5);
    for (const period of ['2026-q1', '2026-q2', '2026-q4']) await quarter(period);
    const id = await frozen(YEAR);
    const year = await chart({});
    expect(year.evaluation).toMatchObject({ id, state: 'final', lacking: [] });
    // n1: 7 + 0 + 8.75 + 5 = 20.75, a star from 20; fruit (10 + 0 + 7.5 + 5) / 4 = 5.625, short of 6.
    // n2: 0 + 6 + 4.75 + 0 = 10.75; fruit (0 + 10 + 5 + 0) / 4 = 3.75. s1: 7.5; fruit 10 / 4 = 2.5.
    expect(totals(year)).toEqual({
      n1: [[20.75, 5.63], 26.38, 1],
      n2: [[10.75, 3.75], 14.5, 0],
      n3: [[0, 0], 0, 0],
      s1: [[7.5, 2.5], 10, 0],
    });
    // A section of the quarters is a mean of them; the total of one quarter is that quarter's own.
    const { measures } = (await city.ask(organiser, '/api/assessment/evaluations/{id}/measures', {
      params: { id },
    })) as { measures: { id: string; mean?: { zh: string } }[] };
    const meanOf = (name: string) => measures.find((measure) => measure.id === name)?.mean?.zh;
    expect([meanOf(FRUIT), meanOf(TOTAL('q3'))]).toEqual(['个季度', undefined]);
  });

  test('is recomputed from its package to the same digest', async () => {
    const { id, digest } = (await chart({})).evaluation;
    const answer = await city.ask(organiser, '/api/assessment/evaluations/{id}/package', { params: { id } });
    const files = await filesOf(answer as Response);
    // The sum and how many quarters it is of: whoever recomputes needs no result but these facts.
    expect(files['facts.csv']).toContain(`n1,${TOTAL('q3')},17.5,\r\nn1,${TOTAL('q4')},10,\r\nn1,${FRUIT},22.5,4\r\n`);
    expect((await recomputed(files)).digest).toBe(digest);
  });

  test('leads from a figure to the result of the quarter, that very version', async () => {
    const behind = await drill('n1', TOTAL('q3'));
    expect(behind).toMatchObject({ num: 17.5, den: null, source: 'results', total: 1, hidden: 0 });
    const n1 = await unitIdOf(city.city.owner.db, 'n1');
    expect(behind.rows).toMatchObject([
      {
        record: finals['2026-q3'],
        label: '2026年第三季度',
        href: `/assessment/units/${n1}?period=2026-q3&method=orchard-stars&evaluation=${finals['2026-q3']}`,
        cells: [{ value: 17.5 }, { value: 2 }, {}],
      },
    ]);
    // The parts of the mean themselves, 22.5 together.
    expect((await drill('n1', FRUIT)).rows.map(({ label, cells }) => [label, cells[0]?.value])).toEqual([
      ['2026年第一季度', 10],
      ['2026年第二季度', 0],
      ['2026年第三季度', 7.5],
      ['2026年第四季度', 5],
    ]);
  });

  test('a quarter that is superseded moves the live year and not the frozen one', async () => {
    const before = await chart({});
    const kept = await drill('n2', TOTAL('q3'));
    const former = finals['2026-q3'];
    city.now = instant('2027-01-20T02:00:00.000Z');
    await water('n2', '2026-q3', 8);
    await quarter('2026-q3');
    expect(await chart({})).toEqual({ ...before, evaluation: { ...before.evaluation, stale: expect.any(Boolean) } });
    expect(await drill('n2', TOTAL('q3'))).toEqual(kept);
    expect(kept.rows[0]?.record).toBe(former);
    const { evaluations } = (await city.ask(organiser, '/api/assessment/evaluations', { query: YEAR })) as {
      evaluations: Head[];
    };
    const live = evaluations.find(({ state }) => state === 'live')?.id;
    // n2's quarter: 5 + 8 = 13, of the year 6.5 where it was 4.75.
    const moved = await chart({ evaluation: live });
    expect(totals(moved)['n2']).toEqual([[12.5, 3.75], 16.25, 0]);
    expect(await drill('n2', TOTAL('q3'), { evaluation: live })).toMatchObject({
      num: 13,
      rows: [{ record: finals['2026-q3'] }],
    });
  });
});
