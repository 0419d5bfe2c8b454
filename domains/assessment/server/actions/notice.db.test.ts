// SPDX-License-Identifier: Apache-2.0
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { ring } from '@beichen/platform-server/worker/ring.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AssessedCity, personAt } from '../../testing/city.ts';
import { holderOf, outcomeOf, type Parties, partiesOf, replayed } from '../../testing/noticed.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

type Head = {
  id: string;
  state: string;
  digest: string | null;
  supersedes: string | null;
  supersededBy: string | null;
  notice: { document: string; openedAt: string; dueAt: string; estimated: boolean } | null;
};
type Objection = {
  id: string;
  state: string;
  answer: string | null;
  mayAnswer: boolean;
  whyNot: unknown;
  reason: string;
};

const QUARTER = { period: '2026-q3', method: 'orchard-stars' };
const CODE = 'QX34QX34QX34';
/** Monday. */
const OPENED = instant('2026-10-12T02:42:00.000Z');

let city: AssessedCity;
let of: Parties;
let units: Record<'n1' | 'n2', number>;
let notice: string;

beforeAll(async () => {
  city = await orchardCity();
  of = await partiesOf(city);
  const { db } = city.city.owner;
  units = { n1: await unitIdOf(db, 'n1'), n2: await unitIdOf(db, 'n2') };
  await countApples(city);
});
afterAll(() => city.drop());

const freshId = (): string => uuidv7From(Date.parse(city.now), crypto.getRandomValues(new Uint8Array(16)));

/** Asks, and lets the worker do what was asked for. */
async function done(path: string, input: object): Promise<string> {
  const { id } = (await city.order(of.organiser, path, input)) as { id: string };
  await city.pump();
  await city.work();
  return id;
}

const open = (document = '公示〔2026〕1号'): Promise<string> =>
  done('/api/assessment/notices', { ...QUARTER, document });
const freeze = (): Promise<string> => done('/api/assessment/freeze', QUARTER);

const headOf = async (id: string): Promise<Head> => {
  const { evaluation } = (await city.ask(of.organiser, '/api/assessment/evaluations/{id}', { params: { id } })) as {
    evaluation: Head;
  };
  return evaluation;
};

const object = (actor: Actor, unit: number, about: object = {}): Promise<unknown> =>
  city.order(actor, '/api/assessment/objections', {
    id: freshId(),
    notice,
    unit,
    reason: '有一次采摘没有计入',
    ...about,
  });

const objections = async (actor: Actor): Promise<Objection[]> =>
  ((await city.ask(actor, '/api/assessment/objections')) as { objections: Objection[] }).objections;

const answer = (actor: Actor, id: string, outcome: 'upheld' | 'rejected'): Promise<unknown> =>
  city.order(actor, `/api/assessment/objections/${id}/answer`, { outcome, answer: '已查看采摘记录' });

describe('a notice', () => {
  test('is refused while the period runs, and to whoever may not open one', async () => {
    city.now = instant('2026-09-30T02:00:00.000Z');
    expect(await outcomeOf(open())).toBe('assessment.period-open');
    city.now = OPENED;
    const asked = city.order(of.county, '/api/assessment/notices', { ...QUARTER, document: '公示〔2026〕1号' });
    expect(await outcomeOf(asked)).toBe('platform.forbidden');
  });

  test('freezes the result with a digest, and runs for five working days from the next one', async () => {
    notice = await open();
    const head = await headOf(notice);
    // Tue 13, Wed 14, Thu 15, Fri 16, Mon 19; midnight in Shanghai is 16:00 UTC.
    const dueAt = '2026-10-19T16:00:00.000Z';
    expect(head).toMatchObject({ state: 'notice', supersedes: null, supersededBy: null });
    expect(head.notice).toEqual({ document: '公示〔2026〕1号', openedAt: OPENED, dueAt, estimated: false });
    expect(head.digest).toMatch(/^[0-9a-f]{64}$/);
    const change = sql`UPDATE result SET stars = 5 WHERE evaluation = ${notice}`.execute(city.city.owner.db);
    await expect(change).rejects.toThrow('frozen');
    const other = sql`UPDATE notice SET document = 'other'`.execute(city.city.owner.db);
    await expect(other).rejects.toThrow('cannot be changed');
  });

  test('is what stands for the period while there is no final result', async () => {
    const chart = (await city.ask(of.county, '/api/assessment/chart', { query: QUARTER })) as { evaluation: Head };
    expect(chart.evaluation.id).toBe(notice);
  });

  test('shows units and stars to anybody, and to nobody who objected or who opened it', async () => {
    const anybody = holderOf('NOBODYNOBODY');
    const page = (await city.ask(anybody, '/api/public/notices/{id}', { params: { id: notice } })) as {
      units: { code: string; stars: number }[];
    };
    // Counted by hand in the tests of the freeze: n1 and s1 have two stars, n2 and n3 none.
    expect(page.units.map(({ code, stars }) => [code, stars])).toEqual([
      ['n1', 2],
      ['n2', 0],
      ['n3', 0],
      ['s1', 2],
    ]);
    expect(JSON.stringify(page)).not.toContain('019a0000');
  });

  test('keeps everything else from being frozen as long as it runs', async () => {
    expect(await outcomeOf(freeze())).toBe('assessment.notice-runs');
    expect(await outcomeOf(open())).toBe('assessment.notice-runs');
  });
});

