// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { compileMethod, evaluate, parseMethod, unitResults } from '@beichen/method';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftPage, StudioFacts } from '../../model/drafts.ts';
import { tableFrom } from '../../rules/fact-columns.ts';
import { type AssessedCity, actorAt, personAt } from '../../testing/city.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';

const RIGHTS = ['assessment.read', 'assessment.draft', 'assessment.publish', 'assessment.freeze'];
const BASE = { method: 'orchard-stars', edition: '2026' };
const TERM = { from: '2027-01-01', to: '2027-12-31' };
const APPROVAL = { number: '宛组〔2026〕9号', text: '关于印发果园之星办法的通知' };

/** People at the county n and at its bed n1. */
const COUNTY = '019a0000-0000-7000-8000-000000000007';
const BED = '019a0000-0000-7000-8000-000000000008';

let city: AssessedCity;
let organiser: Actor;

beforeAll(async () => {
  city = await orchardCity();
  organiser = await actorAt(city.city.owner.db, ['o'], RIGHTS);
  await countApples(city);
});
afterAll(() => city.drop());

let made = 0;
async function started(base: object | null = BASE): Promise<string> {
  made += 1;
  const id = uuidv7From(Date.parse(city.now), Buffer.alloc(16, made));
  await city.order(organiser, '/api/assessment/drafts', { id, base });
  return id;
}

const page = async (id: string, actor = organiser): Promise<DraftPage> =>
  (await city.ask(actor, '/api/assessment/drafts/{id}', { params: { id } })) as DraftPage;
const save = (id: string, version: number, source: string) =>
  city.order(organiser, `/api/assessment/drafts/${id}/save`, { version, source });
const publish = (id: string, version: number, { actor = organiser, ...more }: { actor?: Actor; from?: string } = {}) =>
  city.order(actor, `/api/assessment/drafts/${id}/publish`, { version, approval: APPROVAL, ...TERM, ...more });

/** The base as the next edition: another name, and the term that it is published for. */
const nextEdition = (source: string, edition: string): string =>
  source
    .replace('edition: "2026"', `edition: "${edition}"`)
    .replace('2026-01-01', TERM.from)
    .replace('2026-12-31', TERM.to);

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Refusal) return outcome;
  throw new Error(`not refused: ${outcome}`);
}

