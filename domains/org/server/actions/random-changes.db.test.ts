// SPDX-License-Identifier: Apache-2.0
import { addDays, type CivilDate, civilDate, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Change } from '../../model/changes.ts';
import { type SmallCity, smallCity, ZONE } from '../../testing/small-city.ts';

const FIRST = civilDate('2026-10-12');

/** What is asked for, by numbers that are turned into open units of the moment; a good part of it is refused, as it should be. */
const wish = fc.record({
  kind: fc.constantFrom('rename', 'move', 'split', 'merge', 'close', 'open', 'undo'),
  one: fc.nat(99),
  other: fc.nat(99),
  keeps: fc.boolean(),
  nextDay: fc.boolean(),
});
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

type Open = { id: number; kind: string; parent_id: number | null };

async function openUnits({ city }: SmallCity): Promise<Open[]> {
  const { rows } = await sql<Open>`SELECT id, kind, parent_id FROM unit WHERE closed_on IS NULL ORDER BY id`.execute(
    city.worker.db,
  );
  return rows;
}

const KIND_BELOW: Readonly<Record<string, string>> = {
  county: 'street',
  street: 'community',
  community: 'estate',
  estate: 'estate',
};

function changeOf(
  wished: Wish,
  about: { open: readonly Open[]; n: number; done: readonly string[] },
): Change | undefined {
  const { open, n, done } = about;
  const unit = open[wished.one % open.length] as Open;
  const other = open[wished.other % open.length] as Open;
  const beside = open.filter((one) => one.kind === unit.kind && one.id !== unit.id);
  const children = open.filter((one) => one.parent_id === unit.id);
  const part = (key: string) => ({ key, code: `${key}${n}`, name: `${key}${n}` });
  const passes = [{ holding: 'platform.posts', from: unit.id, to: 'a' as const }];
  switch (wished.kind) {
    case 'rename':
      return { kind: 'rename', unit: unit.id, name: `改${n}` };
    case 'move':
      return { kind: 'move', unit: unit.id, parent: other.id };
    case 'open':
      return {
        kind: 'open',
        parent: unit.id,
        unitKind: KIND_BELOW[unit.kind] ?? 'estate',
        code: `n${n}`,
        name: `n${n}`,
      };
    case 'close':
      return { kind: 'close', unit: unit.id, passes: [{ holding: 'platform.posts', from: unit.id, to: other.id }] };
    case 'merge':
      return (
        beside[0] && {
          kind: 'merge',
          units: [unit.id, beside[0].id],
          into: wished.keeps ? unit.id : { code: `m${n}`, name: `m${n}` },
        }
      );
    case 'split': {
      const below = children.map(({ id }, at) => ({ unit: id, to: at % 2 === 0 ? ('a' as const) : ('b' as const) }));
      return { kind: 'split', unit: unit.id, keeps: wished.keeps, parts: [part('a'), part('b')], below, passes };
    }
    case 'undo': {
      const of = done[wished.one % Math.max(done.length, 1)];
      return of === undefined ? undefined : { kind: 'undo', of };
    }
  }
}

