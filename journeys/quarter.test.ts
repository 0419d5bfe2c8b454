// SPDX-License-Identifier: Apache-2.0
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Instant, instant } from '@beichen/kernel/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyOf, freshId, send } from './testing/client.ts';
import { type RunningCity, startCity } from './testing/running-city.ts';

const NANYANG = join(import.meta.dirname, '../packs/nanyang');
const QUARTER = { period: '2026-q3', method: 'community-stars' };
const PICKED = { section: 'safe', measure: 'cases.closed_on_time' };
const ASKED = 'period=2026-q3&method=community-stars';

let running: RunningCity;
const cookies = new Map<string, string>();

beforeAll(async () => {
  running = await startCity({ pack: approvedPack });
  await at(instant('2026-10-09T02:00:00.000Z'));
}, 300_000);
afterAll(() => running.stop());

/** The demo's city, whose method a city office has approved: the pack leaves that open, and nobody is named by it. */
async function approvedPack(folder: string): Promise<void> {
  await cp(NANYANG, folder, { recursive: true });
  const file = join(folder, 'methods/community-stars.yaml');
  const text = await readFile(file, 'utf8');
  const approved = text.replace(
    'document: 待发布机关填写, approval: 待批准机关填写',
    'document: 宛组〔2026〕30号, approval: 市委组织部',
  );
  expect(approved).not.toBe(text);
  await writeFile(file, approved);
}

/** Puts the clock forward: sessions end on the way. */
async function at(moment: Instant): Promise<void> {
  await running.moveTo(moment);
  await running.settled();
  cookies.clear();
}

async function as(role: string): Promise<{ cookie: string }> {
  const cookie = cookies.get(role) ?? (await running.signIn(role));
  cookies.set(role, cookie);
  return { cookie };
}

const post = async (role: string, path: string, body: object) =>
  send(running.url, { method: 'POST', path: `/api/assessment/${path}`, body }, await as(role));
const done = async <T = { id: string }>(role: string, path: string, body: object): Promise<T> =>
  bodyOf<T>(await post(role, path, body));
const get = async <T>(role: string, path: string): Promise<T> =>
  bodyOf<T>(await send(running.url, { method: 'GET', path: `/api/assessment/${path}` }, await as(role)));

type Unit = {
  evaluation: { id: string; state: string; edition: string; digest: string | null };
  explanation: {
    sections: { id: string; points: number; items: { measure: string | null; num: number; den: number }[] }[];
  };
};
type Community = { readonly unit: number; readonly name: string };

/** The community of the demo's secretary. */
async function ownCommunity(): Promise<Community> {
  const { posts } = bodyOf<{ posts: { unit: { id: number; name: string } }[] }>(
    await send(running.url, { method: 'GET', path: '/api/session' }, await as('community-secretary')),
  );
  return { unit: posts[0]?.unit.id ?? 0, name: posts[0]?.unit.name ?? '' };
}

const resultOf = (unit: number) => get<Unit>('city-organiser', `units/${unit}?${ASKED}`);

async function figureOf(unit: number): Promise<{ num: number; den: number }> {
  const { explanation } = await resultOf(unit);
  const item = explanation.sections
    .find(({ id }) => id === PICKED.section)
    ?.items.find(({ measure }) => measure === PICKED.measure);
  return { num: item?.num ?? 0, den: item?.den ?? 0 };
}

let review = '';
let notice = '';
let final = '';

test('reviewed, it is shown for notice only when the joint review has ended', async () => {
  review = (await done('city-organiser', 'reviews', QUARTER)).id;
  const document = { ...QUARTER, document: '宛创建〔2026〕12号' };
  expect((await post('city-organiser', 'notices', document)).text).toContain('assessment.review-under-way');
  // The last day of the last step before the joint review is 29 October.
  await at(instant('2026-10-30T02:00:00.000Z'));
  const minutes = '逐星审议，各步期限已到，同意结束评审。';
  await done('city-organiser', `reviews/${review}/meetings`, {
    heldOn: '2026-10-30',
    present: ['市委组织部'],
    absent: [],
    minutes,
    concludes: true,
    decision: null,
  });
  notice = (await done('city-organiser', 'notices', document)).id;
  await running.settled();
  const { unit } = await ownCommunity();
  expect((await resultOf(unit)).evaluation.state).toBe('notice');
}, 120_000);

