// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { addDays, type CivilDate, civilDate, type Instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { perform } from '@beichen/platform-server/action/perform.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Change } from '../../model/changes.ts';
import type { RelationKind } from '../../model/relations.ts';
import { PARTY, type SmallCity, smallCity, TIED, ZONE } from '../../testing/small-city.ts';
import { endRelationAction, relateAction } from './relate.ts';

const FIRST = civilDate('2026-10-12');

/** What is asked for, by numbers that are turned into what is there at the moment; a good part of it is refused, as it should be. */
const wish = fc.record({
  kind: fc.constantFrom('tie', 'tie', 'tie', 'untie', 'move', 'split', 'merge', 'close'),
  one: fc.nat(99),
  other: fc.nat(99),
  days: fc.nat(3),
  keeps: fc.boolean(),
  nextDay: fc.boolean(),
});
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;
type Open = { id: number; kind: string; parent_id: number | null };

type Way = { kind: RelationKind; unit: string; over: string; post?: string };
const WAYS: readonly Way[] = [
  { kind: 'covers', unit: 'committee', over: 'community' },
  { kind: 'covers', unit: 'branch', over: 'estate' },
  { kind: 'serves', unit: 'agency', over: 'community' },
  { kind: 'sponsors', unit: 'agency', over: 'estate' },
  { kind: 'sponsors', unit: 'community', over: 'estate', post: 'secretary' },
  { kind: 'implements', unit: 'community', over: 'community', post: 'secretary' },
  { kind: 'implements', unit: 'community', over: 'estate', post: 'secretary' },
];
const HELD = ['platform.posts', 'org.relations'];

async function openUnits({ city }: SmallCity): Promise<Open[]> {
  const { rows } = await sql<Open>`
    SELECT id, kind, parent_id FROM unit WHERE closed_on IS NULL AND kind IN ('community', 'estate', 'committee', 'branch', 'agency') ORDER BY id`.execute(
    city.worker.db,
  );
  return rows;
}

const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(from.length, 1)];

function changeOf(wished: Wish, open: readonly Open[], n: number): Change | undefined {
  const unit = pick(open, wished.one) as Open;
  const beside = open.filter(({ id, kind }) => kind === unit.kind && id !== unit.id);
  const other = pick(beside, wished.other);
  const children = open.filter(({ parent_id }) => parent_id === unit.id);
  const passes = (to: number | 'a' | 'b') => HELD.map((holding) => ({ holding, from: unit.id, to }));
  if (wished.kind === 'split') {
    const below = children.map(({ id }, at) => ({ unit: id, to: at % 2 === 0 ? ('a' as const) : ('b' as const) }));
    const parts = ['a', 'b'].map((key) => ({ key, code: `${key}${n}`, name: `${key}${n}` }));
    return { kind: 'split', unit: unit.id, keeps: wished.keeps, parts, below, passes: passes('b') };
  }
  if (other === undefined) return undefined;
  if (wished.kind === 'merge') {
    const into = wished.keeps ? unit.id : { code: `m${n}`, name: `m${n}` };
    return { kind: 'merge', units: [unit.id, other.id], into };
  }
  if (wished.kind === 'close') return { kind: 'close', unit: unit.id, passes: passes(other.id) };
  return other.parent_id === null ? undefined : { kind: 'move', unit: unit.id, parent: other.parent_id };
}

async function tieOrUntie(
  small: SmallCity,
  wished: Wish,
  about: { open: readonly Open[]; day: CivilDate },
): Promise<void> {
  const now = startOfDay(about.day, ZONE) as Instant;
  const id = () => uuidv7From(millisOf(now), randomBytes(16));
  const order = { db: small.city.app.db, now, intention: { id: id(), hash: randomBytes(32) } };
  const actor = await small.over('D');
  const on = addDays(about.day, wished.days);
  if (wished.kind === 'untie') {
    const { rows } = await sql<{ id: string }>`SELECT id FROM unit_relation ORDER BY made_at, id`.execute(
      small.city.worker.db,
    );
    const chosen = pick(rows, wished.one);
    if (chosen === undefined) return;
    await perform(order, actor, { action: endRelationAction(TIED), input: { id: chosen.id, on } });
    return;
  }
  const way = WAYS[wished.one % WAYS.length] as Way;
  const unit = pick(
    about.open.filter((one) => one.kind === way.unit),
    wished.one,
  );
  const over = pick(
    about.open.filter((one) => one.kind === way.over),
    wished.other,
  );
  if (unit === undefined || over === undefined) return;
  const until = wished.keeps ? undefined : addDays(on, 2);
  const { kind, post } = way;
  await perform(order, actor, {
    action: relateAction(TIED),
    input: { id: id(), kind, unit: unit.id, over: over.id, post, from: on, until },
  });
}

