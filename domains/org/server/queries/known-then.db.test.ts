// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { boundsOf, getPeriod } from '@beichen/kernel/periods.ts';
import type { Grant } from '@beichen/kernel/permissions.ts';
import {
  addDays,
  type CivilDate,
  civilDate,
  type Instant,
  instant,
  instantOfMillis,
  millisOf,
  startOfDay,
} from '@beichen/kernel/time.ts';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeOf, openUnits, refused, tieOrUntie, type Wish, wish } from '../../testing/random-wishes.ts';
import { DEPS, PARTY, type SmallCity, smallCity, TIED, ZONE } from '../../testing/small-city.ts';
import { appointAction } from '../actions/appoint.ts';
import { endPostAction } from '../actions/end-post.ts';
import { endRelationAction, relateAction } from '../actions/relate.ts';
import { coverageMeasures } from '../measures.ts';
import type { PostDeps } from './posts.ts';

/** A community should be covered by a committee and have a worker, an estate be covered by a branch and have a patron. */
const KINDS = { ...TIED.kinds, community: { ...TIED.kinds['community']!, staffed_by: 'worker' } };
const SOURCES = coverageMeasures({ ...TIED, kinds: KINDS });
const [COVERED, STAFFED] = SOURCES as [MeasureSource, MeasureSource, MeasureSource];
const NOVEMBER = '2026-11';

const morning = (day: number): Instant => instant(`2026-12-${String(day).padStart(2, '0')}T01:00:00.000Z`);

let small: SmallCity;
let deps: PostDeps;
beforeEach(async () => {
  small = await smallCity({ more: PARTY, deps: TIED });
  deps = { ...TIED, lines: DEPS.lines, vault: small.vault };
});
afterEach(() => small.city.drop());

type Then = { readonly units: readonly number[]; readonly period: string; readonly knownAt: Instant };

/** The units that have it, of those that should, in a period as it was known at a moment: `E of 3`. */
async function told(source: MeasureSource, { units, period, knownAt }: Then, tx: Database = small.city.worker.db) {
  const asked = { units, span: { period, ...boundsOf(getPeriod(period), ZONE) }, knownAt };
  const records = await source.records(tx, asked);
  const figures = [...(await source.figures(tx, asked)).values()];
  const has = records.filter(({ counts }) => counts).map(({ unit }) => unit);
  // The figure is the count of its list, always.
  expect([figures.reduce((sum, { num }) => sum + num, 0), figures.length]).toEqual([has.length, records.length]);
  return `${has.sort((a, b) => a - b).join(' ')} of ${records.length}`.trim();
}

async function order(now: Instant) {
  const id = uuidv7From(millisOf(now), randomBytes(16));
  return { id, order: { db: small.city.app.db, now, intention: { id, hash: randomBytes(32) } } };
}

test('a tie counts in the month that it is dated back to from the moment on at which it was entered, and not before', async () => {
  const [district, p, a] = [await small.over('D'), await small.id('P'), await small.id('A')];
  const november = (knownAt: Instant) => told(COVERED, { units: [a], period: NOVEMBER, knownAt });
  const tie = await order(morning(10));
  await perform(tie.order, district, {
    action: relateAction(TIED),
    input: { id: tie.id, kind: 'covers', unit: p, over: a, from: civilDate('2026-11-20'), reason: '补录' },
  });
  // Entered on the 10th of December at nine.
  expect([await november(morning(9)), await november(morning(10))]).toEqual(['of 1', `${a} of 1`]);
  // On the 15th it is said that it ended on the 25th of November; on the 20th, that it did on the 22nd.
  for (const [day, on] of [[15, '2026-11-25'] as const, [20, '2026-11-22'] as const]) {
    const end = await order(morning(day));
    await perform(end.order, district, {
      action: endRelationAction(TIED),
      input: { id: tie.id, on: civilDate(on), reason: '更正' },
    });
  }
  expect([await november(morning(14)), await november(morning(15)), await november(morning(20))]).toEqual([
    `${a} of 1`,
    'of 1',
    'of 1',
  ]);
});

/** The community A's secretary, who may give and end the posts of its workers. */
async function secretary() {
  const { db } = small.city.worker;
  const unit = await small.id('A');
  const { rows } = await sql<{ path: string }>`SELECT path FROM unit WHERE id = ${unit}`.execute(db);
  const [person, { path }] = [randomUUID(), rows[0]!];
  const post = { role: 'secretary', permissions: ['org.read', 'org.appoint'], line: null, path };
  await db
    .insertInto('person')
    .values({ id: person, made_at: morning(1) })
    .execute();
  await db
    .insertInto('access_grant')
    .values({
      id: randomUUID(),
      person,
      unit_id: unit,
      from: civilDate('2025-01-01'),
      sensitivity: 'internal',
      ...post,
    })
    .execute();
  const grant = { ...post, unit, sensitivity: 'internal' } as Grant;
  return { kind: 'person' as const, person, grants: [grant] };
}