test('a community objects; upheld by the county, the figure is put right; the final result holds it', async () => {
  const { unit } = await ownCommunity();
  const before = await figureOf(unit);
  const objection = freshId();
  await done('community-secretary', 'objections', {
    id: objection,
    notice,
    unit,
    section: PICKED.section,
    item: null,
    reason: '两件在派遣争议期间超期，按办法应停钟',
  });
  const verdict = { outcome: 'upheld', answer: '经查属实，两件计为按期' };
  expect((await post('community-secretary', `objections/${objection}/answer`, verdict)).status).toBe(403);
  expect((await post('city-organiser', 'freeze', QUARTER)).text).toMatch(/assessment\.(notice-runs|objections-open)/);
  await done('county-organiser', `objections/${objection}/answer`, verdict);
  const correct = {
    act: 'correct',
    unit,
    ...PICKED,
    num: before.num + 2,
    den: before.den,
    seen: before,
    reason: '异议成立，两件计为按期',
    seenOn: null,
  };
  await done('city-organiser', `reviews/${review}/judgements`, correct);
  // Five working days from Friday 30 October: until the end of Friday 6 November.
  await at(instant('2026-11-09T02:00:00.000Z'));
  final = (await done('city-organiser', 'freeze', QUARTER)).id;
  await running.settled();
  const { evaluation } = await resultOf(unit);
  expect(evaluation).toMatchObject({ id: final, state: 'final', supersedes: notice });
  expect(await figureOf(unit)).toEqual({ num: before.num + 2, den: before.den });
  // What hung out stays as it was.
  const shown = await get<Unit>('city-organiser', `units/${unit}?${ASKED}&evaluation=${notice}`);
  expect(
    shown.explanation.sections.find(({ id }) => id === 'safe')?.items.find(({ measure }) => measure === PICKED.measure),
  ).toMatchObject(before);
}, 180_000);

test('ranks are released by an approval; names are given, a star is taken back, and the result stays', async () => {
  type Ranked = { id: number; rank: number | null; band: unknown; total: number | null };
  const ranked = async () =>
    (await get<{ groups: { units: Ranked[] }[] }>('county-organiser', `ranking?${ASKED}`)).groups.flatMap(
      ({ units }) => units,
    );
  expect((await ranked()).every(({ rank }) => rank === null)).toBe(true);
  await done('city-organiser', 'ranking/release', {
    evaluation: final,
    document: '宛组〔2026〕41号',
    approval: '同意在县（市、区）内公布',
    dated: '2026-11-09',
  });
  const shown = await ranked();
  expect(shown.some(({ rank }) => rank !== null)).toBe(true);
  // The places after the third go in bands (packs/nanyang/pack.yaml): nothing tells who stands before whom in one.
  const banded = shown.filter(({ band }) => band !== null);
  expect(banded.length).toBeGreaterThan(0);
  expect(banded.map(({ rank, total }) => rank ?? total).filter((told) => told !== null)).toEqual([]);
  const page = await get<{ explanation: { result: { rank: number | null } } }>(
    'county-organiser',
    `units/${banded[0]?.id}?${ASKED}`,
  );
  expect(page.explanation.result.rank).toBe(null);
  const naming = (
    await done('city-organiser', 'namings', { evaluation: final, document: '宛发〔2026〕20号', dated: '2026-11-09' })
  ).id;
  const text = JSON.stringify(await get<unknown>('city-organiser', `namings/${naming}`));
  expect(text).toContain('四星支部');
  const chart = await get<{ units: { id: number; stars: number; marks: string[] }[] }>(
    'city-organiser',
    `chart?${ASKED}`,
  );
  const four = chart.units.find(({ stars, marks }) => stars === 4 && marks[3] === 'won');
  expect(text).toContain(`"id":${four?.id}`);
  const withdrawn = {
    unit: four?.id,
    section: 'safe',
    reason: '发生一票否决事项',
    basis: '办法第十五条',
    dated: '2026-11-09',
  };
  expect((await post('county-organiser', `namings/${naming}/withdraw`, withdrawn)).status).toBe(403);
  await done('city-organiser', `namings/${naming}/withdraw`, withdrawn);
  const again = await get<{ units: { id: number; stars: number }[] }>('city-organiser', `chart?${ASKED}`);
  expect(again.units.find(({ id }) => id === four?.id)?.stars).toBe(4);
}, 120_000);
