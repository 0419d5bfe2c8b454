// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { readTables } from '@beichen/method/sheets';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AssessedCity, personAt } from '../../testing/city.ts';
import { outcomeOf } from '../../testing/noticed.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

const QUARTER = { period: '2026-q3', method: 'orchard-stars' };
const APPROVAL = { document: '果园〔2026〕3号', approval: '同意公布三季度排名', dated: '2026-10-12' };
const NAMED = { document: '果园〔2026〕4号', dated: '2026-10-12' };

type Ranking = {
  evaluation: { id: string };
  release: { document: string; by: { unit: string } } | null;
  withheld: boolean;
  groups: {
    group: string;
    name: string;
    ranked: number;
    small: boolean;
    units: { name: string; rank: number | null }[];
  }[];
};
type Named = {
  units: {
    id: number;
    name: string;
    won: string[];
    honour: object;
    withdrawn: { section: string; reason: string }[];
  }[];
};

let city: AssessedCity;
let organiser: Actor;
let county: Actor;
let final: string;
let n1: number;

beforeAll(async () => {
  city = await orchardCity();
  const { db } = city.city.owner;
  const all = ['read', 'freeze', 'rank', 'name', 'withdraw', 'notice'].map((verb) => `assessment.${verb}`);
  organiser = await personAt(db, { person: '019a0000-0000-7000-8000-000000000005', codes: ['o'], permissions: all });
  county = await personAt(db, {
    person: '019a0000-0000-7000-8000-000000000006',
    codes: ['n'],
    permissions: ['assessment.read', 'assessment.withdraw'],
  });
  n1 = await unitIdOf(db, 'n1');
  await countApples(city);
});
afterAll(() => city.drop());

const order = async (path: string, input: object, actor = organiser): Promise<string> =>
  ((await city.order(actor, `/api/assessment/${path}`, input)) as { id: string }).id;

async function freeze(): Promise<string> {
  const id = await order('freeze', QUARTER);
  await city.pump();
  await city.work();
  return id;
}

const ranking = async (actor: Actor): Promise<Ranking> =>
  (await city.ask(actor, '/api/assessment/ranking', { query: QUARTER })) as Ranking;

const ranksOf = ({ groups }: Ranking): Record<string, (number | null)[]> =>
  Object.fromEntries(groups.map(({ group, units }) => [group, units.map(({ rank }) => rank)]));

const rankTold = async (actor: Actor): Promise<unknown> => {
  const page = (await city.ask(actor, '/api/assessment/units/{id}', { params: { id: n1 }, query: QUARTER })) as {
    explanation: { result: { rank: number | null; rank_all: number | null } };
  };
  return page.explanation.result;
};

const list = async (id: string, actor = organiser): Promise<Named> =>
  (await city.ask(actor, '/api/assessment/namings/{id}', { params: { id } })) as Named;

const withdrawn = async (): Promise<unknown> => {
  const { units } = (await city.ask(county, '/api/assessment/chart', { query: QUARTER })) as {
    units: { code: string; withdrawn: string[]; stars: number }[];
  };
  return Object.fromEntries(units.map(({ code, withdrawn: gone, stars }) => [code, [stars, gone]]));
};

describe('ranks', () => {
  test('are seen by those who prepare them, and by nobody else, until they are released', async () => {
    // n: n1 17.5 with two stars, n2 9.5, n3 0; of s one alone, which is too few for ranks.
    expect(ranksOf(await ranking(organiser))).toEqual({ n: [1, 2, 3], s: [null] });
    const kept = await ranking(county);
    expect(kept.withheld).toBe(true);
    expect(ranksOf(kept)).toEqual({ n: [null, null, null] });
    expect(await rankTold(county)).toMatchObject({ rank: null, rank_all: null });
    expect(await rankTold(organiser)).toMatchObject({ rank: 1, rank_all: null });
  });

  test('of a result that is not final are not released, nor without an approval of a day that has come', async () => {
    const { evaluation } = await ranking(organiser);
    const release = (input: object, actor = organiser) => outcomeOf(order('ranking/release', input, actor));
    expect(await release({ ...APPROVAL, evaluation: evaluation.id })).toBe('assessment.not-nameable');
    final = await freeze();
    expect(await release({ ...APPROVAL, evaluation: final, dated: '2026-10-13' })).toBe('assessment.dated-later');
    expect(await release({ ...APPROVAL, evaluation: final }, county)).toBe('platform.forbidden');
    const { db } = city.city.owner;
    const owner = sql`UPDATE ranking_release SET document = 'other'`;
    expect(await release({ ...APPROVAL, evaluation: final })).toBe('done');
    expect(await release({ ...APPROVAL, evaluation: final })).toBe('assessment.already-released');
    await expect(owner.execute(db)).rejects.toThrow('only added to');
  });

  test('that are released are seen by whoever sees the units, in their own group', async () => {
    const shown = await ranking(county);
    expect(shown).toMatchObject({ withheld: false, release: { document: '果园〔2026〕3号', by: { unit: '果园' } } });
    expect(shown.groups.map(({ group, name, ranked, small }) => [group, name, ranked, small])).toEqual([
      ['n', '北坡', 3, false],
    ]);
    expect(ranksOf(shown)).toEqual({ n: [1, 2, 3] });
    expect(await rankTold(county)).toMatchObject({ rank: 1, rank_all: null });
  });
});

