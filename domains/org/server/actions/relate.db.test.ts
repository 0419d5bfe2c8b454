// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, civilDate, type Instant, instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { LostRace } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../model/changes.ts';
import type { RelationKind } from '../../model/relations.ts';
import { planOf } from '../../rules/changes.ts';
import { DEPS, PARTY, type SmallCity, smallCity, TIED, ZONE } from '../../testing/small-city.ts';
import { getUnit } from '../public.ts';
import { relationsPageOf } from '../queries/relation-pages.ts';
import { relationsOf } from '../queries/relations.ts';
import { loadWorld } from '../queries/world.ts';
import { endRelationAction, relateAction } from './relate.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');
const YESTERDAY = civilDate('2026-10-11');
const LATER = civilDate('2026-11-01');

let small: SmallCity;
beforeEach(async () => {
  small = await smallCity({ more: PARTY, deps: TIED });
});
afterEach(() => small.city.drop());

const freshId = (): string => uuidv7From(millisOf(NOW), randomBytes(16));
const orderAt = (now: Instant) => ({
  db: small.city.app.db,
  now,
  intention: { id: freshId(), hash: randomBytes(32) },
});

type Own = { from?: CivilDate; until?: CivilDate; reason?: string };

async function tie(actor: Actor, said: `${string} ${RelationKind} ${string}`, own: Own = {}): Promise<string> {
  const [unit = '', kind, over = ''] = said.split(' ');
  const id = freshId();
  const input = {
    id,
    kind: kind as RelationKind,
    unit: await small.id(unit),
    over: await small.id(over),
    from: own.from ?? TODAY,
    until: own.until,
    reason: own.reason,
  };
  await perform(orderAt(NOW), actor, { action: relateAction(TIED), input });
  return id;
}

async function untie(actor: Actor, id: string, about: { on: CivilDate; reason?: string }): Promise<void> {
  await perform(orderAt(NOW), actor, {
    action: endRelationAction(TIED),
    input: { id, on: about.on, reason: about.reason },
  });
}

/** `P covers A` for each that holds on a day, as the worker sees them. */
async function tiesOn(day: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ tie: string }>`
    SELECT a.name || ' ' || r.kind || ' ' || b.name AS tie FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id
    WHERE r."from" <= ${day} AND (r."to" IS NULL OR r."to" > ${day}) ORDER BY 1`.execute(small.city.worker.db);
  return rows.map((row) => row.tie);
}

async function refusal(doing: Promise<unknown>): Promise<string> {
  const error = await doing.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (error instanceof Refusal) return error.row.code;
  throw error ?? new Error('it was done');
}

describe('who may tie what', () => {
  test('a street ties what lies in it, to its own units and to each other', async () => {
    const street = await small.over('S');
    await tie(street, 'P covers A');
    await tie(street, 'V covers E');
    await tie(street, 'O serves B');
    expect(await tiesOn(TODAY)).toEqual(['O serves B', 'P covers A', 'V covers E']);
  });

  test('one end in range is not enough, and two ranges are not one', async () => {
    // C and R lie in the street T.
    expect(await refusal(tie(await small.over('A'), 'Q covers A'))).toBe('platform.not-found');
    expect(await refusal(tie(await small.over('S'), 'R covers A'))).toBe('platform.not-found');
    expect(await refusal(tie(await small.over('S', 'T'), 'R covers A'))).toBe('platform.forbidden');
    await tie(await small.over('D'), 'R covers A');
  });

  test('who may read units there and not tie them is refused', async () => {
    const actor = await small.over('S');
    if (actor.kind !== 'person') throw new Error('a person');
    const reads = { ...actor, grants: actor.grants.map((grant) => ({ ...grant, permissions: ['org.read'] })) };
    expect(await refusal(tie(reads, 'P covers A'))).toBe('platform.forbidden');
    const id = await tie(actor, 'P covers A');
    expect(await refusal(untie(reads, id, { on: LATER }))).toBe('platform.forbidden');
  });

  test('the database refuses what the code would let through, on either end', async () => {
    const viewer = viewerOf(await small.over('A'), 'org.relate');
    const row = async (unit: string, over: string) =>
      JSON.stringify({
        id: freshId(),
        kind: 'covers',
        unit_id: await small.id(unit),
        over_id: await small.id(over),
        from: TODAY,
        made_at: NOW,
      });
    for (const [unit, over] of [
      ['Q', 'A'],
      ['P', 'B'],
    ] as const) {
      const asked = await row(unit, over);
      const doing = inScope(small.city.app.db, viewer, (tx) => sql`SELECT relate(${asked}::jsonb)`.execute(tx));
      await expect(doing, `${unit} covers ${over}`).rejects.toMatchObject({ code: '42501' });
    }
    const doing = inScope(small.city.app.db, viewer, (tx) =>
      sql`INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", made_at) VALUES (gen_random_uuid(), 'covers', 1, '1/', 2, ${TODAY}, ${NOW})`.execute(
        tx,
      ),
    );
    await expect(doing).rejects.toMatchObject({ code: '42501' });
  });
});

