// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, civilDate, instant, millisOf } from '@beichen/kernel/time.ts';
import { readTables } from '@beichen/method/sheets';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ImportPreview, SHEETS } from '../../model/sheets.ts';
import { planOf } from '../../rules/changes.ts';
import { readLines } from '../../rules/sheet-lines.ts';
import { type TieRecord, type UnitRecord, writeTreeBook } from '../../rules/tree-book.ts';
import { DEPS, PARTY, type SmallCity, smallCity, TIED } from '../../testing/small-city.ts';
import { exportTree } from '../queries/export-tree.ts';
import type { PostDeps } from '../queries/posts.ts';
import { loadWorld } from '../queries/world.ts';
import { checkImportAction, importAction } from './import-file.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');
const ALL = ['org.read', 'org.change', 'org.relate', 'org.count', 'org.appoint', 'org.import', 'org.export'];

let small: SmallCity;
let deps: PostDeps;

beforeEach(async () => {
  small = await smallCity({ more: PARTY, deps: TIED });
  deps = { ...TIED, lines: DEPS.lines, vault: small.vault };
});
afterEach(() => small.city.drop());

/** Somebody with a post over a unit that may do all of it, but for what is left out. */
async function seat(code: string, without = ''): Promise<Actor & { kind: 'person' }> {
  const { db } = small.city.worker;
  const { rows } = await sql<{ id: number; path: string }>`SELECT id, path FROM unit WHERE code = ${code}`.execute(db);
  const { id: unit, path } = rows[0]!;
  const person = randomUUID();
  await db.insertInto('person').values({ id: person, made_at: NOW }).execute();
  const permissions = ALL.filter((permission) => permission !== without);
  const post = { role: 'organiser', permissions, line: null, sensitivity: 'internal' as const, path };
  await db
    .insertInto('access_grant')
    .values({ id: randomUUID(), person, unit_id: unit, from: civilDate('2025-01-01'), to: null, ...post })
    .execute();
  return { kind: 'person', person, grants: [{ ...post, unit, path: path as never }] };
}

const freshId = (): string => uuidv7From(millisOf(NOW), randomBytes(16));

/** `S organiser 分包 E`, or without the post: a row of the sheet. */
function row(said: string, own: TieRecord = {}): TieRecord {
  const parts = said.split(' ');
  const [unit = '', kind = '', over = ''] = parts.length === 3 ? parts : [parts[0], parts[2], parts[3]];
  return { unit, kind, over, post: parts.length === 3 ? '' : (parts[1] ?? ''), ...own };
}

const book = (ties: readonly TieRecord[], units: readonly UnitRecord[] = []): Uint8Array =>
  writeTreeBook({ of: 'D', on: TODAY, units, posts: [], ties });

async function linesOf(bytes: Uint8Array) {
  const sheets = [SHEETS.units, SHEETS.posts, SHEETS.ties];
  const read = await readTables({ name: 'f.xlsx', bytes }, { sheets, most: 9_999 });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return readLines(read.value);
}

async function check(actor: Actor, bytes: Uint8Array): Promise<ImportPreview> {
  const input = { id: freshId(), lines: await linesOf(bytes) };
  const order = { db: small.city.app.db, now: NOW, intention: { id: input.id, hash: randomBytes(32) } };
  const done = await perform(order, actor, { action: checkImportAction(deps), input });
  return (done.answer as { preview: ImportPreview }).preview;
}

async function bringIn(actor: Actor, bytes: Uint8Array): Promise<{ id: string; state: string }> {
  const input = { id: freshId(), lines: await linesOf(bytes), basis: '宛组〔2026〕8号' };
  const order = { db: small.city.app.db, now: NOW, intention: { id: freshId(), hash: randomBytes(32) } };
  const answer = (await perform(order, actor, { action: importAction(deps), input })).answer as {
    id: string;
    state: string;
  };
  if (answer.state === 'planned') await small.carryOut(answer.id, NOW);
  return answer;
}

async function exported(actor: Actor, code: string): Promise<Uint8Array> {
  const unit = await small.id(code);
  const answer = await inScope(small.city.app.db, viewerOf(actor, 'org.export'), (tx) =>
    exportTree({ tx, actor, now: NOW }, deps, { unit, on: undefined }),
  );
  return new Uint8Array(await answer.arrayBuffer());
}