/** Every unit of a day with what it is called and where it lies. */
async function treeOn({ city }: SmallCity, day: CivilDate): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT p.unit_id, p.path, p.level, v.name FROM unit_place p JOIN unit_version v ON v.unit_id = p.unit_id AND v."from" <= ${day} AND (v."to" IS NULL OR v."to" > ${day})
    WHERE p."from" <= ${day} AND (p."to" IS NULL OR p."to" > ${day}) ORDER BY p.unit_id`.execute(city.worker.db);
  return rows;
}

/** What must hold whatever was done: places, names and paths fit together, and nobody holds a post where there is no unit. */
async function brokenRules({ city }: SmallCity): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT 'place of an open unit' AS rule, u.id FROM unit u WHERE u.closed_on IS NULL AND NOT EXISTS (SELECT FROM unit_place p
      WHERE p.unit_id = u.id AND p."to" IS NULL AND (p.path, p.level, p.parent_id) IS NOT DISTINCT FROM (u.path, u.level, u.parent_id))
    UNION ALL SELECT 'name of an open unit', u.id FROM unit u WHERE u.closed_on IS NULL AND NOT EXISTS (SELECT FROM unit_version v
      WHERE v.unit_id = u.id AND v."to" IS NULL AND (v.name, v.kind) = (u.name, u.kind))
    UNION ALL SELECT 'closed, and still open', u.id FROM unit u WHERE u.closed_on IS NOT NULL AND
      (EXISTS (SELECT FROM unit_place p WHERE p.unit_id = u.id AND p."to" IS NULL) OR EXISTS (SELECT FROM unit_version v WHERE v.unit_id = u.id AND v."to" IS NULL))
    UNION ALL SELECT 'path below the parent', u.id FROM unit u JOIN unit a ON a.id = u.parent_id WHERE (u.path, u.level) <> (a.path || u.id || '/', a.level + 1)
    UNION ALL SELECT 'open below a closed one', u.id FROM unit u JOIN unit a ON a.id = u.parent_id WHERE u.closed_on IS NULL AND a.closed_on IS NOT NULL
    UNION ALL SELECT 'two places on one day', p.unit_id FROM unit_place p JOIN unit_place q USING (unit_id)
      WHERE p."from" < q."from" AND (p."to" IS NULL OR p."to" > q."from")
    UNION ALL SELECT 'two names on one day', p.unit_id FROM unit_version p JOIN unit_version q USING (unit_id)
      WHERE p."from" < q."from" AND (p."to" IS NULL OR p."to" > q."from")
    UNION ALL SELECT 'path of a post', g.unit_id FROM access_grant g JOIN unit u ON u.id = g.unit_id WHERE g.path <> u.path
    UNION ALL SELECT 'a post at a closed unit', g.unit_id FROM access_grant g JOIN unit u ON u.id = g.unit_id
      WHERE u.closed_on IS NOT NULL AND (g."to" IS NULL OR g."to" > u.closed_on)`.execute(city.worker.db);
  return rows;
}

async function seatSecretaries({ city }: SmallCity): Promise<void> {
  await sql`
    WITH seats AS (SELECT id, path, gen_random_uuid() AS person FROM unit WHERE kind = 'community'),
      people AS (INSERT INTO person (id, made_at) SELECT person, now() FROM seats)
    INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from")
      SELECT gen_random_uuid(), person, id, path, 'secretary', '{org.read}', 'internal', '2025-01-01' FROM seats`.execute(
    city.worker.db,
  );
}

test('whatever is decided: days that are past stay, places and names fit together, and posts follow their units', async () => {
  let carriedOut = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 3, maxLength: 10 }), async (wishes) => {
      const small = await smallCity();
      try {
        await seatSecretaries(small);
        const past = new Map<CivilDate, unknown[]>();
        const done: string[] = [];
        let day = FIRST;
        for (const [n, wished] of wishes.entries()) {
          const change = changeOf(wished, { open: await openUnits(small), n, done });
          if (change === undefined) continue;
          const now = startOfDay(day, ZONE) as Instant;
          const id = await small
            .decide(await small.over('D'), change, { from: day, now })
            .catch((error: { row?: { code: string } }) => {
              if (error.row?.code === 'platform.bad-input') return undefined;
              throw error;
            });
          if (id !== undefined) {
            await small.carryOut(id, now);
            done.push(id);
            carriedOut += 1;
          }
          expect(await brokenRules(small)).toEqual([]);
          if (!wished.nextDay) continue;
          past.set(day, await treeOn(small, day));
          day = addDays(day, 1);
        }
        for (const [then, tree] of past) expect(await treeOn(small, then)).toEqual(tree);
        // Of what was carried out, none was refused on the way: decided and done by the same rules on the same day.
        const { rows } = await sql`SELECT id FROM unit_change WHERE state <> 'done'`.execute(small.city.worker.db);
        expect(rows).toEqual([]);
      } finally {
        await small.city.drop();
      }
    }),
    { numRuns: 10, seed: 20261012 },
  );
  expect(carriedOut).toBeGreaterThan(15);
});
