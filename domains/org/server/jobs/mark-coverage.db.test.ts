// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { boundsOf, getPeriod, lastDay, periodOf } from '@beichen/kernel/periods.ts';
import { addDays, type CivilDate, civilDate, dateOf, type Instant, instant, startOfDay } from '@beichen/kernel/time.ts';
import { inTransaction } from '@beichen/platform-server/db/scope.ts';
import { pump } from '@beichen/platform-server/events/pump.ts';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import { readingAt } from '@beichen/platform-server/readings/reading-at.ts';
import { reckon } from '@beichen/platform-server/readings/reckon.ts';
import { unitsBelow } from '@beichen/platform-server/readings/units-below.ts';
import { ring } from '@beichen/platform-server/worker/ring.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { changeOf, openUnits, pick, refused, tieOrUntie, wish } from '../../testing/random-wishes.ts';
import { PARTY, type SmallCity, smallCity, TIED, ZONE } from '../../testing/small-city.ts';
import { coverageMeasures } from '../measures.ts';
import { coverageMarkers, windDay } from './mark-coverage.ts';

/** A community should be covered by a committee and have a worker, an estate be covered by a branch and have a patron. */
const KINDS = { ...TIED.kinds, community: { ...TIED.kinds['community']!, staffed_by: 'worker' } };
const DEPS = { ...TIED, kinds: KINDS };
const SOURCES = coverageMeasures(DEPS);
const BY_ID = new Map(SOURCES.map((source) => [source.declaration.id, source]));
/** Three days before the end of month, quarter and year: stories pass it. */
const FIRST = civilDate('2026-12-29');

/** Ties the second way there is: a branch covers an estate. */
const NOTHING = { kind: 'tie', one: 0, other: 0, days: 0, keeps: true, nextDay: false } as const;

/** Rounds of the worker until nothing is left to do. */
async function settle({ city }: SmallCity, now: Instant): Promise<void> {
  const { db } = city.worker;
  for (let busy = true; busy; ) {
    const rung = await ring(db, now);
    const taken = await pump(db, { sources: SOURCES, subscribers: coverageMarkers(DEPS), zone: ZONE, now });
    const reckoned = await reckon(db, { sources: BY_ID, zone: ZONE, now }, async () => undefined);
    busy = rung + taken + reckoned.length > 0;
  }
}

/** By the raw rows, by hand: `A 1/1` for each unit of the district that has what it should have, or lacks it, on a day. */
const ORACLE: Readonly<Record<string, (day: CivilDate) => ReturnType<typeof sql>>> = {
  'org.units_covered': (day) => sql`
    SELECT u.id, EXISTS (SELECT FROM unit_relation r, unit b WHERE r.kind = 'covers' AND r.over_id = u.id AND b.id = r.unit_id
      AND b.kind = CASE u.kind WHEN 'community' THEN 'committee' ELSE 'branch' END AND r."from" <= ${day} AND COALESCE(r."to", 'infinity') > ${day}) AS has
    FROM unit u WHERE u.kind IN ('community', 'estate')`,
  'org.units_staffed': (day) => sql`
    SELECT u.id, EXISTS (SELECT FROM access_grant g WHERE g.role = 'worker' AND g.unit_id = u.id AND g."from" <= ${day} AND COALESCE(g."to", 'infinity') > ${day}) AS has
    FROM unit u WHERE u.kind = 'community'`,
  'org.units_sponsored': (day) => sql`
    SELECT u.id, EXISTS (SELECT FROM unit_relation r WHERE r.kind = 'sponsors' AND r.over_id = u.id AND r."from" <= ${day} AND COALESCE(r."to", 'infinity') > ${day}) AS has
    FROM unit u WHERE u.kind = 'estate'`,
};

async function byHand({ city }: SmallCity, of: { measure: string; node: number; day: CivilDate }): Promise<string> {
  const { measure, node, day } = of;
  const { rows } = await sql<{ num: number; den: number }>`
    WITH judged AS (${ORACLE[measure]?.(day)}), here AS (SELECT path FROM unit_place WHERE unit_id = ${node} AND "from" <= ${day} AND COALESCE("to", 'infinity') > ${day})
    SELECT count(*) FILTER (WHERE has)::integer AS num, count(*)::integer AS den FROM judged
    JOIN unit_place p ON p.unit_id = judged.id AND p."from" <= ${day} AND COALESCE(p."to", 'infinity') > ${day} JOIN here ON p.path ^@ here.path`.execute(
    city.worker.db,
  );
  return `${rows[0]?.num}/${rows[0]?.den}`;
}