async function tiesOn(day: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    SELECT concat_ws('.', a.code, r.post) || ' ' || r.kind || ' ' || b.code AS said FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id
    WHERE r."from" <= ${day} AND (r."to" IS NULL OR r."to" > ${day}) ORDER BY 1`.execute(small.city.worker.db);
  return rows.map(({ said }) => said);
}

const does = ({ does: all }: ImportPreview): Record<string, number> =>
  Object.fromEntries(all.map(({ what, count }) => [what, count]));
const cells = ({ faults }: ImportPreview): string[] =>
  faults.map(({ sheet, row: at, column, value }) => `${sheet} ${at} ${column} ${value}`);

const FILE = [
  row('P 覆盖 A'),
  row('O 联系服务 A'),
  row('S organiser 分包 E', { from: '2026-09-01' }),
  row('O 分包 E'),
  row('S organiser 指导 S'),
];
const STOOD = ['O serves A', 'O sponsors E', 'P covers A', 'S.organiser guides S', 'S.organiser sponsors E'];

test('a sheet of relations: said first, then done as one change; once more it changes nothing', async () => {
  const organiser = await seat('D');
  const preview = await check(organiser, book(FILE));
  expect([preview.faults, does(preview), preview.rows.ties]).toEqual([[], { tied: 5 }, 5]);
  expect(preview.does[0]?.some.map(({ zh }) => zh)).toContain('S（organiser）分包E');
  expect(await tiesOn(TODAY)).toEqual([]);
  await bringIn(organiser, book(FILE));
  expect(await tiesOn(TODAY)).toEqual(STOOD);
  // Dated back as the file says.
  expect(await tiesOn(civilDate('2026-09-01'))).toEqual(['S.organiser sponsors E']);
  expect((await bringIn(organiser, book(FILE))).state).toBe('nothing');
});

test('what goes out comes in again and changes nothing', async () => {
  const organiser = await seat('D');
  await bringIn(organiser, book(FILE));
  const out = await exported(organiser, 'D');
  const { ties } = await linesOf(out);
  expect(ties.map((line) => [line.text('unit'), line.text('post'), line.text('kind'), line.text('over')])).toEqual([
    ['P', '', '覆盖', 'A'],
    ['O', '', '联系服务', 'A'],
    ['O', '', '分包', 'E'],
    ['S', 'organiser', '分包', 'E'],
    ['S', 'organiser', '指导', 'S'],
  ]);
  expect(await check(organiser, out)).toMatchObject({ faults: [], does: [] });
  expect((await bringIn(organiser, out)).state).toBe('nothing');
});

test('a day in the last column ends a relation, and another may begin in its place in the same file', async () => {
  const organiser = await seat('D');
  await bringIn(organiser, book([row('P 覆盖 A')]));
  const next = book([row('Q 覆盖 A', { from: '2026-10-20' }), row('P 覆盖 A', { until: '2026-10-20' })]);
  expect(does(await check(organiser, next))).toEqual({ untied: 1, tied: 1 });
  await bringIn(organiser, next);
  expect([await tiesOn(TODAY), await tiesOn(civilDate('2026-10-20'))]).toEqual([['P covers A'], ['Q covers A']]);
  expect((await bringIn(organiser, next)).state).toBe('nothing');
});

test('units and who covers them come in one file', async () => {
  const organiser = await seat('D');
  const units = [
    { code: 'G', name: '新社区', kind: 'community', parent: 'S' },
    { code: 'H', name: '新社区联合党委', kind: 'committee', parent: 'G' },
  ];
  await bringIn(organiser, book([row('H 覆盖 G'), row('G secretary 落实 G')], units));
  expect(await tiesOn(TODAY)).toEqual(['G.secretary implements G', 'H covers G']);
});

test('every fault is told at its cell, and nothing is written', async () => {
  const organiser = await seat('D');
  await bringIn(organiser, book([row('P 覆盖 A')]));
  const file = book([
    row('X 覆盖 A'),
    row('P 领导 A'),
    row('A 覆盖 P'),
    row('S 分包 E'),
    row('S worker 分包 E'),
    row('Q 覆盖 A'),
    row('P 覆盖 A', { from: '昨天' }),
    row('O 分包 E'),
    row('O 分包 E'),
    row('P 覆盖 A', { id: randomUUID() }),
  ]);
  const preview = await check(organiser, file);
  expect(cells(preview).map((cell) => cell.replace(/[0-9a-f-]{36}/, 'ID'))).toEqual([
    '关系 2 由谁（代码） X',
    '关系 3 关系 领导',
    '关系 4 对谁（代码） P',
    '关系 5 以哪个岗位 ',
    '关系 6 以哪个岗位 worker',
    '关系 7 对谁（代码） A',
    '关系 8 起 昨天',
    '关系 10 关系 分包',
    '关系 11 关系编号 ID',
  ]);
  await expect(bringIn(organiser, file)).rejects.toMatchObject({ row: { code: 'platform.bad-input' } });
  expect(await tiesOn(TODAY)).toEqual(['P covers A']);
});

test('who may import and not tie is told so; who has the street ties within it alone', async () => {
  expect(cells(await check(await seat('D', 'org.relate'), book([row('P 覆盖 A')])))).toEqual(['关系 2 对谁（代码） A']);
  const street = await seat('S');
  expect(cells(await check(street, book([row('P 覆盖 A'), row('R 覆盖 A')])))).toEqual(['关系 3 由谁（代码） R']);
});

test('undone, what it set ends, and what it ended is set again', async () => {
  const organiser = await seat('D');
  await bringIn(organiser, book([row('P 覆盖 A')]));
  const { id } = await bringIn(
    organiser,
    book([row('P 覆盖 A', { until: '2026-10-12' }), row('Q 覆盖 A'), row('O 分包 E')]),
  );
  expect(await tiesOn(TODAY)).toEqual(['O sponsors E', 'Q covers A']);
  const [on, week] = [civilDate('2026-10-19'), instant('2026-10-19T01:00:00.000Z')];
  const change = { kind: 'undo', of: id } as const;
  const { warnings } = await inScope(small.city.app.db, viewerOf(organiser, 'org.change'), async (tx) =>
    planOf(change, on, await loadWorld(tx, deps, { id: freshId(), change, today: on })),
  );
  expect(warnings).toEqual([]);
  await small.carryOut(await small.decide(organiser, change, { from: on, now: week }), week);
  expect([await tiesOn(TODAY), await tiesOn(on)]).toEqual([['O sponsors E', 'Q covers A'], ['P covers A']]);
});

test('the preview of a file that moves a grid’s estate says which bodies and patrons do not go along', async () => {
  const organiser = await seat('D');
  await bringIn(organiser, book([row('V 覆盖 E'), row('A secretary 分包 E')]));
  const moved = book([], [{ code: 'E', name: 'E', kind: 'estate', parent: 'B' }]);
  const { warnings } = await check(organiser, moved);
  expect(warnings.map(({ what }) => what.zh)).toEqual([
    'V覆盖E，但不随它划转，仍设在原处；需要一起划转的，另提一次调整',
    'E不再归A管，仍由它（secretary）分包；需要改由别人的，另行设定',
  ]);
});

test('households come in a column of the units, go out there, and change nothing the second time; undone they stay, and it is said', async () => {
  const organiser = await seat('D');
  const estates = (e: string, f: string, own: UnitRecord = {}): UnitRecord[] => [
    { code: 'E', name: 'E', kind: 'estate', parent: 'A', households: e, ...own },
    { code: 'F', name: 'F', kind: 'estate', parent: 'A', households: f },
    { code: 'G', name: '新村小区', kind: 'estate', parent: 'B', households: '88' },
  ];
  const { id } = await bringIn(organiser, book([], estates('240', '')));
  const figures = async (): Promise<string[]> => {
    const { rows } = await sql<{ said: string }>`
      SELECT u.code || ' ' || h.households AS said FROM unit_households h JOIN unit u ON u.id = h.unit_id WHERE h."to" IS NULL ORDER BY 1`.execute(
      small.city.worker.db,
    );
    return rows.map(({ said }) => said);
  };
  expect(await figures()).toEqual(['E 240', 'G 88']);
  const out = await exported(organiser, 'D');
  expect((await linesOf(out)).units.map((line) => line.text('households')).filter((text) => text !== '')).toEqual([
    '240',
    '88',
  ]);
  expect(await check(organiser, out)).toMatchObject({ faults: [], does: [] });
  expect(does(await check(organiser, book([], estates('250', '90'))))).toEqual({ counted: 2 });
  const wrong = [
    ...estates('多', '').slice(0, 2),
    { code: 'A', name: 'A', kind: 'community', parent: 'S', class: 'old', households: '900' },
  ];
  expect(cells(await check(organiser, book([], wrong)))).toEqual(['单位 2 户数 多', '单位 4 户数 900']);
  expect(cells(await check(await seat('D', 'org.count'), book([], estates('250', ''))))).toEqual(['单位 2 户数 250']);
  const [on, change] = [civilDate('2026-10-19'), { kind: 'undo', of: id } as const];
  const { warnings } = await inScope(small.city.app.db, viewerOf(organiser, 'org.change'), async (tx) =>
    planOf(change, on, await loadWorld(tx, deps, { id: freshId(), change, today: on })),
  );
  expect(warnings.map(({ zh }) => zh)).toEqual(['2个单位登记的户数照旧，不改回']);
});
