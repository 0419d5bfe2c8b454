// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Burden } from '../../model/burden.ts';
import type { FactRequest, FormHead, FormPage, Offer, WaitingUnit } from '../../model/facts.ts';
import { type AssessedCity, personAt } from '../../testing/city.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

const DECLARE = ['assessment.read', 'assessment.declare'];
const ASK = ['assessment.read', 'assessment.ask', 'assessment.rank'];
const ALLOW = ['assessment.read', 'assessment.allow'];

let city: AssessedCity;
let organiser: Actor;
let approver: Actor;
let secretary: Actor;
let neighbour: Actor;

const person = (n: number): string => `019a0000-0000-7000-8000-00000000010${n}`;
const requestId = (n: number): string => `019a2222-0000-7000-8000-00000000000${n}`;

beforeAll(async () => {
  city = await orchardCity();
  const { db } = city.city.owner;
  organiser = await personAt(db, { person: person(1), codes: ['o'], permissions: [...ASK, 'assessment.allow'] });
  approver = await personAt(db, { person: person(2), codes: ['n', 's'], permissions: ALLOW });
  secretary = await personAt(db, { person: person(3), codes: ['n1'], permissions: DECLARE });
  neighbour = await personAt(db, { person: person(4), codes: ['n2'], permissions: DECLARE });
  await countApples(city);
});
afterAll(() => city.drop());

async function refusalOf(work: Promise<unknown>): Promise<{ code: string; detail: Refusal['detail'] }> {
  return await work.then(
    () => ({ code: 'done', detail: {} }),
    (error: unknown) => {
      if (error instanceof Refusal) return { code: error.row.code, detail: error.detail };
      throw error;
    },
  );
}

async function ask(n: number, changes: object = {}): Promise<{ id: string; state: string }> {
  const input = {
    id: requestId(n),
    method: 'orchard-stars',
    period: '2026-q3',
    unit: await unitIdOf(city.city.owner.db, 'n'),
    measures: ['care.waterings'],
    owner: '果园',
    basis: '果园章程',
    purpose: '养护星',
    workingDays: 3,
    ...changes,
  };
  return (await city.order(organiser, '/api/assessment/facts/requests', input)) as { id: string; state: string };
}

const FACTS = '/api/assessment/facts';
const value = (num: number | null) => ({ num, den: null, none: false, confirmed: false });

async function formsOf(actor: Actor): Promise<FormHead[]> {
  const route = city.module.routes.find((row) => row.path === `${FACTS}/forms`);
  if (route?.kind !== 'query') throw new Error('no route');
  return await inScope(city.city.app.db, viewerOf(actor, 'assessment.declare', 'assessment.declare'), async (tx) => {
    const asked = { params: {} as never, query: {} as never };
    return ((await route.run({ tx, actor, now: city.now }, asked)) as { forms: FormHead[] }).forms;
  });
}

const formOf = async (actor: Actor, id: string): Promise<FormPage> =>
  (await city.ask(actor, `${FACTS}/forms/{id}`, { params: { id } })) as FormPage;
const waitingOf = async (id: string): Promise<{ request: FactRequest; waiting: WaitingUnit[] }> =>
  (await city.ask(organiser, `${FACTS}/requests/{id}`, { params: { id } })) as never;

async function totals(): Promise<Record<string, number>> {
  const query = { period: '2026-q3', method: 'orchard-stars' };
  const chart = (await city.ask(organiser, '/api/assessment/chart', { query })) as {
    units: { code: string; total: number }[];
  };
  return Object.fromEntries(chart.units.map(({ code, total }) => [code, total]));
}