async function byMeasure(
  small: SmallCity,
  source: MeasureSource,
  of: { node: number; period: string; now: Instant },
): Promise<string> {
  const { db } = small.city.worker;
  const period = getPeriod(of.period);
  const below = await unitsBelow(db, of.node, lastDay(period));
  const span = { period: period.id, ...boundsOf(period, ZONE) };
  const asked = { units: below.map(({ unit }) => unit), span, knownAt: of.now };
  const { figure, stale } = await readingAt({ tx: db, worker: db }, source, { node: of.node, asked });
  const records = await source.records(db, asked);
  // The figure is the count of its list, always; and nothing waits once all is settled.
  expect([records.filter(({ counts }) => counts).length, records.length, stale]).toEqual([
    figure.num,
    figure.den ?? 0,
    false,
  ]);
  return `${figure.num}/${figure.den ?? 0}`;
}

/** What differs between figures and raw rows, at every open unit, in the month that runs. */
async function differences(small: SmallCity, now: Instant): Promise<string[]> {
  const today = dateOf(now, ZONE);
  const { rows } = await sql<{
    id: number;
    name: string;
  }>`SELECT id, name FROM unit WHERE closed_on IS NULL AND kind <> 'agency' ORDER BY id`.execute(small.city.worker.db);
  const found: string[] = [];
  for (const { id: node, name } of rows)
    for (const source of SOURCES) {
      const measure = source.declaration.id;
      const told = await byMeasure(small, source, { node, period: periodOf(today, 'month').id, now });
      const raw = await byHand(small, { measure, node, day: today });
      if (told !== raw) found.push(`${today} ${measure} at ${name}: ${told}, by hand ${raw}`);
    }
  return found;
}

/** A worker is given a community, or one's days end; told as the actions tell it. */
async function staff(
  small: SmallCity,
  about: { unit: number; from: CivilDate; until: CivilDate | null; now: Instant },
): Promise<void> {
  const { unit, from, until, now } = about;
  const [person, post] = [randomUUID(), randomUUID()];
  await inTransaction(small.city.worker.db, 'ordinary', async (tx) => {
    await sql`INSERT INTO person (id, made_at) VALUES (${person}, ${now})`.execute(tx);
    await sql`
      INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from", "to")
      SELECT ${post}, ${person}, id, path, 'worker', '{org.read}', 'open', ${from}, ${until} FROM unit WHERE id = ${unit}`.execute(
      tx,
    );
    await sql`INSERT INTO outbox (name, unit_id, record, instants, at) VALUES ('org.appointed', ${unit}, ${post}, '{}', ${now})`.execute(
      tx,
    );
  });
}

test('whatever is tied, staffed and changed, and as midnight passes: every figure and list is what the raw rows say', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ wish, staffs: fc.nat(3) }), { minLength: 6, maxLength: 14 }),
      async (story) => {
        const small = await smallCity({ more: PARTY, deps: TIED });
        try {
          let day = FIRST;
          await inTransaction(small.city.worker.db, 'ordinary', (tx) => windDay(tx, startOfDay(day, ZONE), ZONE));
          await sql`INSERT INTO outbox (name, unit_id, record, instants, at) SELECT 'org.changed', id, gen_random_uuid(), '{}', ${startOfDay(day, ZONE)} FROM unit`.execute(
            small.city.worker.db,
          );
          for (const [n, { wish: wished, staffs }] of story.entries()) {
            const open = await openUnits(small);
            const now = startOfDay(day, ZONE);
            if (staffs === 0) {
              const unit = pick(
                open.filter(({ kind }) => kind === 'community'),
                wished.one,
              );
              const from = addDays(day, (wished.other % 5) - 2);
              if (unit !== undefined)
                await staff(small, { unit: unit.id, from, until: wished.keeps ? null : addDays(day, 3), now });
            } else if (wished.kind === 'tie' || wished.kind === 'untie')
              await tieOrUntie(small, wished, { open, day }).catch(refused);
            else {
              const change = changeOf(wished, open, n);
              const id =
                change && (await small.decide(await small.over('D'), change, { from: day, now }).catch(refused));
              if (id !== undefined && id !== 'refused') await small.carryOut(id, now);
            }
            await settle(small, now);
            expect(await differences(small, now)).toEqual([]);
            compared += 1;
            if (!wished.nextDay) continue;
            day = addDays(day, 1 + (wished.one % 2));
            await settle(small, startOfDay(day, ZONE));
            expect(await differences(small, startOfDay(day, ZONE))).toEqual([]);
          }
        } finally {
          await small.city.drop();
        }
      },
    ),
    { numRuns: 4, seed: 20261127 },
  );
  expect(compared).toBeGreaterThan(25);
}, 120_000);