test('points side by side are told to those who prepare the ranking alone; a unit’s own page tells why', async () => {
  type Dot = { code: string; total: number | null; points: number[] | null; stars: number };
  const chart = async (actor: Actor): Promise<unknown[] | undefined> => {
    const { units } = (await city.ask(actor, '/api/assessment/chart', { query: QUARTER })) as { units: Dot[] };
    const n1Dot = units.find(({ code }) => code === 'n1');
    return n1Dot && [n1Dot.stars, n1Dot.total, n1Dot.points];
  };
  // Picked 3 of 4 is 7.5 points, 10 waterings are 10 (freeze.db.test.ts).
  expect(await chart(organiser)).toEqual([2, 17.5, [7.5, 10]]);
  expect(await chart(county)).toEqual([2, null, null]);
  expect(await rankTold(county)).toMatchObject({ total: 17.5 });
});

describe('names', () => {
  let first: string;

  test('are given within the term of the programme', async () => {
    const { now } = city;
    city.now = instant('2027-01-04T02:00:00.000Z');
    expect(await outcomeOf(order('namings', { ...NAMED, evaluation: final }))).toBe('assessment.term-over');
    city.now = now;
    expect(await outcomeOf(order('namings', { ...NAMED, evaluation: final }, county))).toBe('platform.forbidden');
    first = await order('namings', { ...NAMED, evaluation: final });
  });

  test('go to those who hold an honoured grade, with the honour as the city has it', async () => {
    const honour = {
      title: { zh: '双星果园', en: 'Orchard of two stars' },
      rewards: [
        { title: { zh: '奖苹果', en: 'Apples' }, amount: 20, unit: { zh: '斤', en: 'jin' }, basis: '果园章程' },
      ],
    };
    const { units } = await list(first);
    expect(units.map(({ name, won, honour: held }) => [name, won, held])).toEqual([
      ['甲,畦', ['fruit', 'care'], honour],
      ['丁畦', ['fruit', 'care'], honour],
    ]);
    expect((await list(first, county)).units.map(({ name }) => name)).toEqual(['甲,畦']);
  });

  test('go out as a workbook', async () => {
    const answer = (await city.ask(organiser, '/api/assessment/namings/{id}/workbook', {
      params: { id: first },
    })) as Response;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const book = await readTables({ name: 'list.xlsx', bytes }, { sheets: ['表彰名单'], most: 10 });
    const [table] = book.ok ? book.value : [];
    expect(table?.rows.map((row) => row.cells.slice(1, 6))).toEqual([
      ['甲,畦', '北坡', '双星果园', '果实星、养护星', '奖苹果20斤'],
      ['丁畦', '南坡', '双星果园', '果实星、养护星', '奖苹果20斤'],
    ]);
    const inEnglish = (await city.ask(organiser, '/api/assessment/namings/{id}/workbook', {
      params: { id: first },
      query: { lang: 'en' },
    })) as Response;
    const english = await readTables(
      { name: 'list.xlsx', bytes: new Uint8Array(await inEnglish.arrayBuffer()) },
      { sheets: ['Commendation list'], most: 10 },
    );
    const [told] = english.ok ? english.value : [];
    expect(told?.headings.slice(0, 5)).toEqual(['No.', 'Unit', 'Below', 'Honour', 'Stars']);
    expect(told?.rows[0]?.cells.slice(1, 6)).toEqual([
      '甲,畦',
      '北坡',
      'Orchard of two stars',
      'Fruit, Care',
      'Apples 20 jin',
    ]);
  });

  test('can be taken back star by star, with reason, basis and date; the result stays', async () => {
    const gone = { unit: n1, section: 'care', reason: '浇水记录是补写的', basis: '果园章程第9条', dated: '2026-10-12' };
    const path = `namings/${first}/withdraw`;
    expect(await outcomeOf(order(path, { ...gone, section: 'fence' }))).toBe('assessment.star-not-named');
    expect(await outcomeOf(order(path, { ...gone, unit: 99_999 }))).toBe('platform.not-found');
    expect(await outcomeOf(order(path, gone, county))).toBe('done');
    expect(await outcomeOf(order(path, gone))).toBe('assessment.already-withdrawn');
    expect((await list(first)).units[0]?.withdrawn).toMatchObject([{ section: 'care', reason: '浇水记录是补写的' }]);
    expect(await withdrawn()).toEqual({ n1: [2, ['care']], n2: [0, []], n3: [0, []] });
  });

  test('that were taken back come again by another naming alone', async () => {
    city.now = instant('2026-10-20T02:00:00.000Z');
    await order('namings', { document: '果园〔2026〕7号', dated: '2026-10-20', evaluation: final });
    expect(await withdrawn()).toEqual({ n1: [2, []], n2: [0, []], n3: [0, []] });
    const gone = {
      unit: n1,
      section: 'fruit',
      reason: '采摘记录是补写的',
      basis: '果园章程第9条',
      dated: '2026-10-20',
    };
    expect(await outcomeOf(order(`namings/${first}/withdraw`, gone))).toBe('assessment.named-again');
  });

  test('are given on the result that stands, not on one whose place another took', async () => {
    await freeze();
    expect(await outcomeOf(order('namings', { ...NAMED, evaluation: final }))).toBe('assessment.not-nameable');
  });
});
