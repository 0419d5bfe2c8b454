// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { readTables } from '@beichen/method/sheets';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BookPreview } from '../../model/fact-book.ts';
import { type AssessedCity, personAt } from '../../testing/city.ts';
import { editedBook, rowsOfBook } from '../../testing/edited-book.ts';
import { countApples, orchardCity } from '../../testing/orchard.ts';
import { unitIdOf } from '../../testing/plant-units.ts';

const BOOK = '/api/assessment/facts/book';
const person = (n: number): string => `019a0000-0000-7000-8000-00000000020${n}`;
const value = (num: number | null) => ({ num, den: null, none: num === null, confirmed: false });

let city: AssessedCity;
let organiser: Actor;
/** Fills in for the whole slope: n1, n2 and n3. */
let street: Actor;
/** Fills in for n2 alone. */
let neighbour: Actor;

beforeAll(async () => {
  city = await orchardCity();
  const { db } = city.city.owner;
  organiser = await personAt(db, {
    person: person(1),
    codes: ['o'],
    permissions: ['assessment.read', 'assessment.ask', 'assessment.rank'],
  });
  street = await personAt(db, {
    person: person(2),
    codes: ['n'],
    permissions: ['assessment.read', 'assessment.declare'],
  });
  neighbour = await personAt(db, {
    person: person(3),
    codes: ['n2'],
    permissions: ['assessment.read', 'assessment.declare'],
  });
  await sql`INSERT INTO declared_fact (id, unit_id, path, measure, period, num, declared_at)
    SELECT gen_random_uuid(), id, path, 'care.waterings', '2026-q2', 8, '2026-07-05T04:00:00Z' FROM unit WHERE code = 'n1'`.execute(
    city.city.worker.db,
  );
  await countApples(city);
  await city.order(organiser, '/api/assessment/facts/requests', {
    id: uuidv7From(Date.parse(city.now), Buffer.alloc(16, 1)),
    method: 'orchard-stars',
    period: '2026-q3',
    unit: await unitIdOf(db, 'n'),
    measures: ['care.waterings'],
    owner: '果园',
    basis: '果园章程',
    purpose: '养护星',
    workingDays: 3,
  });
});
afterAll(() => city.drop());

async function exported(actor: Actor, lang = 'zh'): Promise<Uint8Array> {
  const route = city.module.routes.find((row) => row.kind === 'query' && row.path === BOOK);
  if (route?.kind !== 'query') throw new Error('no route');
  const viewer = viewerOf(actor, 'assessment.declare', 'assessment.declare');
  const answer = await inScope(city.city.app.db, viewer, (tx) =>
    route.run({ tx, actor, now: city.now }, { params: {} as never, query: route.query.parse({ lang }) as never }),
  );
  return new Uint8Array(await (answer as Response).arrayBuffer());
}

async function sent(actor: Actor, to: 'check' | 'carry', file: { bytes: Uint8Array; over?: string }): Promise<unknown> {
  const path = to === 'check' ? `${BOOK}/check` : BOOK;
  const route = city.module.routes.find((row) => row.kind === 'upload' && row.path === path);
  if (route?.kind !== 'upload') throw new Error('no upload');
  const id = uuidv7From(Date.parse(city.now), crypto.getRandomValues(new Uint8Array(16)));
  const query = route.query.parse({ name: 'book.xlsx', id, over: file.over ?? '' });
  const { action, input } = await route.take(file.bytes, { params: {} as never, query: query as never }, id);
  const intention = { id: randomUUID(), hash: Buffer.from('test') };
  return (await perform({ db: city.city.app.db, now: city.now, intention }, actor, { action, input })).answer;
}

const checked = async (actor: Actor, bytes: Uint8Array): Promise<BookPreview> =>
  ((await sent(actor, 'check', { bytes })) as { preview: BookPreview }).preview;
const carried = (actor: Actor, bytes: Uint8Array, over?: string) =>
  sent(actor, 'carry', over === undefined ? { bytes } : { bytes, over });

