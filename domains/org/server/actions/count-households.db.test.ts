// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { type CivilDate, civilDate, instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sizeWords } from '../../rules/households.ts';
import { DEPS, type SmallCity, smallCity, ZONE } from '../../testing/small-city.ts';
import { getUnit } from '../public.ts';
import { householdsPageOf, sizesAfter } from '../queries/households.ts';
import { loadWorld } from '../queries/world.ts';
import { countHouseholdsAction } from './count-households.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');
const YESTERDAY = civilDate('2026-10-11');
const LATER = civilDate('2026-11-01');

let small: SmallCity;
beforeEach(async () => {
  small = await smallCity();
});
afterEach(() => small.city.drop());

const freshId = (): string => uuidv7From(millisOf(NOW), randomBytes(16));

async function count(
  actor: Actor,
  code: string,
  said: { n: number; from?: CivilDate; reason?: string },
): Promise<string> {
  const input = {
    id: freshId(),
    unit: await small.id(code),
    households: said.n,
    from: said.from ?? TODAY,
    reason: said.reason,
  };
  const order = { db: small.city.app.db, now: NOW, intention: { id: freshId(), hash: randomBytes(32) } };
  try {
    await perform(order, actor, { action: countHouseholdsAction(DEPS), input });
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return error.row.code;
    throw error;
  }
}

async function pageOf(actor: Actor, code: string, on = TODAY) {
  return await inScope(small.city.app.db, viewerOf(actor, 'org.read'), async (tx) =>
    householdsPageOf({ tx, actor, now: NOW }, DEPS.kinds, { unit: await getUnit(tx, await small.id(code)), on }),
  );
}

test('a figure holds from its day on, the one before until then; out of the usual size is marked and not refused', async () => {
  const community = await small.over('A');
  expect(await count(community, 'E', { n: 250, from: YESTERDAY, reason: '入户统计' })).toBe('done');
  expect(await count(community, 'E', { n: 340 })).toBe('done');
  const page = await pageOf(community, 'E');
  expect([page.held?.households, page.held?.mark, page.least, page.most]).toEqual([340, 'over', 100, 300]);
  expect(page.others.map(({ households, from, until }) => [households, from, until])).toEqual([
    [250, YESTERDAY, TODAY],
  ]);
  expect((await pageOf(community, 'E', YESTERDAY)).held?.households).toBe(250);
  // Entered again for the same day: what was entered before never held.
  expect(await count(community, 'E', { n: 99 })).toBe('done');
  const again = await pageOf(community, 'E');
  expect([again.held?.households, again.held?.mark, again.others.length]).toEqual([99, 'under', 1]);
});

test('what stands against it: a kind that is not counted, the same figure, a day before without a reason, a day before a later figure', async () => {
  const street = await small.over('S');
  expect(await count(street, 'A', { n: 900 })).toBe('platform.bad-input');
  expect(await count(street, 'E', { n: 200, from: YESTERDAY })).toBe('platform.bad-input');
  expect(await count(street, 'E', { n: 200, from: LATER })).toBe('done');
  expect(await count(street, 'E', { n: 210 })).toBe('platform.bad-input');
  expect(await count(street, 'E', { n: 200, from: LATER })).toBe('platform.bad-input');
});

test('who has the unit not in range may neither enter nor read, and the database holds it too', async () => {
  const [a, b] = [await small.over('A'), await small.over('B')];
  expect(await count(b, 'E', { n: 200 })).toBe('platform.not-found');
  expect(await count(a, 'E', { n: 200 })).toBe('done');
  const row = JSON.stringify({ id: freshId(), unit_id: await small.id('E'), households: 1, from: TODAY, made_at: NOW });
  await expect(
    inScope(small.city.app.db, viewerOf(b, 'org.count'), (tx) =>
      sql`SELECT count_households(${row}::jsonb)`.execute(tx),
    ),
  ).rejects.toMatchObject({ code: '42501' });
  const seen = await inScope(small.city.app.db, viewerOf(b, 'org.read'), (tx) =>
    sql`SELECT id FROM unit_households`.execute(tx),
  );
  expect(seen.rows).toEqual([]);
});

test('below a unit the sum of what is entered, and of how many; only for whoever sees all of it', async () => {
  await count(await small.over('A'), 'E', { n: 200 });
  const sums = [{ kindTitle: { zh: '小区', en: 'Estate' }, units: 2, counted: 1, households: 200 }];
  expect((await pageOf(await small.over('S'), 'S')).below).toEqual(sums);
  expect((await pageOf(await small.over('A'), 'S')).below).toEqual([]);
});

test('a figure moves with its unit, and stays that of the community it was in on days before', async () => {
  await count(await small.over('S'), 'E', { n: 200 });
  const now = startOfDay(LATER, ZONE);
  const move = { kind: 'move', unit: await small.id('E'), parent: await small.id('B') } as const;
  await small.carryOut(await small.decide(await small.over('S'), move, { from: LATER, now }), now);
  expect((await pageOf(await small.over('B'), 'E', LATER)).held?.households).toBe(200);
  const { rows } = await inScope(small.city.app.db, viewerOf(await small.over('A'), 'org.read'), (tx) =>
    sql`SELECT id FROM unit_households`.execute(tx),
  );
  expect(rows).toEqual([]);
});

test('the preview of a split says how many households each part has, as far as they are entered', async () => {
  const street = await small.over('S');
  await count(street, 'E', { n: 200 });
  const [unit, e, f] = [await small.id('A'), await small.id('E'), await small.id('F')];
  const change = {
    kind: 'split' as const,
    unit,
    keeps: true,
    parts: [{ key: 'a', code: 'A1', name: '新区社区' }],
    below: [{ unit: e, to: 'a' }],
    passes: [],
  };
  const kinds = { ...DEPS.kinds, community: { ...DEPS.kinds['community']!, households: { least: 300 } } };
  const told = async () =>
    await inScope(small.city.app.db, viewerOf(street, 'org.change'), async (tx) => {
      const world = await loadWorld(tx, DEPS, { id: freshId(), change, today: TODAY });
      return sizeWords(await sizesAfter(tx, kinds, { change, world, on: TODAY }), kinds).map(({ zh }) => zh);
    });
  expect(await told()).toEqual(['新区社区：登记的户数合计200户，不到300户']);
  await count(street, 'F', { n: 350 });
  expect(await told()).toEqual(['新区社区：登记的户数合计200户，不到300户', 'A：登记的户数合计350户']);
  // Where not all are entered, fewer than usual is not said: there may be more.
  const both = {
    ...change,
    below: [
      { unit: e, to: 'a' },
      { unit: f, to: 'a' },
    ],
  };
  await sql`DELETE FROM unit_households WHERE unit_id = ${f}`.execute(small.city.owner.db);
  const part = await inScope(small.city.app.db, viewerOf(street, 'org.change'), async (tx) => {
    const world = await loadWorld(tx, DEPS, { id: freshId(), change: both, today: TODAY });
    return sizeWords(await sizesAfter(tx, kinds, { change: both, world, on: TODAY }), kinds).map(({ zh }) => zh);
  });
  expect(part).toEqual(['新区社区：登记的户数合计200户（2个单位登记了1个）']);
});
