// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { civilDate, instant, millisOf } from '@beichen/kernel/time.ts';
import { readTables } from '@beichen/method/sheets';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ImportPreview, POST_COLUMNS, SHEETS, UNIT_COLUMNS } from '../../model/sheets.ts';
import { planOf } from '../../rules/changes.ts';
import { readLines } from '../../rules/sheet-lines.ts';
import { type PostRecord, type UnitRecord, writeTreeBook } from '../../rules/tree-book.ts';
import { DEPS, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { exportTree } from '../queries/export-tree.ts';
import { findImport } from '../queries/import-state.ts';
import type { PostDeps } from '../queries/posts.ts';
import { loadWorld } from '../queries/world.ts';
import { checkImportAction, importAction } from './import-file.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const ALL = ['org.read', 'org.change', 'org.appoint', 'org.import', 'org.export'];

let small: SmallCity;
let deps: PostDeps;

beforeEach(async () => {
  small = await smallCity();
  deps = { ...DEPS, vault: small.vault };
});
afterEach(() => small.city.drop());

/** Somebody with a post that may import. */
async function seat(
  role: string,
  code: string,
  permissions: readonly string[] = ALL,
): Promise<Actor & { kind: 'person' }> {
  const { db } = small.city.worker;
  const { rows } = await sql<{ id: number; path: string }>`SELECT id, path FROM unit WHERE code = ${code}`.execute(db);
  const { id: unit, path } = rows[0]!;
  const person = randomUUID();
  await db.insertInto('person').values({ id: person, made_at: NOW }).execute();
  const post = { role, permissions: [...permissions], line: null, sensitivity: 'internal' as const, path };
  await db
    .insertInto('access_grant')
    .values({ id: randomUUID(), person, unit_id: unit, from: civilDate('2025-01-01'), to: null, ...post })
    .execute();
  return { kind: 'person', person, grants: [{ ...post, unit, path: path as never }] };
}

const book = (units: readonly UnitRecord[], posts: readonly PostRecord[] = []): Uint8Array =>
  writeTreeBook({ of: 'D', on: '2026-10-12', units, posts });

async function linesOf(bytes: Uint8Array) {
  const read = await readTables({ name: 'f.xlsx', bytes }, { sheets: [SHEETS.units, SHEETS.posts], most: 9_999 });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return readLines(read.value);
}

const freshId = (): string => uuidv7From(millisOf(NOW), randomBytes(16));

async function check(actor: Actor, bytes: Uint8Array): Promise<ImportPreview> {
  const input = { id: freshId(), lines: await linesOf(bytes) };
  const intention = { id: input.id, hash: randomBytes(32) };
  const done = await perform({ db: small.city.app.db, now: NOW, intention }, actor, {
    action: checkImportAction(deps),
    input,
  });
  return (done.answer as { preview: ImportPreview }).preview;
}

async function bringIn(actor: Actor, bytes: Uint8Array): Promise<{ id: string; state: string }> {
  const input = { id: freshId(), lines: await linesOf(bytes), basis: '宛政文〔2026〕1号' };
  const intention = { id: freshId(), hash: randomBytes(32) };
  const done = await perform({ db: small.city.app.db, now: NOW, intention }, actor, {
    action: importAction(deps),
    input,
  });
  const answer = done.answer as { id: string; state: string };
  if (answer.state === 'planned') await small.carryOut(answer.id, NOW);
  return answer;
}

const stateOf = (actor: Actor, id: string) =>
  inScope(small.city.app.db, viewerOf(actor, 'org.read'), (tx) => findImport(tx, id));

async function exported(actor: Actor, code: string): Promise<Uint8Array> {
  const unit = await small.id(code);
  const answer = await inScope(small.city.app.db, viewerOf(actor, 'org.export'), (tx) =>
    exportTree({ tx, actor, now: NOW }, deps, { unit, on: undefined }),
  );
  return new Uint8Array(await answer.arrayBuffer());
}

async function treeNow(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    SELECT concat_ws('<', u.code, p.code) || CASE WHEN u.name <> u.code THEN ' ' || u.name ELSE '' END AS line
    FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.closed_on IS NULL ORDER BY u.code COLLATE "C"`.execute(
    small.city.worker.db,
  );
  return rows.map(({ line }) => line);
}

const BEFORE = ['A<S', 'B<S', 'C<T', 'D', 'E<A', 'F<A', 'S<D', 'T<D'];

const unit = (code: string, kind: string, { parent, ...extra }: UnitRecord): UnitRecord => ({
  code,
  name: code.length < 2 ? `${code}${code}` : code,
  kind,
  ...(parent === undefined ? {} : { parent }),
  ...extra,
});

const counts = ({ does }: ImportPreview): Record<string, number> =>
  Object.fromEntries(does.map(({ what, count }) => [what, count]));

const cells = ({ faults }: ImportPreview): string[] =>
  faults.map(({ sheet, row, column, value }) => `${sheet} ${row} ${column} ${value}`);

describe('what goes out', () => {
  test('comes in again unchanged, and changes nothing', async () => {
    const organiser = await seat('organiser', 'S');
    await bringIn(
      organiser,
      book([], [{ unit: 'A', role: 'secretary', name: '林若溪', phone: '13800001234', from: '2026-10-12' }]),
    );
    const file = await exported(organiser, 'S');
    const { faults, warnings, does } = await check(organiser, file);
    expect({ faults, warnings, does }).toEqual({ faults: [], warnings: [], does: [] });
    expect((await bringIn(organiser, file)).state).toBe('nothing');
    expect(await treeNow()).toEqual(BEFORE);
  });

  test('names are whole for whoever gives the posts, masked for others, and each export is in the audit', async () => {
    const organiser = await seat('organiser', 'S');
    await bringIn(organiser, book([], [{ unit: 'A', role: 'secretary', name: '林若溪', phone: '13800001234' }]));
    const reader = await seat('reader', 'D');
    const nameIn = async (actor: Actor, code: string) =>
      (await linesOf(await exported(actor, code))).posts.map((line) => `${line.text('name')} ${line.text('phone')}`);
    expect(await nameIn(organiser, 'A')).toEqual(['林若溪 13800001234']);
    expect((await nameIn(reader, 'A'))[0]).toMatch(/^林\*+ 138\*+1234$/);
    // The masked file is no change either.
    expect((await check(reader, await exported(reader, 'A'))).faults).toEqual([]);
    const { rows } = await sql<{
      n: number;
    }>`SELECT count(*)::integer AS n FROM audit_entry WHERE action = 'org.export'`.execute(small.city.worker.db);
    expect(rows[0]?.n).toBe(3);
  });
});

describe('units of a file', () => {
  test('are opened below each other, moved, renamed and closed as one change, and once', async () => {
    const organiser = await seat('organiser', 'D');
    const file = book([
      unit('G', 'Community', { parent: 'U' }),
      unit('U', '街道', { parent: 'D' }),
      unit('E', 'estate', { parent: 'G', name: 'E' }),
      unit('B', 'community', { parent: 'S', name: '河湾社区居民委员会', class: 'old' }),
      unit('C', 'community', { parent: 'T', name: 'C', close: '是', to: 'A', class: 'old' }),
    ]);
    const preview = await check(organiser, file);
    expect(preview.faults).toEqual([]);
    expect(counts(preview)).toEqual({ opened: 2, moved: 1, renamed: 1, passed: 1, closed: 1 });
    const { id } = await bringIn(organiser, file);
    expect(await stateOf(organiser, id)).toMatchObject({ state: 'done' });
    // 河湾社区居民委员会 is shown as 河湾社区; the class of a known unit is left alone.
    expect(await treeNow()).toEqual(['A<S', 'B<S 河湾社区', 'D', 'E<G', 'F<A', 'G<U GG', 'S<D', 'T<D', 'U<D UU']);
    expect((await bringIn(organiser, file)).state).toBe('nothing');
    const { rows } = await sql`SELECT step ->> 'do' AS "do" FROM unit_step WHERE change = ${id} ORDER BY n`.execute(
      small.city.worker.db,
    );
    expect(rows.map((row) => (row as { do: string }).do)).toEqual(['open', 'open', 'move', 'rename', 'pass', 'close']);
  });

  test('all faults are told at once, each at its cell, and nothing is written', async () => {
    const organiser = await seat('organiser', 'D');
    const file = book([
      unit('G', 'community', { parent: 'X' }),
      unit('H', 'castle', { parent: 'S' }),
      unit('I', 'estate', { parent: 'S' }),
      unit('K', 'community', { parent: 'S' }),
      unit('K', 'community', { parent: 'S' }),
      unit('A', 'estate', { parent: 'S', name: 'A' }),
      unit('D', 'county', { parent: 'S', name: 'D' }),
      unit('S', 'street', { parent: 'D', name: 'S', close: '是' }),
      unit('L', 'community', { parent: 'S', name: '' }),
    ]);
    const preview = await check(organiser, file);
    expect(cells(preview).sort()).toEqual(
      [
        '单位 2 上级代码 X',
        '单位 3 类别 castle',
        '单位 4 上级代码 S',
        '单位 6 代码 K',
        '单位 7 类别 estate',
        '单位 8 上级代码 S',
        '单位 9 撤销 是',
        '单位 9 名下事项归 ',
        '单位 10 名称 ',
      ].sort(),
    );
    expect(preview.does).toEqual([]);
    await expect(bringIn(organiser, file)).rejects.toThrow(Refusal);
    expect(await treeNow()).toEqual(BEFORE);
  });

  test('a circle of parents is told, among old units and among new ones', async () => {
    const organiser = await seat('organiser', 'D');
    const file = book([
      unit('A', 'community', { parent: 'E', name: 'A' }),
      unit('P', 'street', { parent: 'Q' }),
      unit('Q', 'street', { parent: 'P' }),
    ]);
    expect(cells(await check(organiser, file))).toEqual(
      expect.arrayContaining(['单位 2 上级代码 E', '单位 3 上级代码 Q', '单位 4 上级代码 P']),
    );
  });

  test('whoever may not change the tree there is told so, row by row', async () => {
    const organiser = await seat('organiser', 'S', ['org.read', 'org.appoint', 'org.import']);
    const file = book([unit('G', 'community', { parent: 'S' }), unit('B', 'community', { parent: 'S', name: '改名' })]);
    expect(cells(await check(organiser, file))).toEqual(['单位 2 上级代码 S', '单位 3 代码 B']);
    // Another street is not to be seen at all, so its unit is a new one whose code is taken.
    const file2 = book([unit('T', 'street', { parent: 'D', name: '改名' })]);
    expect((await check(organiser, file2)).faultCount).toBeGreaterThan(0);
  });
});

describe('posts of a file', () => {
  const row = (extra: PostRecord): PostRecord => ({ unit: 'A', role: 'secretary', name: '林若溪', ...extra });

  test('are given with their units in one go, with an account, and once', async () => {
    const organiser = await seat('organiser', 'D');
    const file = book(
      [unit('G', 'community', { parent: 'S' })],
      [
        row({ unit: 'G', login: 'secretary.g', phone: '13800001234' }),
        row({ unit: 'A', name: '林若溪', phone: '13800001234' }),
        row({ unit: 'B', name: '周明', from: '2026/9/1', until: '2027年3月1日' }),
        row({ unit: 'B', name: '陈向阳', actsFor: '周明' }),
      ],
    );
    const preview = await check(organiser, file);
    expect(preview.faults).toEqual([]);
    expect(counts(preview)).toEqual({ opened: 1, given: 4, accounts: 1 });
    const { id } = await bringIn(organiser, file);
    expect(await stateOf(organiser, id)).toMatchObject({ state: 'done', accounts: [{ login: 'secretary.g' }] });
    const { rows } = await sql`
      SELECT u.code, g."from", g."to", g.acts_for IS NOT NULL AS acting, EXISTS (SELECT FROM account a WHERE a.person = g.person) AS account,
        dense_rank() OVER (ORDER BY g.person) > 0 AS known, s.unit_id = u.id AS named
      FROM access_grant g JOIN unit u ON u.id = g.unit_id LEFT JOIN subject_of s ON s.record = g.id WHERE g.role = 'secretary' ORDER BY u.code, g.acts_for NULLS FIRST`.execute(
      small.city.worker.db,
    );
    const post = { from: '2026-10-12', to: null, acting: false, account: false, known: true, named: true };
    expect(rows).toEqual([
      // The same name and phone is the same person, who has the account.
      { ...post, code: 'A', account: true },
      { ...post, code: 'B', from: '2026-09-01', to: '2027-03-01' },
      { ...post, code: 'B', acting: true },
      { ...post, code: 'G', account: true },
    ]);
    expect((await bringIn(organiser, file)).state).toBe('nothing');
  });

  test('end where the file says so, by whoever may end them', async () => {
    const organiser = await seat('organiser', 'S');
    await bringIn(organiser, book([], [row({ from: '2026-09-01' })]));
    const ended = book([], [row({ from: '2026-09-01', until: '2026-10-10' })]);
    expect(counts(await check(organiser, ended))).toEqual({ ended: 1 });
    expect(cells(await check(await seat('secretary', 'A'), ended))).toEqual(['岗位与人员 2 任职止 2026-10-10']);
    await bringIn(organiser, ended);
    expect((await bringIn(organiser, ended)).state).toBe('nothing');
  });

  test('lie on a duty line by its title, and go out by it again', async () => {
    const organiser = await seat('organiser', 'S');
    await bringIn(organiser, book([], [row({ line: '工程' })]));
    const { rows } = await sql`SELECT line FROM access_grant WHERE role = 'secretary'`.execute(small.city.worker.db);
    expect(rows).toEqual([{ line: 'works' }]);
    expect((await linesOf(await exported(organiser, 'A'))).posts.map((line) => line.text('line'))).toEqual(['工程']);
    expect((await bringIn(organiser, await exported(organiser, 'A'))).state).toBe('nothing');
  });

  test('all faults are told at once, each at its cell', async () => {
    const organiser = await seat('organiser', 'S');
    const file = book(
      [],
      [
        row({ unit: 'X' }),
        row({ role: '' }),
        row({ role: 'organiser', unit: 'S' }),
        row({ name: '' }),
        row({ phone: '电话' }),
        row({ from: '2026-02-30' }),
        row({ from: '2026-10-12', until: '2026-10-01' }),
        row({ actsFor: '某某' }),
        row({ login: 'A B' }),
        row({ employment: '临时' }),
        row({ id: '0199a000-0000-7000-8000-000000000000' }),
        row({ line: '河道' }),
      ],
    );
    expect(cells(await check(organiser, file))).toEqual([
      '岗位与人员 2 单位代码 X',
      '岗位与人员 3 岗位 ',
      '岗位与人员 4 岗位 organiser',
      '岗位与人员 5 姓名 ',
      '岗位与人员 6 电话 电话',
      '岗位与人员 7 任职起 2026-02-30',
      '岗位与人员 8 任职止 2026-10-01',
      '岗位与人员 9 代理 某某',
      '岗位与人员 10 账号 A B',
      '岗位与人员 11 用工 临时',
      '岗位与人员 12 任职编号 0199a000-0000-7000-8000-000000000000',
      '岗位与人员 13 条线 河道',
    ]);
  });

  test('a file that was overtaken is refused whole, and its people are forgotten', async () => {
    const organiser = await seat('organiser', 'D');
    const file = book(
      [unit('G', 'community', { parent: 'S' })],
      [row({ unit: 'G', login: 'taken.login', phone: '13800001234' })],
    );
    const input = { id: freshId(), lines: await linesOf(file), basis: '试行' };
    await perform({ db: small.city.app.db, now: NOW, intention: { id: freshId(), hash: randomBytes(32) } }, organiser, {
      action: importAction(deps),
      input,
    });
    const { db } = small.city.worker;
    await db
      .insertInto('account')
      .values({ id: randomUUID(), person: organiser.person, login: 'taken.login', password_hash: null })
      .execute();
    await small.carryOut(input.id, NOW);
    expect(await stateOf(organiser, input.id)).toMatchObject({ state: 'refused', faults: [{}], accounts: [] });
    expect(await treeNow()).toEqual(BEFORE);
    const { rows } = await sql`SELECT FROM vault_value`.execute(db);
    expect(rows).toEqual([]);
  });
});

test('undone a week later: units lie as before, posts that it gave end that day, and one that it ended is held again from then on', async () => {
  const organiser = await seat('organiser', 'D');
  const row = (extra: PostRecord): PostRecord => ({ role: 'secretary', name: '林若溪', ...extra });
  await bringIn(organiser, book([], [row({ unit: 'A', from: '2026-09-01' })]));
  const units = [
    unit('G', 'community', { parent: 'S' }),
    unit('E', 'estate', { parent: 'G', name: 'E' }),
    unit('C', 'community', { parent: 'T', name: 'C', close: '是', to: 'A', class: 'old' }),
  ];
  const posts = [row({ unit: 'A', from: '2026-09-01', until: '2026-10-12' }), row({ unit: 'G', name: '周明' })];
  const { id } = await bringIn(organiser, book(units, posts));
  expect(await treeNow()).toEqual(['A<S', 'B<S', 'D', 'E<G', 'F<A', 'G<S GG', 'S<D', 'T<D']);
  const [on, week] = [civilDate('2026-10-19'), instant('2026-10-19T01:00:00.000Z')];
  const change = { kind: 'undo', of: id } as const;
  const { warnings } = await inScope(small.city.app.db, viewerOf(organiser, 'org.change'), async (tx) =>
    planOf(change, on, await loadWorld(tx, deps, { id: freshId(), change, today: on })),
  );
  expect(warnings.map(({ zh }) => zh)).toEqual(['随任职开通的账号保留，不再需要的由账号管理员停用']);
  await small.carryOut(await small.decide(organiser, change, { from: on, now: week }), week);
  expect(await treeNow()).toEqual(BEFORE);
  const { rows } = await sql`SELECT u.code, g."from", g."to" FROM access_grant g JOIN unit u ON u.id = g.unit_id
    WHERE g.role = 'secretary' ORDER BY u.code, g."from"`.execute(small.city.worker.db);
  // What held for that week held: nobody was secretary of A, and 周明 that of G until it was closed.
  expect(rows).toEqual([
    { code: 'A', from: '2026-09-01', to: '2026-10-12' },
    { code: 'A', from: '2026-10-19', to: null },
    { code: 'G', from: '2026-10-12', to: '2026-10-19' },
  ]);
});

test('the columns of both sheets are told apart by their headings', () => {
  for (const columns of [UNIT_COLUMNS, POST_COLUMNS])
    expect(new Set(columns.map(({ heading }) => heading)).size).toBe(columns.length);
});