async function declared(): Promise<Record<string, number[]>> {
  const { rows } = await sql<{ code: string; nums: number[] }>`
    SELECT u.code, array_agg(d.num ORDER BY d.declared_at, d.num) AS nums FROM declared_fact d JOIN unit u ON u.id = d.unit_id
    WHERE d.period = '2026-q3' AND d.form IS NOT NULL GROUP BY u.code ORDER BY u.code`.execute(city.city.owner.db);
  return Object.fromEntries(rows.map(({ code, nums }) => [code, nums]));
}

/** What the workbook gets in its column of figures, by unit. */
const filled = (bytes: Uint8Array, by: Record<string, string>) =>
  editedBook(bytes, ({ unit }) => ({ num: by[unit ?? ''] ?? null }));

let book: Uint8Array;

describe('forms as a workbook', () => {
  test('go out for the units that the post may fill in, with what the period before says and what was entered so far', async () => {
    book = await exported(street);
    const rows = (await rowsOfBook(book)).map(({ unit, measure, lastNum, num, version }) => [
      unit,
      measure,
      lastNum,
      num,
      version,
    ]);
    // n1 and n2 were declared 10 and 4.5 by the pack already.
    expect(rows).toEqual([
      ['甲,畦', 'care.waterings', '8', '10', '0'],
      ['乙“畦"', 'care.waterings', null, '4.5', '0'],
      ['=丙畦', 'care.waterings', null, null, '0'],
    ]);
    expect((await rowsOfBook(await exported(neighbour))).map(({ unit }) => unit)).toEqual(['乙“畦"']);
  });

  test('come in with every fault at its cell, and nothing is written', async () => {
    const bad = await editedBook(book, (_, at) => ({
      num: ['7次', '4.5', '6'][at] ?? null,
      ...(at === 2 ? { none: '是' } : {}),
    }));
    const { faults, hands } = await checked(street, bad);
    expect(faults.map(({ sheet, row, column, value: cell, what }) => [sheet, row, column, cell, what.zh])).toEqual([
      ['填报', 2, '数（分子）', '7次', '不是数'],
      ['填报', 3, '数（分子）', '4.5', '“浇水次数”不是0或正整数'],
      ['填报', 4, '没有这一项', '是', '写了“是”，又填了数'],
    ]);
    expect(hands).toEqual([]);
    const refused = await carried(street, bad).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused instanceof Refusal && refused.row.code).toBe('platform.bad-input');
    expect(await declared()).toEqual({});
  });

  test('go out under English headings to whoever reads English, and come in from either', async () => {
    const english = await exported(street, 'en');
    const read = await readTables({ name: 'book.xlsx', bytes: english }, { sheets: ['Entries'], most: 10 });
    expect(read.ok && read.value[0]?.headings.slice(0, 8)).toEqual([
      'Unit',
      'Measure',
      'Counted in',
      'Last figure (numerator)',
      'Last denominator',
      'Figure (numerator)',
      'Denominator',
      'Nothing of the kind',
    ]);
    // The same rows, whatever their headings say.
    const codes = async (bytes: Uint8Array) =>
      (await rowsOfBook(bytes)).map(({ unit, measure, form, version }) => [unit, measure, form, version]);
    expect(await codes(english)).toEqual(await codes(book));
    const filledIn = await editedBook(
      english,
      (_, at) => ({ num: ['8', null, '6'][at] ?? null, none: [null, 'Yes', 'yes'][at] ?? null }),
      'en',
    );
    const { faults, hands } = await checked(street, filledIn);
    expect(faults.map(({ sheet, row, column, what }) => [sheet, row, column, what.en])).toEqual([
      ['Entries', 4, 'Nothing of the kind', 'It says that there is none, and has a figure'],
    ]);
    expect(hands.map(({ name }) => name)).toEqual(['甲,畦', '乙“畦"']);
    expect(await declared()).toEqual({});
  });

  test('are checked without writing, then handed in together; those left empty stay as they are', async () => {
    const good = await filled(book, { '甲,畦': '7', '乙“畦"': '３' });
    const preview = await checked(street, good);
    expect(preview).toMatchObject({ faultCount: 0, conflicts: [], same: 0, empty: 1, rows: 3 });
    expect(preview.hands.map(({ name, figures }) => [name, figures])).toEqual([
      ['甲,畦', 1],
      ['乙“畦"', 1],
    ]);
    expect(await declared()).toEqual({});
    expect(await carried(street, good)).toMatchObject({ handed: 2, same: 0, left: 0 });
    expect(await declared()).toEqual({ n1: [7], n2: [3] });
  });

  test('sent a second time do nothing, though their versions are old by now', async () => {
    const good = await filled(book, { '甲,畦': '7', '乙“畦"': '3' });
    expect(await checked(street, good)).toMatchObject({ hands: [], conflicts: [], same: 2, empty: 1 });
    expect(await carried(street, good)).toMatchObject({ handed: 0, same: 2 });
    expect(await declared()).toEqual({ n1: [7], n2: [3] });
  });

  test('move the live result as a form on the screen does', async () => {
    await city.pump();
    await city.work();
    const query = { period: '2026-q3', method: 'orchard-stars' };
    const { units } = (await city.ask(organiser, '/api/assessment/chart', { query })) as {
      units: { code: string; points: number[] }[];
    };
    // 10 × 7/10 and 10 × 3/10.
    expect(units.filter(({ code }) => code < 'n3').map(({ points }) => points[1])).toEqual([7, 3]);
  });
});

