// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantApple } from '../../testing/apples.ts';
import { type AssessedCity, actorAt } from '../../testing/city.ts';
import { filesOf, recomputed } from '../../testing/open-package.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

type Head = {
  id: string;
  state: string;
  asOf: string;
  digest: string | null;
  lacking: string[];
  supersedes: string | null;
  supersededBy: string | null;
};
type Page = { evaluation: Head; counts: Record<string, unknown> };
type Chart = { evaluation: Head; units: { code: string; total: number; stars: number; group: string }[] };
type Drill = {
  num: number;
  den: number | null;
  source: string;
  total: number;
  hidden: number;
  rows: { record: string; counts: boolean }[];
};

const ORGANISER = ['assessment.read', 'assessment.freeze', 'assessment.export', 'assessment.rank', 'apples.read'];
const QUARTER = { period: '2026-q3', method: 'orchard-stars' };

/** What the next look at the records runs into. */
let accident: (tx: Parameters<NonNullable<Parameters<typeof orchardCity>[0]>>[0]) => Promise<void>;
let city: AssessedCity;
let organiser: Actor;

beforeAll(async () => {
  accident = async () => undefined;
  city = await orchardCity((tx) => accident(tx));
  organiser = await actorAt(city.city.owner.db, ['o'], ORGANISER);
  await countApples(city);
});
afterAll(() => city.drop());

const freeze = async (asked: object = QUARTER, actor = organiser): Promise<string> =>
  ((await city.order(actor, '/api/assessment/freeze', asked)) as { id: string }).id;

/** Asks for a freeze and lets the worker do it. */
async function frozen(asked: object = QUARTER): Promise<string> {
  const id = await freeze(asked);
  await city.pump();
  await city.work();
  return id;
}

const page = async (id: string): Promise<Page> =>
  (await city.ask(organiser, '/api/assessment/evaluations/{id}', { params: { id } })) as Page;
const chart = async (query: object): Promise<Chart> =>
  (await city.ask(organiser, '/api/assessment/chart', { query })) as Chart;

async function drill(unit: string, query: object): Promise<Drill> {
  const id = await unitIdOf(city.city.owner.db, unit);
  const asked = { params: { id }, query: { ...QUARTER, measure: 'apples.picked_in_time', ...query } };
  return (await city.ask(organiser, '/api/assessment/units/{id}/records', asked)) as Drill;
}

const openPackage = async (id: string): Promise<Record<string, string>> =>
  await filesOf(
    (await city.ask(organiser, '/api/assessment/evaluations/{id}/package', { params: { id } })) as Response,
  );

const refusal = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.row.code : String(error)),
  );