/** What must hold whatever was done: of each kind of body one a day at a unit, each duty one's alone, nothing at a unit that is closed, and paths as in the tree. */
async function brokenRules({ city }: SmallCity): Promise<unknown[]> {
  const { rows } = await sql`
    WITH tie AS (SELECT r.*, a.kind AS own FROM unit_relation r JOIN unit a ON a.id = r.unit_id WHERE r."to" IS NULL OR r."to" > r."from")
    SELECT 'two on one day' AS rule, t.over_id FROM tie t JOIN tie u ON u.over_id = t.over_id AND u.kind = t.kind AND u.id > t.id
      WHERE ((t.unit_id = u.unit_id AND t.post IS NOT DISTINCT FROM u.post) OR (t.kind = 'covers' AND t.own = u.own) OR t.kind = 'implements') AND (t."to" IS NULL OR t."to" > u."from") AND (u."to" IS NULL OR u."to" > t."from")
    UNION ALL SELECT 'at a closed unit', c.id FROM tie t JOIN unit c ON c.id IN (t.unit_id, t.over_id)
      WHERE c.closed_on IS NOT NULL AND (t."to" IS NULL OR t."to" > c.closed_on)
    UNION ALL SELECT 'path', t.unit_id FROM tie t JOIN unit u ON u.id = t.unit_id WHERE u.path <> t.path
    UNION ALL SELECT 'what may not be tied', t.over_id FROM tie t JOIN unit b ON b.id = t.over_id
      WHERE (t.kind, t.own, b.kind, COALESCE(t.post, '')) NOT IN (${sql.join(WAYS.map(({ kind, unit, over, post = '' }) => sql`(${kind}::text, ${unit}::text, ${over}::text, ${post}::text)`))})
    UNION ALL SELECT 'over itself', t.over_id FROM tie t WHERE t.unit_id = t.over_id AND t.kind <> 'implements'`.execute(
    city.worker.db,
  );
  return rows;
}

async function tiesOn({ city }: SmallCity, day: CivilDate): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT kind, unit_id, over_id FROM unit_relation WHERE "from" <= ${day} AND ("to" IS NULL OR "to" > ${day}) ORDER BY 1, 2, 3`.execute(
    city.worker.db,
  );
  return rows;
}

/** A refusal of what was asked for; anything else is an error of ours. */
function refused(error: { row?: { code: string } }): 'refused' {
  if (error.row?.code === 'platform.bad-input') return 'refused';
  throw error;
}

test('whatever is tied and however the tree changes: one of a kind a day, none at what is closed, and past days stay', async () => {
  let ties = 0;
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 8, maxLength: 20 }), async (wishes) => {
      const small = await smallCity({ more: PARTY, deps: TIED });
      try {
        const past = new Map<CivilDate, unknown[]>();
        let day = FIRST;
        for (const [n, wished] of wishes.entries()) {
          const open = await openUnits(small);
          const now = startOfDay(day, ZONE) as Instant;
          if (wished.kind === 'tie' || wished.kind === 'untie') {
            const done = await tieOrUntie(small, wished, { open, day }).catch(refused);
            ties += done === 'refused' ? 0 : 1;
          } else {
            const change = changeOf(wished, open, n);
            if (change === undefined) continue;
            const id = await small.decide(await small.over('D'), change, { from: day, now }).catch(refused);
            if (id !== 'refused') {
              await small.carryOut(id, now);
              changes += 1;
            }
          }
          expect(await brokenRules(small)).toEqual([]);
          if (!wished.nextDay) continue;
          past.set(day, await tiesOn(small, day));
          day = addDays(day, 1);
        }
        for (const [then, stood] of past) expect(await tiesOn(small, then)).toEqual(stood);
      } finally {
        await small.city.drop();
      }
    }),
    { numRuns: 10, seed: 20261126 },
  );
  expect(ties).toBeGreaterThan(25);
  expect(changes).toBeGreaterThan(15);
});