describe('an objection', () => {
  test('is made by the unit itself, about itself, of what the method has', async () => {
    expect(await outcomeOf(object(of.county, units.n1))).toBe('platform.forbidden');
    expect(await outcomeOf(object(of.secretary, units.n2))).toBe('platform.not-found');
    expect(await outcomeOf(object(of.secretary, units.n1, { section: 'no-star' }))).toBe('assessment.unknown-item');
    expect(await outcomeOf(object(of.secretary, units.n1, { section: 'fruit', item: 'waterings' }))).toBe(
      'assessment.unknown-item',
    );
    expect(await outcomeOf(object(of.secretary, units.n1, { section: 'fruit', item: 'picked' }))).toBe('done');
  });

  test('is made without an account too, and read again with the code alone', async () => {
    const resident = holderOf(CODE);
    const about = { id: freshId(), notice, unit: units.n2, reason: '浇水次数与张榜的不一样', trackingCode: CODE };
    expect(await outcomeOf(city.order(resident, '/api/public/objections', { ...about, unit: 99_999 }))).toBe(
      'platform.not-found',
    );
    expect(await outcomeOf(city.order(resident, '/api/public/objections', about))).toBe('done');
    const own = await city.ask(resident, '/api/public/objections');
    // Three working days from the next one: Tue 13, Wed 14, Thu 15.
    expect(own).toMatchObject({
      unit: '乙“畦"',
      state: 'open',
      dueAt: '2026-10-15T16:00:00.000Z',
      turn: { zh: '果园理事会' },
    });
    expect(await outcomeOf(city.ask(holderOf('QX34QX34QX35'), '/api/public/objections'))).toBe('platform.not-found');
  });

  test('is seen where the unit is seen, and nowhere else', async () => {
    expect((await objections(of.organiser)).length).toBe(2);
    expect((await objections(of.secretary)).map(({ reason }) => reason)).toEqual(['有一次采摘没有计入']);
  });

  test('is answered once, by nobody who holds a post in the unit, whatever post they work in', async () => {
    const [first] = await objections(of.secretary);
    const id = first?.id ?? '';
    expect(first).toMatchObject({ mayAnswer: false, whyNot: { zh: expect.stringContaining('您在这个单位任职') } });
    expect(await outcomeOf(answer(of.secretary, id, 'upheld'))).toBe('assessment.own-unit');
    const { person } = of.secretary as { person: string };
    const lent = { person, codes: ['o'], permissions: ['assessment.read', 'assessment.answer'] };
    const elsewhere = await personAt(city.city.owner.db, lent);
    expect(await outcomeOf(answer(elsewhere, id, 'upheld'))).toBe('assessment.own-unit');
    expect(await outcomeOf(answer(of.county, id, 'upheld'))).toBe('done');
    expect(await outcomeOf(answer(of.organiser, id, 'rejected'))).toBe('assessment.already-answered');
    const [told] = await objections(of.secretary);
    expect(told).toMatchObject({ state: 'upheld', answer: '已查看采摘记录' });
  });

  test('that nobody answered falls due by the calendar, and holds up what is final until somebody does', async () => {
    city.now = instant('2026-10-20T02:00:00.000Z');
    // The notice that ended, and the objection of the resident; the other one's clock was stopped.
    expect(await ring(city.city.worker.db, city.now)).toBe(2);
    await city.pump();
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::integer AS n FROM audit_entry WHERE action = 'assessment.close-notice' AND record = ${notice}`.execute(
      city.city.worker.db,
    );
    expect(rows[0]?.n).toBe(1);
    expect(await outcomeOf(object(of.secretary, units.n1))).toBe('assessment.notice-over');
    expect(await outcomeOf(freeze())).toBe('assessment.objections-open');
    const [left] = await objections(of.county);
    expect(await outcomeOf(answer(of.county, left?.id ?? '', 'rejected'))).toBe('done');
    expect(await city.ask(holderOf(CODE), '/api/public/objections')).toMatchObject({ state: 'rejected', turn: null });
  });
});

describe('the final result after a notice', () => {
  let final: string;

  test('takes the place of what was on notice', async () => {
    final = await freeze();
    expect(await headOf(final)).toMatchObject({ state: 'final', supersedes: notice, supersededBy: null });
    expect((await headOf(notice)).supersededBy).toBe(final);
  });

  test('stays the result to go by while another notice runs, and gives way to the next final one', async () => {
    city.now = instant('2026-10-21T02:00:00.000Z');
    const second = await open('公示〔2026〕2号');
    const chart = (await city.ask(of.county, '/api/assessment/chart', { query: QUARTER })) as { evaluation: Head };
    expect(chart.evaluation).toMatchObject({ id: final, supersededBy: null });
    city.now = instant('2026-10-29T02:00:00.000Z');
    const last = await freeze();
    expect((await headOf(second)).supersededBy).toBe(last);
    expect((await headOf(final)).supersededBy).toBe(last);
  });

  test('gives its digest again, and so does everything that ever was on notice or final', async () => {
    const all = await replayed(city.city.worker.db);
    expect(all.length).toBe(4);
    expect(all.map(({ again }) => again)).toEqual(all.map(({ digest }) => digest));
  });
});