const countOf = async (from: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM ${sql.raw(from)}`.execute(
    city.city.owner.db,
  );
  return rows[0]?.n ?? -1;
};

let form = '';

describe('asking', () => {
  test('for what records give is refused by measure, with its value, and nothing is written', async () => {
    // Below county n: 3 of 4 at n1, 1 of 2 at n2, none at n3.
    const refused = await refusalOf(ask(1, { measures: ['care.waterings', 'apples.picked_in_time'] }));
    expect(refused.code).toBe('assessment.known-measure');
    expect(refused.detail.faults?.map(({ path, what }) => [path, what.zh])).toEqual([
      ['body/measures/1', '“按时采摘”由记录得出，现值4 / 6个'],
    ]);
    expect(await countOf('fact_request')).toBe(0);
  });

  test('for what no catalogue holds is refused too, whatever it is called', async () => {
    const refused = await refusalOf(ask(1, { measures: ['app.check_ins'] }));
    expect(refused.detail.faults?.map(({ what }) => what.zh)).toEqual(['“app.check_ins”不在指标目录里']);
  });

  test('says before what is known and what may be asked', async () => {
    const unit = await unitIdOf(city.city.owner.db, 'n');
    const query = { method: 'orchard-stars', period: '2026-q3', unit };
    const offer = (await city.ask(organiser, `${FACTS}/offer`, { query })) as Offer;
    expect(offer.measures.map(({ id, standing, known }) => [id, standing, known])).toEqual([
      ['apples.picked_in_time', 'known', { num: 4, den: 6 }],
      ['care.waterings', 'ask', { num: 14.5, den: null }],
    ]);
    expect([offer.units, offer.limit, offer.asked]).toEqual([3, 1, 0]);
  });

  test('opens a form for each unit below, due in working days that the day of asking does not begin', async () => {
    expect(await ask(1)).toEqual({ id: requestId(1), state: 'open' });
    const [own, ...others] = await formsOf(secretary);
    expect(others).toEqual([]);
    form = own?.id ?? '';
    // Monday 12 October: the 13th, 14th and 15th.
    expect([own?.lastDay, own?.dueAt, own?.state]).toEqual(['2026-10-15', '2026-10-15T16:00:00.000Z', 'open']);
    expect(await countOf("clock WHERE event = 'assessment.facts-overdue' AND stopped_at IS NULL")).toBe(3);
  });

  test('again for the same figure of the period is refused', async () => {
    expect((await refusalOf(ask(2))).code).toBe('assessment.asked-already');
  });
});

describe('a form', () => {
  const path = (): string => `${FACTS}/forms/${form}`;

  test('shows what was declared already; a draft is kept as it is and comes back', async () => {
    const page = await formOf(secretary, form);
    expect(page.measures.map(({ id, held, last }) => [id, held, last])).toEqual([
      ['care.waterings', { num: 10, den: null }, null],
    ]);
    const draft = { version: 0, values: { 'care.waterings': value(2.5) } };
    expect(await city.order(secretary, `${path()}/draft`, draft)).toEqual({ id: form, version: 1 });
    expect((await formOf(secretary, form)).draft).toEqual(draft.values);
  });

  test('filled in over another version is refused with both', async () => {
    const draft = { version: 0, values: { 'care.waterings': value(7) } };
    const refused = await refusalOf(city.order(secretary, `${path()}/draft`, draft));
    expect(refused.code).toBe('platform.conflict');
    expect(refused.detail.conflict).toMatchObject({
      seen: { version: 0, values: { 'care.waterings': { num: 7 } } },
      current: { version: 1, values: { 'care.waterings': { num: 2.5 } } },
    });
  });

  test('is no one else’s: not seen by the neighbour, who cannot fill it in either', async () => {
    const draft = { version: 1, values: {} };
    expect((await refusalOf(city.order(neighbour, `${path()}/draft`, draft))).code).toBe('platform.not-found');
    expect((await formsOf(neighbour)).map(({ name }) => name)).toEqual(['乙“畦"']);
  });

  test('with faults is refused whole: every fault at once, and no fact is written', async () => {
    const before = await countOf('declared_fact');
    const values = { 'care.waterings': { ...value(2.5), den: 3 }, 'care.other': value(1) };
    const refused = await refusalOf(city.order(secretary, `${path()}/hand-in`, { version: 1, values }));
    expect(refused.detail.faults?.map((fault) => [fault.path, fault.what.zh])).toEqual([
      ['body/values/care.waterings/num', '“浇水次数”不是0或正整数'],
      ['body/values/care.waterings/den', '“浇水次数”不是比率，没有分母'],
      ['body/values/care.other', '这张表没有要“care.other”'],
    ]);
    expect(await countOf('declared_fact')).toBe(before);
  });

  test('handed in moves the live result, and says who declared by post alone', async () => {
    // Picked 3 of 4 is 7.5 points, 10 waterings are 10; 6 waterings are 6.
    expect((await totals())['n1']).toBe(17.5);
    const values = { 'care.waterings': value(6) };
    await city.order(secretary, `${path()}/hand-in`, { version: 1, values });
    await city.pump();
    expect(await city.work()).toContain('assessment.reckon');
    expect((await totals())['n1']).toBe(13.5);
    const page = await formOf(secretary, form);
    expect([page.form.state, page.handedBy]).toEqual([
      'handed',
      { unit: '甲,畦', title: { zh: '测试岗位', en: 'Test post' } },
    ]);
    expect(await countOf("declared_fact WHERE measure = 'care.waterings' AND period = '2026-q3'")).toBe(4);
  });

  test('loading the pack anew leaves what was declared by hand', async () => {
    await city.load();
    expect((await formOf(secretary, form)).measures[0]?.held).toEqual({ num: 6, den: null });
  });
});

describe('who has not handed in', () => {
  test('is told to whoever asks, and urged once', async () => {
    const { request, waiting } = await waitingOf(requestId(1));
    expect([request.asked, request.handed]).toEqual([3, 1]);
    expect(waiting.map(({ name }) => name)).toEqual(['乙“畦"', '=丙畦']);
    const urge = `${FACTS}/forms/${waiting[0]?.form}/urge`;
    await city.order(organiser, urge, {});
    expect((await refusalOf(city.order(organiser, urge, {}))).code).toBe('assessment.urged-already');
    const handed = `${FACTS}/forms/${form}/urge`;
    expect((await refusalOf(city.order(organiser, handed, {}))).code).toBe('assessment.handed-already');
    expect((await refusalOf(city.order(neighbour, urge, {}))).code).toBe('platform.not-found');
  });
});

describe('after the due time', () => {
  let late = '';
  const order = (actor: Actor, verb: string, input: object): Promise<unknown> =>
    city.order(actor, `${FACTS}/forms/${late}/${verb}`, input);

  test('a form is locked, for the application and for the database', async () => {
    city.now = instant('2026-10-15T16:00:00.000Z');
    const [own] = await formsOf(neighbour);
    late = own?.id ?? '';
    expect(own?.state).toBe('locked');
    const values = { 'care.waterings': value(8) };
    expect((await refusalOf(order(neighbour, 'hand-in', { version: 0, values }))).code).toBe('assessment.form-locked');
    const slipped = inScope(city.city.app.db, viewerOf(neighbour, 'assessment.declare'), (tx) =>
      sql`INSERT INTO declared_fact (id, unit_id, path, measure, period, num, declared_by, declared_at, form)
        SELECT gen_random_uuid(), unit_id, path, 'care.waterings', '2026-q3', 8, ${person(4)}::uuid, ${city.now}::timestamptz, id FROM fact_form`.execute(
        tx,
      ),
    );
    await expect(slipped).rejects.toThrow('row-level security');
  });

  test('opens again for one unit by somebody else’s leave, until the end of a day, with the post beside it', async () => {
    expect((await refusalOf(order(approver, 'late/grant', { until: '2026-10-20' }))).code).toBe(
      'assessment.nothing-asked',
    );
    await order(neighbour, 'late', { reason: '连日停电' });
    expect((await refusalOf(order(neighbour, 'late', { reason: '连日停电' }))).code).toBe('assessment.late-already');
    expect((await refusalOf(order(neighbour, 'late/grant', { until: '2026-10-20' }))).code).toBe('platform.not-found');
    expect((await refusalOf(order(approver, 'late/grant', { until: '2026-10-15' }))).code).toBe(
      'assessment.until-past',
    );
    await order(approver, 'late/grant', { until: '2026-10-20' });
    const page = await formOf(neighbour, late);
    expect([page.form.state, page.form.lastDay]).toEqual(['late', '2026-10-20']);
    expect(page.late).toMatchObject({ reason: '连日停电', grantedBy: { unit: '北坡', title: { zh: '测试岗位' } } });
    city.now = instant('2026-10-20T15:59:59.999Z');
    await order(neighbour, 'hand-in', { version: 0, values: { 'care.waterings': value(8) } });
    await city.pump();
    await city.work();
    // Picked 1 of 2 is 5 points, and 8 waterings are 8.
    expect((await totals())['n2']).toBe(13);
    expect(await countOf(`clock WHERE record = '${late}' AND stopped_at IS NULL`)).toBe(0);
  });
});

describe('beyond what a month may ask', () => {
  test('a request waits until somebody else approves it; its days count from then', async () => {
    city.now = instant('2026-10-21T02:00:00.000Z');
    // The orchard's limit is one figure a month, and n1, n2 and n3 were asked for one.
    const unit = await unitIdOf(city.city.owner.db, 'n');
    expect(await ask(3, { period: '2026-q4', unit })).toEqual({ id: requestId(3), state: 'waiting' });
    expect((await formsOf(secretary)).length).toBe(1);
    const approve = `${FACTS}/requests/${requestId(3)}/approve`;
    expect((await refusalOf(city.order(organiser, approve, {}))).code).toBe('assessment.own-approval');
    expect((await refusalOf(city.order(secretary, approve, {}))).code).toBe('platform.not-found');
    expect(await city.order(approver, approve, {})).toEqual({ id: requestId(3), state: 'open' });
    expect((await refusalOf(city.order(approver, approve, {}))).code).toBe('assessment.already-open');
    const { request } = await waitingOf(requestId(3));
    expect([request.lastDay, request.beyond, request.approvedBy?.unit]).toEqual(['2026-10-26', 3, '北坡']);
    const own = (await formsOf(secretary)).find(({ period }) => period === '2026-q4');
    expect((await formOf(secretary, own?.id ?? '')).measures[0]?.last).toEqual({ num: 6, den: null });
  });

  test('the burden counts figures by unit and by requester', async () => {
    const burden = (await city.ask(organiser, '/api/assessment/burden', { query: { month: '2026-10' } })) as Burden;
    // Two figures of each of n1, n2, n3; s1 was asked for none. The apples were spared twice for three units.
    expect(burden.spread).toEqual([
      { figures: 0, units: 1 },
      { figures: 2, units: 3 },
    ]);
    expect([burden.figures, burden.beyond, burden.spared, burden.before]).toEqual([6, 3, 6, 0]);
    expect(
      burden.requesters.map(({ name, requests, figures, beyond, mine }) => [name, requests, figures, beyond, mine]),
    ).toEqual([['果园', 2, 6, 3, true]]);
  });
});