test('the figure of a period that is over stays as it stood on its last day; one dated back changes it', async () => {
  const small = await smallCity({ more: PARTY, deps: TIED });
  try {
    const now = instant('2026-12-10T01:00:00.000Z');
    const { db } = small.city.worker;
    const community = await small.id('A');
    const covered = BY_ID.get('org.units_covered') as MeasureSource;
    const november = async (at: Instant) => byMeasure(small, covered, { node: community, period: '2026-11', now: at });
    // The community and its two estates: A is covered until the end of November.
    await sql`
      INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", "to", made_at)
      SELECT gen_random_uuid(), 'covers', b.id, b.path, o.id, '2026-10-01', '2026-12-01', ${now} FROM unit b, unit o WHERE b.code = 'P' AND o.code = 'A'`.execute(
      db,
    );
    await sql`INSERT INTO stale_mark (measure, unit_id, period, at) SELECT 'org.units_covered', id, '2026-11', ${now} FROM unit`.execute(
      db,
    );
    await settle(small, now);
    expect(await november(now)).toBe('1/3');
    const relation = randomUUID();
    await sql`
      INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", made_at)
      SELECT ${relation}, 'covers', b.id, b.path, o.id, '2026-11-20', ${now} FROM unit b, unit o WHERE b.code = 'V' AND o.code = 'E'`.execute(
      db,
    );
    await sql`INSERT INTO outbox (name, unit_id, record, instants, at) VALUES ('org.related', ${await small.id('E')}, ${relation}, '{}', ${now})`.execute(
      db,
    );
    await settle(small, now);
    expect(await november(now)).toBe('2/3');
  } finally {
    await small.city.drop();
  }
});

test('a body that ends, and gives its estates to one that may not cover them, leaves them uncovered: also in the figure', async () => {
  const small = await smallCity({ more: PARTY, deps: TIED });
  try {
    const now = startOfDay(civilDate('2026-12-10'), ZONE);
    const covered = BY_ID.get('org.units_covered') as MeasureSource;
    const asked = { node: await small.id('A'), period: '2026-12', now };
    const [v, p, e] = [await small.id('V'), await small.id('P'), await small.id('E')];
    await tieOrUntie(
      small,
      { ...NOTHING, one: 1 },
      {
        open: [
          { id: v, kind: 'branch', parent_id: p },
          { id: e, kind: 'estate', parent_id: null },
        ],
        day: dateOf(now, ZONE),
      },
    );
    await sql`INSERT INTO stale_mark (measure, unit_id, period, at) SELECT 'org.units_covered', id, '2026-12', ${now} FROM unit`.execute(
      small.city.worker.db,
    );
    await settle(small, now);
    // Of the community and its estates E and F, E is covered.
    expect(await byMeasure(small, covered, asked)).toBe('1/3');
    const passes = ['platform.posts', 'org.relations'].map((holding) => ({ holding, from: v, to: p }));
    const district = await small.over('D');
    const change = await small.decide(district, { kind: 'close', unit: v, passes }, { from: dateOf(now, ZONE), now });
    await small.carryOut(change, now);
    await settle(small, now);
    expect(await byMeasure(small, covered, asked)).toBe('0/3');
  } finally {
    await small.city.drop();
  }
});
