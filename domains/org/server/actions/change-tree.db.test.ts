// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { Refusal } from '@beichen/kernel/errors.ts';
import { type CivilDate, civilDate, instant } from '@beichen/kernel/time.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../model/changes.ts';
import { DEPS, type SmallCity, smallCity } from '../../testing/small-city.ts';
import { chainOn, childrenOn, findUnitOn } from '../queries/as-of.ts';
import { historyOf, listChanges } from '../queries/changes.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');
const YESTERDAY = civilDate('2026-10-11');

let small: SmallCity;

beforeEach(async () => {
  small = await smallCity();
});
afterEach(() => small.city.drop());

/** The tree of a day as text: each unit with the codes above it, and its name where that is not its code. */
async function treeOn(day: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    SELECT (SELECT string_agg(above.code, '/' ORDER BY q.level) FROM unit above JOIN unit_place q ON q.unit_id = above.id
        AND q."from" <= ${day} AND (q."to" IS NULL OR q."to" > ${day}) WHERE p.path ^@ q.path) || CASE WHEN v.name <> u.code THEN ' ' || v.name ELSE '' END AS line
    FROM unit_place p JOIN unit u ON u.id = p.unit_id JOIN unit_version v ON v.unit_id = u.id AND v."from" <= ${day} AND (v."to" IS NULL OR v."to" > ${day})
    WHERE p."from" <= ${day} AND (p."to" IS NULL OR p."to" > ${day})`.execute(small.city.worker.db);
  return rows.map(({ line }) => line).sort();
}

const BEFORE = ['D', 'D/S', 'D/S/A', 'D/S/A/E', 'D/S/A/F', 'D/S/B', 'D/T', 'D/T/C'];

async function splitA(): Promise<Change> {
  const [a, e, f] = [await small.id('A'), await small.id('E'), await small.id('F')];
  return {
    kind: 'split',
    unit: a,
    keeps: false,
    parts: [
      { key: 'a', code: 'A1', name: 'A1' },
      { key: 'b', code: 'A2', name: 'A2' },
    ],
    below: [
      { unit: e, to: 'a' },
      { unit: f, to: 'b' },
    ],
    passes: [{ holding: 'platform.posts', from: a, to: 'a' }],
  };
}

async function makeNow(change: Change): Promise<string> {
  const id = await small.decide(await small.over('D'), change, { from: TODAY, now: NOW });
  await small.carryOut(id, NOW);
  return id;
}

async function stateOf(id: string): Promise<string> {
  const { rows } = await sql<{ state: string }>`SELECT state FROM unit_change WHERE id = ${id}`.execute(
    small.city.worker.db,
  );
  return rows[0]?.state ?? '';
}

describe('a split', () => {
  test('gives the tree of today its parts, and leaves that of yesterday', async () => {
    const id = await makeNow(await splitA());
    expect(await stateOf(id)).toBe('done');
    expect(await treeOn(TODAY)).toEqual([
      'D',
      'D/S',
      'D/S/A1',
      'D/S/A1/E',
      'D/S/A2',
      'D/S/A2/F',
      'D/S/B',
      'D/T',
      'D/T/C',
    ]);
    expect(await treeOn(YESTERDAY)).toEqual(BEFORE);
  });

  test('a day of the past is read in the past places by whoever may see the units', async () => {
    const e = await small.id('E');
    await makeNow(await splitA());
    const viewer = viewerOf(await small.over('S'), 'org.read');
    await inScope(small.city.app.db, viewer, async (tx) => {
      const then = await findUnitOn(tx, YESTERDAY, e);
      expect((await chainOn(tx, YESTERDAY, then!)).map(({ code }) => code)).toEqual(['D', 'S', 'A']);
      const street = await findUnitOn(tx, YESTERDAY, await small.id('S'));
      const below = await childrenOn(tx, YESTERDAY, { parent: street!.id, after: undefined, limit: 9 });
      expect(below.units.map(({ code, leaf }) => [code, leaf])).toEqual([
        ['A', false],
        ['B', true],
      ]);
      expect(await findUnitOn(tx, TODAY, await small.id('A'))).toBeUndefined();
    });
  });

  test('a post goes on at the part from that day; its holder keeps sight without a gap', async () => {
    const a = await small.id('A');
    const person = randomUUID();
    const db = small.city.worker.db;
    await db.insertInto('person').values({ id: person, made_at: NOW }).execute();
    const path = (await sql<{ path: string }>`SELECT path FROM unit WHERE id = ${a}`.execute(db)).rows[0]!.path;
    await db
      .insertInto('access_grant')
      .values({
        id: randomUUID(),
        person,
        unit_id: a,
        path,
        role: 'secretary',
        permissions: ['org.read'],
        line: null,
        sensitivity: 'internal',
        from: civilDate('2025-01-01'),
        to: null,
      })
      .execute();
    await makeNow(await splitA());
    const { rows } =
      await sql`SELECT u.code, g."from", g."to" FROM access_grant g JOIN unit u ON u.id = g.unit_id WHERE g.person = ${person} ORDER BY g."from"`.execute(
        db,
      );
    expect(rows).toEqual([
      { code: 'A', from: '2025-01-01', to: '2026-10-12' },
      { code: 'A1', from: '2026-10-12', to: null },
    ]);
  });

  test('is told of every unit that it changed, in words and as an event', async () => {
    const id = await makeNow(await splitA());
    const { rows } = await sql<{
      code: string;
    }>`SELECT u.code FROM outbox o JOIN unit u ON u.id = o.unit_id WHERE o.record = ${id} AND o.name = 'org.changed' ORDER BY u.code`.execute(
      small.city.worker.db,
    );
    // A once, though posts went from it and it ended.
    expect(rows.map(({ code }) => code)).toEqual(['A', 'A1', 'A2', 'E', 'F']);
    const e = await small.id('E');
    const history = await inScope(small.city.app.db, viewerOf(await small.over('D'), 'org.read'), (tx) =>
      historyOf(tx, DEPS, e),
    );
    expect(history.map(({ basis, steps }) => [basis, steps.map(({ zh }) => zh)])).toEqual([
      ['宛政文〔2026〕1号', ['设A1，由S管', '设A2，由S管', 'E由A划归A1', 'F由A划归A2', '撤销A']],
    ]);
  });
});

test('a merge, a renaming and a move hold from their day', async () => {
  const [a, b, c, t] = [await small.id('A'), await small.id('B'), await small.id('C'), await small.id('T')];
  await makeNow({ kind: 'rename', unit: c, name: 'C新' });
  await makeNow({ kind: 'merge', units: [a, b], into: { code: 'AB', name: 'AB' } });
  await makeNow({ kind: 'move', unit: await small.id('AB'), parent: t });
  expect(await treeOn(TODAY)).toEqual(['D', 'D/S', 'D/T', 'D/T/AB', 'D/T/AB/E', 'D/T/AB/F', 'D/T/C C新']);
  expect(await treeOn(YESTERDAY)).toEqual(BEFORE);
});

describe('a change of a later day', () => {
  const LATER = civilDate('2026-11-01');
  // Midnight in Nanyang.
  const BEGINS = instant('2026-10-31T16:00:00.000Z');

  test('waits for its clock, and does nothing before', async () => {
    const id = await small.decide(await small.over('D'), await splitA(), { from: LATER, now: NOW });
    const { rows } = await sql`SELECT event, due_at FROM clock WHERE record = ${id}`.execute(small.city.worker.db);
    expect(rows).toEqual([{ event: 'org.change-due', due_at: BEGINS }]);
    await small.carryOut(id, instant('2026-10-31T15:59:59.999Z'));
    expect([await stateOf(id), await treeOn(LATER)]).toEqual(['planned', BEFORE]);
    await small.carryOut(id, BEGINS);
    expect(await stateOf(id)).toBe('done');
    expect(await treeOn(civilDate('2026-10-31'))).toEqual(BEFORE);
    expect(await treeOn(LATER)).toContain('D/S/A1/E');
  });

  test('is refused whole where it can no longer be made, and says why', async () => {
    const id = await small.decide(await small.over('D'), await splitA(), { from: LATER, now: NOW });
    await makeNow({ kind: 'merge', units: [await small.id('A'), await small.id('B')], into: await small.id('B') });
    const tree = await treeOn(TODAY);
    await small.carryOut(id, BEGINS);
    expect([await stateOf(id), await treeOn(LATER)]).toEqual(['refused', tree]);
    const { rows } = await sql<{
      faults: { what: { zh: string } }[];
    }>`SELECT faults FROM unit_change WHERE id = ${id}`.execute(small.city.worker.db);
    expect(rows[0]?.faults.map(({ what }) => what.zh)).toContain('A已于2026-10-12撤销');
  });
});

test('undone on the same day, the tree and its past are as if nothing had been; undone later, both days stay', async () => {
  const places = () =>
    sql`SELECT unit_id, "from", "to", path FROM unit_place WHERE unit_id <= ${8} ORDER BY 1, 2`.execute(
      small.city.worker.db,
    );
  const before = (await places()).rows;
  const first = await makeNow(await splitA());
  await makeNow({ kind: 'undo', of: first });
  expect(await treeOn(TODAY)).toEqual(BEFORE);
  expect(await treeOn(YESTERDAY)).toEqual(BEFORE);
  const joined = (await places()).rows.filter((row) => (row as { to: string | null }).to === null);
  expect(joined.map((row) => (row as { path: string }).path)).toEqual(
    before.map((row) => (row as { path: string }).path),
  );

  const again = {
    ...(await splitA()),
    parts: [
      { key: 'a', code: 'X1', name: 'X1' },
      { key: 'b', code: 'X2', name: 'X2' },
    ],
  } as Change;
  const second = await makeNow(again);
  const week = instant('2026-10-19T01:00:00.000Z');
  const undo = await small.decide(
    await small.over('D'),
    { kind: 'undo', of: second },
    { from: civilDate('2026-10-19'), now: week },
  );
  await small.carryOut(undo, week);
  expect(await treeOn(civilDate('2026-10-19'))).toEqual(BEFORE);
  expect(await treeOn(civilDate('2026-10-18'))).toContain('D/S/X1/E');
});

test('the list says of what waits what it will do and what would stop it, and of each change which units it is about', async () => {
  const listed = async () =>
    await inScope(small.city.app.db, viewerOf(await small.over('D'), 'org.read'), async (tx) =>
      (await listChanges(tx, DEPS, { after: undefined, limit: 9 })).changes.map((change) => [
        change.kind,
        change.state,
        change.units.map(({ name }) => name).join(),
        change.steps.map(({ zh }) => zh).join('；'),
        change.faults.map(({ what }) => what.zh).join('；'),
      ]),
    );
  const over = await small.over('D');
  await small.decide(over, await splitA(), { from: civilDate('2026-11-01'), now: instant('2026-10-12T00:30:00.000Z') });
  const steps = '设A1，由S管；设A2，由S管；E由A划归A1；F由A划归A2；A的岗位和账号转给A1；撤销A';
  expect(await listed()).toEqual([['split', 'planned', 'A', steps, '']]);
  const merged = await makeNow({
    kind: 'merge',
    units: [await small.id('A'), await small.id('B')],
    into: await small.id('B'),
  });
  const later = { from: civilDate('2026-10-20'), now: instant('2026-10-12T02:00:00.000Z') };
  await small.decide(over, { kind: 'undo', of: merged }, later);
  expect(await listed()).toEqual([
    // What waits stands before what was carried out, though that was decided later.
    ['undo', 'planned', 'A,B', '恢复A；F由B划归A；E由B划归A', ''],
    ['split', 'planned', 'A', '', 'A已于2026-10-12撤销'],
    ['merge', 'done', 'A,B', 'E由A划归B；F由A划归B；撤销A', ''],
  ]);
});

describe('the right to change', () => {
  test('must lie over all that is touched: a street does not give a community away', async () => {
    const change: Change = { kind: 'move', unit: await small.id('A'), parent: await small.id('T') };
    const decide = async (...codes: string[]) =>
      small.decide(await small.over(...codes), change, { from: TODAY, now: NOW });
    await expect(decide('S', 'T')).rejects.toThrow('platform.forbidden');
    // Of what lies outside the range nothing is told, not even that it is there.
    await expect(decide('S')).rejects.toThrow('platform.bad-input');
    await expect(decide('D')).resolves.toBeDefined();
  });

  // The unit above the street was asked for, since the street itself stands in the steps of the split.
  test('to undo reaches as far as the right to do: a street undoes the split of its community', async () => {
    const street = await small.over('S');
    const id = await small.decide(street, await splitA(), { from: TODAY, now: NOW });
    await small.carryOut(id, NOW);
    const undo = await small.decide(street, { kind: 'undo', of: id }, { from: TODAY, now: NOW });
    await small.carryOut(undo, NOW);
    expect(await treeOn(TODAY)).toEqual(BEFORE);
    await expect(
      small.decide(await small.over('T'), { kind: 'undo', of: undo }, { from: TODAY, now: NOW }),
    ).rejects.toThrow('platform.');
  });

  test('a change with faults is refused with all of them, and nothing is kept', async () => {
    const change = { ...(await splitA()), below: [], passes: [] } as Change;
    const refused = await small
      .decide(await small.over('D'), change, { from: YESTERDAY, now: NOW })
      .catch((error: unknown) => error);
    expect((refused as Refusal).detail.faults?.map(({ path }) => path)).toEqual([
      '/from',
      '/change/below',
      '/change/below',
      '/change/passes',
    ]);
    const { rows } = await sql`SELECT FROM unit_change`.execute(small.city.worker.db);
    expect(rows).toEqual([]);
  });
});