describe('what was entered since the export', () => {
  test('is shown beside the file and not written over, and the other forms go in all the same', async () => {
    const now = await exported(street);
    const [, second] = await rowsOfBook(now);
    await city.order(neighbour, `/api/assessment/facts/forms/${second?.form}/hand-in`, {
      version: 1,
      values: { 'care.waterings': value(5) },
    });
    const file = await filled(now, { '甲,畦': '9', '乙“畦"': '6' });
    const { conflicts, hands } = await checked(street, file);
    expect(conflicts).toMatchObject([
      { name: '乙“畦"', version: 2, figures: [{ yours: { num: 6 }, theirs: { num: 5 } }] },
    ]);
    expect(hands.map(({ name }) => name)).toEqual(['甲,畦']);
    expect(await carried(street, file)).toMatchObject({ handed: 1, left: 1 });
    expect(await declared()).toEqual({ n1: [7, 9], n2: [3, 5] });
    // Seen, and said that the file holds: over the very version that was seen.
    expect(await carried(street, file, `${second?.form}:1`)).toMatchObject({ handed: 0, left: 1 });
    expect(await carried(street, file, `${second?.form}:2`)).toMatchObject({ handed: 1, left: 0 });
    expect(await declared()).toEqual({ n1: [7, 9], n2: [3, 5, 6] });
  });
});

describe('what a file cannot do', () => {
  test('fill in a form of another place, a form twice, or one that is past its due time', async () => {
    const theirs = await filled(await exported(street), { '甲,畦': '1' });
    const strange = await checked(neighbour, theirs);
    expect(strange.faults.map(({ row, column, what }) => [row, column, what.zh])).toEqual([
      [2, '表编号', '没有这张表，或不在本岗位能填的范围内'],
      [4, '表编号', '没有这张表，或不在本岗位能填的范围内'],
    ]);
    const [first] = await rowsOfBook(theirs);
    const twice = await editedBook(theirs, () => ({ form: first?.form ?? null, num: '2' }));
    expect((await checked(street, twice)).faults.map(({ row, what }) => [row, what.zh])).toEqual([
      [3, '同一张表里写了两行'],
      [4, '同一张表里写了两行'],
    ]);
    city.now = instant('2026-10-20T02:00:00.000Z');
    expect((await checked(street, theirs)).faults.map(({ what }) => what.zh)).toEqual(['已经截止']);
    expect(await rowsOfBook(await exported(street))).toEqual([]);
  });

  test('come as something else: no workbook, no rows, no column', async () => {
    expect((await checked(street, new TextEncoder().encode('hello'))).faultCount).toBeGreaterThan(0);
    const bare = await editedBook(await exported(street), () => ({}));
    expect((await checked(street, bare)).faults.map(({ what }) => what.zh)).toEqual(['文件里没有一行填报']);
  });
});
