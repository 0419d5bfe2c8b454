// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, civilDate, instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { writeTogether } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Change } from '../../model/changes.ts';
import type { RelationKind } from '../../model/relations.ts';
import { DEPS, PARTY, type SmallCity, smallCity, TIED, ZONE } from '../../testing/small-city.ts';
import { getUnit } from '../public.ts';
import { relationsPageOf } from '../queries/relation-pages.ts';
import { relateAction } from './relate.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');
const LATER = civilDate('2026-11-01');

let small: SmallCity;
beforeEach(async () => {
  small = await smallCity({ more: PARTY, deps: TIED });
});
afterEach(() => small.city.drop());

const freshId = (): string => uuidv7From(millisOf(NOW), randomBytes(16));

/** `S.organiser implements A`: the post after the unit; an agency without one. */
async function tie(actor: Actor, said: `${string} ${RelationKind} ${string}`, from = TODAY): Promise<void> {
  const [who = '', kind, over = ''] = said.split(' ');
  const [unit = '', post] = who.split('.');
  const input = {
    id: freshId(),
    kind: kind as RelationKind,
    unit: await small.id(unit),
    over: await small.id(over),
    post,
    from,
  };
  const order = { db: small.city.app.db, now: NOW, intention: { id: freshId(), hash: randomBytes(32) } };
  await perform(order, actor, { action: relateAction(TIED), input });
}

async function carry(change: Change): Promise<void> {
  const now = startOfDay(LATER, ZONE);
  await small.carryOut(await small.decide(await small.over('D'), change, { from: LATER, now }), now);
}

/** Whoever sees the unit asks for its page on a day. */
async function pageOf(actor: Actor, code: string, on: CivilDate = TODAY) {
  return await inScope(small.city.app.db, viewerOf(actor, 'org.read'), async (tx) =>
    relationsPageOf(
      { tx, actor, now: NOW },
      { ...TIED, lines: DEPS.lines, vault: small.vault },
      { unit: await getUnit(tx, await small.id(code)), on, past: false },
    ),
  );
}

async function chainOf(actor: Actor, code: string, on?: CivilDate): Promise<string[]> {
  const { chain } = await pageOf(actor, code, on);
  return chain.flatMap(({ duty, tie: by }) =>
    by === null ? [] : [`${by.unit.name} ${by.post?.id ?? ''} ${duty} ${by.over.name}`],
  );
}

async function patronsOn(day: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    SELECT concat_ws('.', a.name, r.post) || ' ' || r.kind || ' ' || b.name AS said FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id
    WHERE r."from" <= ${day} AND (r."to" IS NULL OR r."to" > ${day}) ORDER BY 1`.execute(small.city.worker.db);
  return rows.map((row) => row.said);
}

test('a duty that is set for a street holds for all below it, until a nearer one does', async () => {
  const street = await small.over('S');
  await tie(street, 'S.organiser guides S');
  await tie(street, 'S.organiser implements S');
  await tie(street, 'A.secretary implements A');
  expect(await chainOf(street, 'B')).toEqual(['S organiser guides S', 'S organiser implements S']);
  expect(await chainOf(street, 'E')).toEqual(['S organiser guides S', 'A secretary implements A']);
  expect((await pageOf(street, 'E')).chain.map(({ duty }) => duty)).toEqual([
    'guides',
    'trains',
    'implements',
    'assesses',
  ]);
  // A body is of another tree: nobody assesses stars of it.
  expect(await chainOf(street, 'P')).toEqual([]);
});

test('whoever has a unit below is told who answers for it, by post alone; whoever has none is told nothing', async () => {
  await tie(await small.over('S'), 'S.organiser guides S');
  const secretary = await small.over('A');
  expect(await chainOf(secretary, 'A')).toEqual(['S organiser guides S']);
  const [guided] = (await pageOf(secretary, 'A')).chain;
  expect([guided?.tie?.post?.holders, guided?.tie?.endable]).toEqual([null, false]);
  expect(await chainOf(await small.over('C'), 'C')).toEqual([]);
  // The page of the street itself, of which the community sees the name alone.
  expect(await chainOf(secretary, 'S')).toEqual([]);
});

test('the chain of a day follows the tree of that day', async () => {
  await tie(await small.over('S'), 'S.organiser guides S');
  await tie(await small.over('D'), 'T.organiser guides T');
  await carry({ kind: 'move', unit: await small.id('A'), parent: await small.id('T') });
  const district = await small.over('D');
  expect(await chainOf(district, 'E', TODAY)).toEqual(['S organiser guides S']);
  expect(await chainOf(district, 'E', LATER)).toEqual(['T organiser guides T']);
});

test('who holds the post is told to whoever sees the posts there, as the vault shows names', async () => {
  const person = freshId();
  const place = { unit: await small.id('S'), line: null };
  await small.city.worker.db.transaction().execute(async (tx) => {
    const values = { name: '林若溪' };
    await writeTogether(tx, small.vault.keep(tx, person, { record: freshId(), place, values, now: NOW }));
    await sql`
      INSERT INTO access_grant (id, person, unit_id, path, role, permissions, line, sensitivity, "from")
      SELECT gen_random_uuid(), ${person}, id, path, 'organiser', ARRAY['org.read'], NULL, 'internal', ${TODAY} FROM unit WHERE code = 'S'`.execute(
      tx,
    );
  });
  const street = await small.over('S');
  await tie(street, 'S.organiser sponsors E');
  const [held] = (await pageOf(street, 'E')).held;
  expect([held?.unit.name, held?.post?.holders]).toEqual(['S', ['林*']]);
});

test('an estate that is split keeps its patrons where it is said; a patron that merges stays one', async () => {
  const street = await small.over('S');
  await tie(street, 'A.secretary sponsors E');
  await tie(street, 'B.secretary sponsors E');
  await tie(street, 'A.secretary implements A');
  await tie(street, 'O sponsors E');
  const units = [await small.id('A'), await small.id('B')];
  await carry({ kind: 'merge', units, into: { code: 'M', name: 'M' } });
  expect(await patronsOn(TODAY)).toEqual([
    'A.secretary implements A',
    'A.secretary sponsors E',
    'B.secretary sponsors E',
    'O sponsors E',
  ]);
  expect(await patronsOn(LATER)).toEqual(['M.secretary implements M', 'M.secretary sponsors E', 'O sponsors E']);
});

test('the database refuses two who have one duty, and a unit over itself without a post', async () => {
  const viewer = viewerOf(await small.over('D'), 'org.relate');
  const relate = async (unit: string, over: string, post: string | null) => {
    const row = JSON.stringify({
      id: freshId(),
      kind: 'implements',
      unit_id: await small.id(unit),
      over_id: await small.id(over),
      post,
      from: TODAY,
      made_at: NOW,
    });
    return await inScope(small.city.app.db, viewer, (tx) => sql`SELECT relate(${row}::jsonb)`.execute(tx));
  };
  await relate('S', 'A', 'organiser');
  await expect(relate('A', 'A', 'secretary')).rejects.toMatchObject({ code: '23505' });
  await expect(relate('B', 'B', null)).rejects.toMatchObject({ code: '23514' });
});
