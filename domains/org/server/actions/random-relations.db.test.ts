// SPDX-License-Identifier: Apache-2.0
import { addDays, type CivilDate, civilDate, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { changeOf, openUnits, refused, tieOrUntie, WAYS, wish } from '../../testing/random-wishes.ts';
import { PARTY, type SmallCity, smallCity, TIED, ZONE } from '../../testing/small-city.ts';

const FIRST = civilDate('2026-10-12');

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