describe('who is told', () => {
  test('whoever has one end in range is told of both; a community beside it is told nothing', async () => {
    const city = await small.over('D');
    await tie(city, 'O serves A');
    await tie(city, 'Q covers B');
    const seenBy = async (code: string): Promise<string[]> => {
      const ids = await Promise.all(['A', 'B', 'O', 'Q', 'S'].map((one) => small.id(one)));
      return await inScope(small.city.app.db, viewerOf(await small.over(code), 'org.read'), async (tx) => {
        const told = (await relationsOf(tx, ids)).map((row) => `${row.unitName} ${row.kind} ${row.overName}`);
        const { rows } = await sql<{ n: number }>`SELECT count(*)::integer AS n FROM unit_relation`.execute(tx);
        // What the function tells and what the table lets through are the same rows.
        expect(rows[0]?.n).toBe(told.length);
        return told.sort();
      });
    };
    expect(await seenBy('S')).toEqual(['O serves A', 'Q covers B']);
    expect(await seenBy('A')).toEqual(['O serves A']);
    expect(await seenBy('B')).toEqual(['Q covers B']);
    expect(await seenBy('O')).toEqual(['O serves A']);
    expect(await seenBy('T')).toEqual([]);
    // E lies below A: of what is above, names alone are shown.
    expect(await seenBy('E')).toEqual([]);
  });

  test('who has a post at a Party body sees the bodies below it, and neither the community nor another body', async () => {
    const rows = await inScope(small.city.app.db, viewerOf(await small.over('P'), 'org.read'), async (tx) => {
      const { rows: seen } = await sql<{
        code: string;
      }>`SELECT code FROM unit WHERE in_scope(path, NULL) ORDER BY code`.execute(tx);
      return seen.map(({ code }) => code);
    });
    expect(rows).toEqual(['P', 'V']);
  });
});

describe('days', () => {
  test('one that is to come holds from its day on; one that is dated back holds then, and says why', async () => {
    const street = await small.over('S');
    await tie(street, 'P covers A', { from: LATER });
    expect(await tiesOn(TODAY)).toEqual([]);
    expect(await tiesOn(LATER)).toEqual(['P covers A']);
    expect(await refusal(tie(street, 'Q covers B', { from: YESTERDAY }))).toBe('platform.bad-input');
    await tie(street, 'Q covers B', { from: YESTERDAY, reason: '补录' });
    expect(await tiesOn(YESTERDAY)).toEqual(['Q covers B']);
  });

  test('it ends from a day on, and can be ended once; past days stay', async () => {
    const street = await small.over('S');
    const id = await tie(street, 'P covers A', { from: YESTERDAY, reason: '补录' });
    await untie(street, id, { on: TODAY });
    expect(await tiesOn(TODAY)).toEqual([]);
    expect(await tiesOn(YESTERDAY)).toEqual(['P covers A']);
    expect(await refusal(untie(street, id, { on: TODAY }))).toBe('platform.bad-input');
    await tie(street, 'Q covers A');
    expect(await tiesOn(TODAY)).toEqual(['Q covers A']);
  });

  test('of two who tie at the same moment one is told that somebody was faster', async () => {
    const street = await small.over('S');
    const outcomes = await Promise.allSettled([tie(street, 'P covers A'), tie(street, 'Q covers A')]);
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(lost).toHaveLength(1);
    expect(lost[0] instanceof LostRace || lost[0] instanceof Refusal).toBe(true);
    expect(await tiesOn(TODAY)).toHaveLength(1);
  });
});