const countOf = async (table: string, where: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM ${sql.table(table)} WHERE ${sql.raw(where)}`.execute(city.city.owner.db);
  return rows[0]?.n ?? -1;
};

describe('asking for a freeze', () => {
  test('is for whoever may freeze the whole; a street organiser may not freeze the city', async () => {
    const county = await actorAt(city.city.owner.db, ['n'], ORGANISER);
    expect(await refusal(freeze(QUARTER, county))).toBe('platform.forbidden');
    expect(await refusal(freeze({ ...QUARTER, method: 'no-such-method' }))).toBe('platform.not-found');
    expect(await refusal(freeze({ ...QUARTER, period: '2026-09' }))).toBe('platform.not-found');
  });

  test('is refused on the last day, as the city counts days, and granted after it', async () => {
    const { now } = city;
    // 15:59:59.999 UTC is the last millisecond of 30 September in Shanghai.
    city.now = instant('2026-09-30T15:59:59.999Z');
    expect(await refusal(freeze())).toBe('assessment.period-open');
    city.now = now;
    const id = await freeze();
    expect((await page(id)).evaluation.state).toBe('requested');
  });

  test('is refused while one is under way', async () => {
    expect(await refusal(freeze())).toBe('assessment.already-requested');
  });
});

describe('a freeze whose job used up its attempts', () => {
  test('says so, stays as it is, and holds up no other', async () => {
    await city.pump();
    const [[key = '', { name = '', payload = undefined } = {}] = []] = [...city.jobs];
    city.jobs.delete(key);
    const job = city.module.jobs.find((one) => one.name === name);
    const giveUp = () => job?.giveUp?.({ db: city.city.worker.db, now: () => city.now }, payload);
    await giveUp();
    await giveUp();
    const { evaluation: id } = payload as { evaluation: string };
    expect((await page(id)).evaluation).toMatchObject({ state: 'failed', settledAt: city.now, digest: null });
    const { db } = city.city.owner;
    await expect(sql`UPDATE evaluation SET state = 'requested' WHERE id = ${id}`.execute(db)).rejects.toThrow('frozen');
    // A run that comes all the same finds nothing to do.
    await job?.run({ db: city.city.worker.db, now: () => city.now }, payload);
    expect((await page(id)).evaluation.state).toBe('failed');
    const audited = `action = 'assessment.finalise' AND record = '${id}' AND detail = '{"state": "failed"}'`;
    expect(await countOf('audit_entry', audited)).toBe(1);
    expect((await page(await freeze())).evaluation.state).toBe('requested');
  });
});

describe('who asked for a freeze', () => {
  test('is told as the post that it was asked in, to whoever may read, and never as a person', async () => {
    const { db } = city.city.owner;
    const { evaluations } = (await city.ask(
      await actorAt(db, ['n'], ['assessment.read']),
      '/api/assessment/evaluations',
      {
        query: QUARTER,
      },
    )) as { evaluations: (Head & { requestedBy: unknown })[] };
    const told = evaluations.map(({ state, requestedBy }) => [state, requestedBy]);
    const post = { unit: '果园', post: { zh: '测试岗位', en: 'Test post' } };
    expect(told.sort()).toEqual([
      ['failed', post],
      ['live', null],
      ['requested', post],
    ]);
    expect(JSON.stringify(evaluations)).not.toContain((organiser as { person: string }).person);
  });
});

describe('a frozen result', () => {
  let first: string;

  test('survives a killed run: nothing is left, and the next run makes exactly one', async () => {
    accident = async (tx) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx);
      await sql`SELECT pg_terminate_backend(${rows[0]?.pid})`.execute(tx);
    };
    await city.pump();
    const [waiting] = [...city.jobs.values()];
    await expect(city.work()).rejects.toThrow();
    expect(await countOf('evaluation_fact', 'true')).toBe(0);
    accident = async () => undefined;
    const job = city.module.jobs.find(({ name }) => name === waiting?.name);
    const run = () => job?.run({ db: city.city.worker.db, now: () => city.now }, waiting?.payload);
    // Two at once, as after a worker that was taken for dead: the slower one is overtaken, or finds it done.
    await Promise.allSettled([run(), run()]);
    await run();
    expect(await countOf('evaluation', "state = 'final'")).toBe(1);
    expect(await countOf('audit_entry', "action = 'assessment.finalise' AND detail ->> 'state' = 'final'")).toBe(1);
    expect(await countOf('outbox', "name = 'assessment.finalised'")).toBe(1);
  });

  test('holds what was counted by hand, and its digest is in the audit', async () => {
    const { evaluation, units } = await chart(QUARTER);
    first = evaluation.id;
    expect(evaluation).toMatchObject({ state: 'final', lacking: [], supersedes: null });
    // n1: 10 × 3/4 = 7.5, 10 × 10/10 = 10: two stars. n2: 10 × 1/2 = 5, short of 6; 10 × 4.5/10 = 4.5, short of 5.
    // n3: nothing ripe, nothing declared: both held. s1: 10 × 2/2 = 10; 10 × 5/10 = 5, which is enough.
    const told = Object.fromEntries(units.map(({ code, total, stars, group }) => [code, [group, total, stars]]));
    expect(told).toEqual({ n1: ['n', 17.5, 2], n2: ['n', 9.5, 0], n3: ['n', 0, 0], s1: ['s', 15, 2] });
    expect((await page(first)).counts).toEqual({
      units: 4,
      complete: 3,
      ranked: 4,
      stars: [
        { stars: 2, units: 2 },
        { stars: 0, units: 2 },
      ],
      // Four of apples (n3 has 0 of 0), three of waterings.
      facts: 7,
      declared: 3,
      records: 8,
    });
    const { rows } = await sql<{ actor: string; detail: { digest: string } }>`
      SELECT actor, detail FROM audit_entry WHERE record = ${first} AND action = 'assessment.finalise'`.execute(
      city.city.owner.db,
    );
    expect(rows[0]?.actor).toBe('system:assessment');
    expect(rows[0]?.detail.digest).toBe(evaluation.digest);
  });

  test('is recomputed from its package, names to the letter', async () => {
    const files = await openPackage(first);
    expect(Object.keys(files).sort()).toEqual(
      ['README.txt', 'digest.txt', 'facts.csv', 'measures.yaml', 'method.yaml', 'units.csv'].sort(),
    );
    expect(files['facts.csv']).toBe(
      'unit,measure,num,den\r\nn1,apples.picked_in_time,3,4\r\nn1,care.waterings,10,\r\nn2,apples.picked_in_time,1,2\r\nn2,care.waterings,4.5,\r\n' +
        'n3,apples.picked_in_time,0,0\r\ns1,apples.picked_in_time,2,2\r\ns1,care.waterings,5,\r\n',
    );
    const again = await recomputed(files);
    expect(again.digest).toBe((await page(first)).evaluation.digest);
    expect(files['digest.txt']).toBe(`${again.digest}\n`);
    expect(files['units.csv']).toBe(
      'id,name,kind,parent,class,zone\r\no,果园,city,,,\r\nn,北坡,county,o,,\r\ns,南坡,county,o,,\r\n' +
        'n1,"甲,畦",community,n,街道社区,\r\nn2,"乙“畦""",community,n,街道社区,\r\nn3,=丙畦,community,n,乡社区,z1\r\ns1,丁畦,community,s,街道社区,\r\n',
    );
    expect(again.results[0]).toMatchObject({ unit: 'n1', total: 17.5, stars: 2 });
  });

  test('lists the records behind a figure, as many as it says', async () => {
    const behind = await drill('n1', {});
    expect(behind).toMatchObject({ num: 3, den: 4, source: 'records', total: 4, hidden: 0 });
    expect(behind.rows.map(({ record, counts }) => [record.slice(-2), counts])).toEqual([
      ['11', true],
      ['12', true],
      ['13', false],
      ['14', true],
    ]);
  });
});

describe('after it is final', () => {
  test('a late record, a backdated one, another declaration and a community in another county change neither digest nor list', async () => {
    const before = await chart(QUARTER);
    const { id, digest } = before.evaluation;
    const files = await openPackage(id);
    const lists = await Promise.all(['n1', 'n2', 's1'].map((unit) => drill(unit, {})));
    const { owner, worker } = city.city;
    const ripe = '2026-08-02T04:00:00Z';
    // Recorded after the freeze, and recorded before it by a transaction that came to light only now.
    await plantApple(owner.db, { n: '15', unit: 'n1', ripe, picked: null, recorded: '2026-10-20T04:00:00Z' });
    await plantApple(owner.db, { n: '16', unit: 'n1', ripe, picked: null, recorded: '2026-08-10T04:00:00Z' });
    const [moved, south] = [await unitIdOf(owner.db, 'n1'), await unitIdOf(owner.db, 's')];
    await sql`SELECT move_unit(${moved}, ${south}, '2026-07-01'::date)`.execute(worker.db);
    await sql`INSERT INTO declared_fact (id, unit_id, path, measure, period, num, declared_at)
      SELECT gen_random_uuid(), id, path, 'care.waterings', '2026-q3', 0, '2026-10-20T04:00:00Z' FROM unit WHERE id = ${moved}`.execute(
      worker.db,
    );
    city.now = instant('2026-10-21T04:00:00.000Z');
    await countApples(city);

    const after = await chart(QUARTER);
    expect(after).toEqual({ ...before, evaluation: { ...before.evaluation, stale: expect.any(Boolean) } });
    expect(await Promise.all(['n1', 'n2', 's1'].map((unit) => drill(unit, {})))).toEqual(lists);
    expect(await openPackage(id)).toEqual(files);
    expect((await recomputed(await openPackage(id))).digest).toBe(digest);
  });

  test('the live result beside it goes on, under its own id', async () => {
    const { evaluations } = (await city.ask(organiser, '/api/assessment/evaluations', { query: QUARTER })) as {
      evaluations: Head[];
    };
    expect(evaluations.map(({ state }) => state)).toEqual(['final', 'live', 'failed']);
    const live = evaluations[1]?.id;
    const moved = (await chart({ ...QUARTER, evaluation: live })).units.find(({ code }) => code === 'n1');
    // Three of six in time, 5 points; nothing watered any more; and its peers are those of the south.
    expect(moved).toMatchObject({ group: 's', total: 5, stars: 0 });
    expect(await drill('n1', { evaluation: live })).toMatchObject({ num: 3, den: 6, total: 6, hidden: 0 });
    expect(await refusal(chart({ ...QUARTER, period: '2026-q2', evaluation: live }))).toBe('platform.not-found');
  });

  test('the database refuses whoever would change or add to it', async () => {
    const { db } = city.city.owner;
    for (const statement of [
      sql`UPDATE evaluation SET digest = 'other' WHERE state = 'final'`,
      sql`UPDATE result SET stars = 5 WHERE evaluation IN (SELECT id FROM evaluation WHERE state = 'final')`,
      sql`DELETE FROM evaluation_fact`,
      sql`INSERT INTO evaluation_fact (evaluation, unit_id, path, measure, num)
        SELECT e.id, u.id, u.path, 'care.waterings', 9 FROM evaluation e, unit u WHERE e.state = 'final' AND u.code = 'n3'`,
    ])
      await expect(statement.execute(db)).rejects.toThrow(/frozen/);
  });

  test('a second freeze supersedes it, and stands for the period', async () => {
    const { id: former } = (await chart(QUARTER)).evaluation;
    const second = await frozen();
    expect((await chart(QUARTER)).evaluation).toMatchObject({ id: second, state: 'final', supersedes: former });
    expect((await page(former)).evaluation).toMatchObject({ state: 'final', supersededBy: second });
    expect((await chart({ ...QUARTER, evaluation: former })).units.find(({ code }) => code === 'n1')?.total).toBe(17.5);
  });
});

describe('a run for which measures are lacking', () => {
  test('is a trial: no digest, no package, and the period has no final result', async () => {
    // Nobody declared a watering for the second quarter.
    const id = await frozen({ ...QUARTER, period: '2026-q2' });
    const { evaluation } = await page(id);
    expect(evaluation).toMatchObject({ state: 'trial', digest: null, lacking: ['care.waterings'] });
    expect(await refusal(openPackage(id))).toBe('assessment.not-final');
    expect(await refusal(chart({ ...QUARTER, period: '2026-q2' }))).toBe('platform.not-found');
  });
});

describe('the package', () => {
  test('goes to whoever sees the whole, and each export is in the audit', async () => {
    const { id, digest } = (await chart(QUARTER)).evaluation;
    const get = (actor: Actor) => city.ask(actor, '/api/assessment/evaluations/{id}/package', { params: { id } });
    const { db } = city.city.owner;
    expect(await refusal(get(await actorAt(db, ['n'], ORGANISER)))).toBe('platform.forbidden');
    expect(await refusal(get(await actorAt(db, ['o'], ['assessment.read'])))).toBe('platform.forbidden');
    const before = await countOf('audit_entry', "action = 'assessment.export'");
    await get(organiser);
    expect(
      await countOf(
        'audit_entry',
        `action = 'assessment.export' AND record = '${id}' AND detail ->> 'digest' = '${digest}'`,
      ),
    ).toBe(1);
    expect(await countOf('audit_entry', "action = 'assessment.export'")).toBe(before + 1);
  });
});