describe('a draft', () => {
  test('begins with the text of its edition, and without one with a head that has faults', async () => {
    const { source, baseSource, version, faults, title } = await page(await started());
    expect(source).toBe(baseSource);
    expect({ version, faults, title }).toEqual({
      version: 1,
      faults: 0,
      title: { zh: '果园之星', en: 'Stars of the orchard' },
    });
    const empty = await page(await started(null));
    expect(empty.base).toBeNull();
    expect(empty.faults).toBeGreaterThan(0);
    expect((await refusal(started({ method: 'orchard-stars', edition: '1999' }))).row.code).toBe('platform.not-found');
  });

  test('is kept with its faults counted; who saved over another version is shown both', async () => {
    const id = await started();
    const broken = (await page(id)).source.replace('care.waterings', 'care.checkins').replace('win: 6', 'win: 60');
    expect(await save(id, 1, broken)).toMatchObject({ version: 2, faults: 2 });
    const { row, detail } = await refusal(save(id, 1, 'method: another'));
    expect(row.code).toBe('assessment.draft-moved');
    expect(detail.conflict).toMatchObject({ seen: { version: 1 }, current: { version: 2, source: broken } });
    expect((await page(id)).source).toBe(broken);
  });

  test('of the city is not seen by a county, which begins its own, sees it and publishes none; a street begins none (N6)', async () => {
    const id = await started();
    const { db } = city.city.owner;
    const county = await personAt(db, { person: COUNTY, codes: ['n'], permissions: RIGHTS });
    const bed = await personAt(db, { person: BED, codes: ['n1'], permissions: RIGHTS });
    const begin = (actor: Actor, n: number) => {
      const own = uuidv7From(Date.parse(city.now), Buffer.alloc(16, n));
      return city.order(actor, '/api/assessment/drafts', { id: own, base: BASE }).then(() => own);
    };
    expect(await city.ask(county, '/api/assessment/drafts')).toEqual({ drafts: [] });
    expect((await refusal(page(id, county))).row.code).toBe('platform.not-found');
    expect((await refusal(publish(id, 1, { actor: county }))).row.code).toBe('platform.not-found');
    const own = await begin(county, 99);
    expect((await page(own, county)).unit).toBe('北坡');
    expect((await page(own)).unit).toBe('北坡');
    expect((await refusal(publish(own, 1, { actor: county }))).row.code).toBe('platform.forbidden');
    expect((await refusal(begin(bed, 98))).row.code).toBe('platform.forbidden');
  });

  test('is withdrawn by whoever saw its last version, stays to be read, and is neither saved nor published any more', async () => {
    const id = await started();
    const withdraw = (version: number) => city.order(organiser, `/api/assessment/drafts/${id}/withdraw`, { version });
    const { source } = await page(id);
    await save(id, 1, nextEdition(source, '2028'));
    expect((await refusal(withdraw(1))).row.code).toBe('assessment.draft-moved');
    await withdraw(2);
    expect(await page(id)).toMatchObject({ version: 2, withdrawnAt: city.now, published: null });
    for (const again of [() => withdraw(2), () => save(id, 2, source), () => publish(id, 2)])
      expect((await refusal(again())).row.code).toBe('assessment.draft-closed');
    const reopened = sql`UPDATE method_draft SET withdrawn_at = NULL WHERE id = ${id}`.execute(city.city.app.db);
    expect((await reopened).numAffectedRows).toBe(0n);
  });
});

describe('publishing', () => {
  test('a draft with faults is refused with each of them at its place', async () => {
    const id = await started();
    await save(id, 1, nextEdition((await page(id)).source, '2027a').replace('win: 6', 'win: 60'));
    const { row, detail } = await refusal(publish(id, 2));
    expect(row.code).toBe('assessment.draft-faulty');
    expect(detail.faults?.map(({ path }) => path)).toEqual(['source:13:10']);
  });

  test('a draft that names a result that there is not, or that rests on its own in the end, is refused at the line', async () => {
    const id = await started();
    const text = nextEdition((await page(id)).source, '2027c');
    await save(id, 1, text.replace('measure: care.waterings', 'measure: assessment.orchard-moons.total'));
    const unknown = await refusal(publish(id, 2));
    expect(unknown.detail.faults?.map(({ path, what }) => `${path} ${what.en}`)).toEqual([
      'source:30:1 "assessment.orchard-moons.total": there is no method "orchard-moons"',
    ]);
    // The year rests on the quarters; so no quarter may rest on the year.
    await save(id, 2, text.replace('measure: care.waterings', 'measure: assessment.orchard-year.total'));
    const circle = await refusal(publish(id, 3));
    expect(circle.detail.faults?.map(({ what }) => what.en)).toEqual([
      'results rest on each other: orchard-stars → orchard-year → orchard-stars',
    ]);
  });

  test('an edition is never changed: the same name is refused, and so are a term that has begun and one that the text contradicts', async () => {
    const id = await started();
    expect((await refusal(publish(id, 1))).row.code).toBe('assessment.edition-taken');
    await save(id, 1, nextEdition((await page(id)).source, '2027b'));
    const { row, detail } = await refusal(publish(id, 2, { from: '2026-10-01' }));
    expect(row.code).toBe('assessment.term-unfit');
    expect(detail.faults?.map(({ path, mend }) => `${path} ${mend.zh}`)).toEqual([
      'body/from 写成2027-01-01或以后',
      'body/from 两处改成一致',
    ]);
  });

  test('makes a new edition with its approval and term; the draft is closed, and old results keep their edition', async () => {
    await city.order(organiser, '/api/assessment/freeze', { period: '2026-q3', method: 'orchard-stars' });
    await city.pump();
    await city.work();
    const frozen = () =>
      sql<object>`SELECT e.digest, m.edition FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE e.state = 'final'`
        .execute(city.city.owner.db)
        .then(({ rows }) => rows);
    const before = await frozen();
    const id = await started();
    const source = nextEdition((await page(id)).source, '2027');
    await save(id, 1, source);
    expect(await publish(id, 2)).toEqual({ id, method: 'orchard-stars', edition: '2027' });
    const edition = await city.ask(organiser, '/api/assessment/edition', { query: { ...BASE, edition: '2027' } });
    expect(edition).toMatchObject({ source, starts: TERM.from, ends: TERM.to, approval: APPROVAL });
    expect((await refusal(save(id, 2, source))).row.code).toBe('assessment.draft-closed');
    expect((await refusal(publish(id, 2))).row.code).toBe('assessment.draft-closed');
    await city.pump();
    await city.work();
    expect(await frozen()).toEqual(before);
    const { periods } = (await city.ask(organiser, '/api/assessment/periods')) as {
      periods: { period: string; edition: string }[];
    };
    expect(periods.find(({ period }) => period === '2027-q1')?.edition).toBe('2027');
  });

  test('the database takes no change of an edition, and none without a draft', async () => {
    const { db } = city.city.app;
    await expect(sql`UPDATE method_edition SET source = ''`.execute(db)).rejects.toThrow(/permission denied/u);
    const bare =
      sql`INSERT INTO method_edition (method, edition, subject, outline, measures, source, digest, published_at)
      VALUES ('x', '1', 'community', '{}', '{}', '', '', now())`.execute(db);
    await expect(bare).rejects.toThrow(/row-level security/u);
  });
});