describe('a change of the tree', () => {
  const change = async (asked: Change, day = LATER): Promise<void> => {
    const now = startOfDay(day, ZONE);
    const id = await small.decide(await small.over('D'), asked, { from: day, now });
    await small.carryOut(id, now);
  };

  test('a split says where the cover goes; until then it holds where it was', async () => {
    await tie(await small.over('S'), 'P covers A');
    const [unit, e, f, p] = [await small.id('A'), await small.id('E'), await small.id('F'), await small.id('P')];
    const parts = [
      { key: 'a', code: 'A1', name: 'A1' },
      { key: 'b', code: 'A2', name: 'A2' },
    ];
    const below = [
      { unit: e, to: 'a' },
      { unit: f, to: 'b' },
      { unit: p, to: 'b' },
    ];
    const passing = (holding: string) => ({ holding, from: unit, to: 'b' });
    const unsaid: Change = { kind: 'split', unit, keeps: false, parts, below, passes: [passing('platform.posts')] };
    expect(await refusal(change(unsaid))).toBe('platform.bad-input');
    await change({ ...unsaid, passes: [passing('platform.posts'), passing('org.relations')] });
    expect(await tiesOn(LATER)).toEqual(['P covers A2']);
    expect(await tiesOn(TODAY)).toEqual(['P covers A']);
  });

  test('of two covered communities that become one, one body goes on; which covered which before stays', async () => {
    const street = await small.over('S');
    await tie(street, 'P covers A');
    await tie(street, 'Q covers B');
    await tie(street, 'O serves A');
    await tie(street, 'O serves B');
    const units = [await small.id('A'), await small.id('B')];
    await change({ kind: 'merge', units, into: { code: 'M', name: 'M' } });
    expect(await tiesOn(LATER)).toEqual(['O serves M', 'P covers M']);
    expect(await tiesOn(TODAY)).toEqual(['O serves A', 'O serves B', 'P covers A', 'Q covers B']);
  });

  test('a body that ends gives what it covers to another; what the other may not cover is covered no more', async () => {
    const street = await small.over('S');
    await tie(street, 'W covers E');
    const [w, v] = [await small.id('W'), await small.id('V')];
    const close = (unit: number, to: number) =>
      change({
        kind: 'close',
        unit,
        passes: ['platform.posts', 'org.relations'].map((holding) => ({ holding, from: unit, to })),
      });
    await close(w, v);
    expect(await tiesOn(LATER)).toEqual(['V covers E']);
    // A committee covers communities, not estates.
    await close(v, await small.id('P'));
    expect(await tiesOn(LATER)).toEqual([]);
  });

  test('undoing gives back what went', async () => {
    await tie(await small.over('S'), 'P covers A');
    const [a, b] = [await small.id('A'), await small.id('B')];
    const now = startOfDay(LATER, ZONE);
    const of = await small.decide(
      await small.over('D'),
      { kind: 'merge', units: [b, a], into: b },
      { from: LATER, now },
    );
    await small.carryOut(of, now);
    expect(await tiesOn(LATER)).toEqual(['P covers B']);
    await change({ kind: 'undo', of }, civilDate('2026-11-05'));
    expect(await tiesOn(LATER)).toEqual(['P covers B']);
    expect(await tiesOn(civilDate('2026-11-05'))).toEqual(['P covers A']);
  });

  test('what ended with a merge is not brought back by undoing it, and is named before', async () => {
    const street = await small.over('S');
    await tie(street, 'P covers A');
    await tie(street, 'Q covers B');
    const units = [await small.id('A'), await small.id('B')];
    const district = await small.over('D');
    const now = startOfDay(LATER, ZONE);
    const into = { code: 'M', name: 'M' };
    const of = await small.decide(district, { kind: 'merge', units, into }, { from: LATER, now });
    await small.carryOut(of, now);
    const [undo, on] = [{ kind: 'undo', of } as const, civilDate('2026-11-05')];
    const { warnings } = await inScope(small.city.app.db, viewerOf(district, 'org.change'), async (tx) =>
      planOf(undo, on, await loadWorld(tx, TIED, { id: freshId(), change: undo, today: on })),
    );
    expect(warnings.map(({ zh }) => zh)).toEqual(['随调整结束的不恢复，须重新设定：Q覆盖B']);
    await change(undo, on);
    expect(await tiesOn(on)).toEqual(['P covers A']);
  });
});

const PAGED = {
  ...TIED,
  lines: DEPS.lines,
  get vault() {
    return small.vault;
  },
};

test('the page of a unit says what covers it, where a body stands, and what was', async () => {
  const street = await small.over('S');
  const id = await tie(street, 'P covers A', { from: YESTERDAY, reason: '补录' });
  await tie(street, 'O serves A', { from: LATER });
  await untie(street, id, { on: TODAY });
  const page = async (code: string, on?: CivilDate) =>
    await inScope(small.city.app.db, viewerOf(street, 'org.read'), async (tx) =>
      relationsPageOf({ tx, actor: street, now: NOW }, PAGED, {
        unit: await getUnit(tx, await small.id(code)),
        on: on ?? TODAY,
        past: on !== undefined,
      }),
    );
  const today = await page('A');
  expect(today.held.map(({ unit, kind, from }) => [unit.name, kind, from])).toEqual([['O', 'serves', LATER]]);
  expect(today.ended.map(({ unit, until }) => [unit.name, until])).toEqual([['P', TODAY]]);
  expect(today.held.map(({ endable, unit }) => [endable, unit.seen])).toEqual([[true, true]]);
  expect(today.seated.map(({ name }) => name)).toEqual(['P']);
  expect(today.standsAt).toBeNull();
  expect(today.may.map(({ kind, side }) => `${kind} ${side}`)).toEqual([
    'covers over',
    'serves over',
    'sponsors unit',
    'guides over',
    'implements unit',
    'implements over',
  ]);
  expect((await page('A', YESTERDAY)).held.map(({ unit }) => unit.name)).toEqual(['P']);
  expect((await page('V')).standsAt?.name).toBe('A');
});

test('whoever has one end alone may not end a tie, and has no page of the other', async () => {
  await tie(await small.over('D'), 'O serves A');
  const secretary = await small.over('A');
  const { held } = await inScope(small.city.app.db, viewerOf(secretary, 'org.read'), async (tx) =>
    relationsPageOf({ tx, actor: secretary, now: NOW }, PAGED, {
      unit: await getUnit(tx, await small.id('A')),
      on: TODAY,
      past: false,
    }),
  );
  expect(held.map(({ unit, over, endable }) => [unit.name, unit.seen, over.seen, endable])).toEqual([
    ['O', false, true, false],
  ]);
});