test('a worker who is given a post, and leaves it, is counted as far as was known', async () => {
  const [actor, a] = [await secretary(), await small.id('A')];
  const november = (knownAt: Instant) => told(STAFFED, { units: [a], period: NOVEMBER, knownAt });
  const given = await order(morning(10));
  const [from, until] = [civilDate('2026-11-20'), civilDate('2027-01-10')];
  const post = { id: given.id, unit: a, role: 'worker', line: null, from, until, fullTime: true };
  await perform(given.order, actor, { action: appointAction(deps), input: { ...post, person: { name: '陈向阳' } } });
  // On the 20th of December it is said that it ended on the 25th of November, and not in January.
  const end = await order(morning(20));
  await perform(end.order, actor, { action: endPostAction(deps), input: { id: post.id, on: civilDate('2026-11-25') } });
  expect([
    await november(morning(9)),
    await november(morning(10)),
    await november(morning(19)),
    await november(morning(20)),
  ]).toEqual(['of 1', `${a} of 1`, `${a} of 1`, 'of 1']);
});

test('whoever sees the unit is told whether it is covered and staffed, though the body and the worker are not theirs to see', async () => {
  const [p, e] = [await small.id('P'), await small.id('E')];
  const { db } = small.city.worker;
  // The branch V stands below the committee of A; the estate's own people have the estate alone in range.
  await sql`
    INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", made_at)
    SELECT gen_random_uuid(), 'covers', v.id, v.path, ${e}, '2026-11-01', ${morning(1)} FROM unit v WHERE v.code = 'V'`.execute(
    db,
  );
  const estate = await small.over('E');
  const asked = { units: [e, p], period: NOVEMBER, knownAt: morning(2) };
  const seen = await inScope(small.city.app.db, viewerOf(estate, 'org.read'), (tx) => told(COVERED, asked, tx));
  expect(seen).toBe(`${e} of 1`);
  const elsewhere = await small.over('C');
  expect(await inScope(small.city.app.db, viewerOf(elsewhere, 'org.read'), (tx) => told(COVERED, asked, tx))).toBe(
    'of 0',
  );
});

const isTie = ({ kind }: Wish): boolean => kind === 'tie' || kind === 'untie';

/** One story: ties are set and ended hour by hour, the tree is changed as a day begins. Gives what was told at each moment of all units. */
async function live(city: SmallCity, story: readonly Wish[]) {
  const said: { readonly source: MeasureSource; readonly then: Then; readonly text: string }[] = [];
  let day: CivilDate = civilDate('2026-12-01');
  let hour = 0;
  for (const [n, wished] of story.entries()) {
    if (!isTie(wished)) day = addDays(day, 1);
    hour = isTie(wished) ? hour + 1 : 0;
    const now = instantOfMillis(millisOf(startOfDay(day, ZONE)) + hour * 3_600_000);
    const open = await openUnits(city);
    if (isTie(wished)) await tieOrUntie(city, { ...wished, days: wished.days % 2 }, { open, day, now }).catch(refused);
    else {
      const change = changeOf(wished, open, n);
      const id = change && (await city.decide(await city.over('D'), change, { from: day, now }).catch(refused));
      if (id !== undefined && id !== 'refused') await city.carryOut(id, now);
    }
    const then = { units: (await openUnits(city)).map(({ id }) => id), period: '2026-12', knownAt: now };
    for (const source of SOURCES) said.push({ source, then, text: await told(source, then, city.city.worker.db) });
  }
  return said;
}

test('whatever is tied, ended, moved and merged: what was told at a moment is told for it ever after', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(wish, { minLength: 14, maxLength: 22 }), async (story) => {
      const own = await smallCity({ more: PARTY, deps: TIED });
      try {
        for (const { source, then, text } of await live(own, story)) {
          expect(await told(source, then, own.city.worker.db)).toBe(text);
          compared += text.startsWith('of') ? 0 : 1;
        }
      } finally {
        await own.city.drop();
      }
    }),
    { numRuns: 6, seed: 20261127 },
  );
  expect(compared).toBeGreaterThan(20);
}, 60_000);