describe('what a draft is tried on', () => {
  const asked = { query: { period: '2026-q3', subject: 'community' } };

  async function trial(actor: Actor) {
    const facts = (await city.ask(actor, '/api/assessment/studio', asked)) as StudioFacts;
    const table = tableFrom(facts);
    const parsed = parseMethod('m', (await page(await started())).source);
    if (!table.ok || !parsed.ok) throw new Error('unusable');
    const evaluation = evaluate(compileMethod(parsed.value.method), table.value);
    if (!evaluation.ok) throw new Error('unseated');
    return { facts, results: [...unitResults(evaluation.value)].map(({ unit, stars, total }) => [unit, stars, total]) };
  }

  /** What the live result says of the units that somebody sees. */
  async function live(actor: Actor): Promise<unknown[]> {
    const query = { period: '2026-q3', method: 'orchard-stars' };
    const { units } = (await city.ask(actor, '/api/assessment/chart', { query })) as {
      units: { id: number; code: string; stars: number }[];
    };
    const rows = [];
    for (const { id, code, stars } of units) {
      const told = await city.ask(actor, '/api/assessment/units/{id}', { params: { id }, query });
      rows.push([code, stars, (told as { explanation: { result: { total: number } } }).explanation.result.total]);
    }
    return rows.sort();
  }

  test('goes out in columns to whoever sees every unit, and gives what the live result is', async () => {
    const { facts, results } = await trial(organiser);
    expect(results).toHaveLength(4);
    expect(results).toEqual(await live(organiser));
    expect(facts.units.whole).toEqual(facts.units.codes.map(() => true));
    expect(facts.measures.map(({ id }) => id)).toContain('care.waterings');
  });

  test('is of a county what it sees: its own units and all their peers, whose results are those of the whole', async () => {
    const county = await personAt(city.city.owner.db, { person: COUNTY, codes: ['n'], permissions: RIGHTS });
    const { facts, results } = await trial(county);
    expect(facts.units.codes.filter((_, at) => facts.units.whole[at])).toEqual(['n', 'n1', 'n2', 'n3']);
    expect(facts.units.codes).toEqual(['o', 'n', 'n1', 'n2', 'n3']);
    expect(results).toEqual(await live(county));
  });
});
