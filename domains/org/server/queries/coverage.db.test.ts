// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { civilDate, instant } from '@beichen/kernel/time.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Due, duesOf, unknownPosts } from '../../rules/coverage.ts';
import { PARTY, ROLES, type SmallCity, smallCity, TIED } from '../../testing/small-city.ts';
import { getUnit } from '../public.ts';
import { gapsOf, talliesOf } from './coverage.ts';

const TODAY = civilDate('2026-10-12');
const NOW = instant('2026-10-12T01:00:00.000Z');

/** A community should be covered by a committee and have a worker; an estate should be covered by a branch. */
const KINDS = {
  ...TIED.kinds,
  community: { zh: '社区', en: 'Community', covered_by: 'committee', staffed_by: 'worker' },
};
const DUES = duesOf(KINDS, ROLES);

let small: SmallCity;
beforeEach(async () => {
  small = await smallCity({ more: PARTY, deps: TIED });
});
afterEach(() => small.city.drop());

type Days = { readonly from?: string; readonly until?: string };

async function cover(unit: string, over: string, { from = '2026-01-01', until }: Days = {}): Promise<void> {
  await sql`
    INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", "to", made_at)
    SELECT gen_random_uuid(), 'covers', a.id, a.path, b.id, ${from}, ${until ?? null}, ${NOW} FROM unit a, unit b WHERE a.code = ${unit} AND b.code = ${over}`.execute(
    small.city.worker.db,
  );
}

async function staff(unit: string, { from = '2026-01-01', until }: Days = {}): Promise<void> {
  const person = randomUUID();
  await sql`
    WITH made AS (INSERT INTO person (id, made_at) VALUES (${person}, ${NOW}))
    INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from", "to")
    SELECT gen_random_uuid(), ${person}, id, path, 'worker', '{org.read}', 'open', ${from}, ${until ?? null} FROM unit WHERE code = ${unit}`.execute(
    small.city.worker.db,
  );
}

/** As somebody over a unit sees it: `covers.community 2/3` for all, with the codes of the list behind each figure. */
async function seen(of: string, over = of): Promise<Record<string, string>> {
  const actor = await small.over(over);
  return await inScope(small.city.app.db, viewerOf(actor, 'org.read'), async (tx) => {
    const unit = await getUnit(tx, await small.id(of));
    const tallies = await talliesOf(tx, { unit, day: TODAY, dues: DUES });
    const told: Record<string, string> = {};
    for (const due of DUES) {
      const own = tallies.filter(({ list }) => list === due.id);
      const sum = (key: 'all' | 'lacking') => own.reduce((total, one) => total + one[key], 0);
      const { units, total } = await gapsOf(tx, { unit, day: TODAY, dues: [due] }, { after: undefined, limit: 50 });
      // The figure is the length of the list, always.
      expect([total, units.length]).toEqual([sum('lacking'), sum('lacking')]);
      told[due.id] = `${sum('lacking')}/${sum('all')} ${units.map((one) => one.unit.name).join(' ')}`.trim();
    }
    return told;
  });
}

test('what the pack asks for: kind by kind, a body or a post; a role that is not there asks for nothing', () => {
  const ids = (dues: readonly Due[]) => dues.map(({ id, by }) => `${id} ${by}`);
  expect(ids(DUES)).toEqual([
    'covers.community committee',
    'post.community worker',
    'covers.estate branch',
    'sponsors.estate sponsors',
    'counted.estate 0',
    'over.estate 300',
    'under.estate 100',
  ]);
  expect([unknownPosts(KINDS, ROLES), unknownPosts(KINDS, [])]).toEqual([[], ['worker']]);
  expect(ids(duesOf(KINDS, [])).slice(0, 2)).toEqual(['covers.community committee', 'covers.estate branch']);
  expect(DUES.map(({ title }) => title.zh)).toEqual([
    '没有联合党委覆盖的社区',
    '没有worker的社区',
    '没有党支部覆盖的小区',
    '没有分包人的小区',
    '没有登记户数的小区',
    '超过300户的小区',
    '不到100户的小区',
  ]);
});

test('who lacks what, as figure and list, in the district and in each part of it', async () => {
  await cover('P', 'A');
  await cover('V', 'E');
  await staff('B');
  // Communities A, B, C; estates E and F of A.
  expect(await seen('D')).toMatchObject({
    'covers.community': '2/3 B C',
    'post.community': '2/3 A C',
    'covers.estate': '1/2 F',
  });
  expect(await seen('S')).toMatchObject({
    'covers.community': '1/2 B',
    'post.community': '1/2 A',
    'covers.estate': '1/2 F',
  });
  // The community itself is counted among its own.
  expect(await seen('A')).toMatchObject({
    'covers.community': '0/1',
    'post.community': '1/1 A',
    'covers.estate': '1/2 F',
  });
  expect(await seen('T')).toMatchObject({
    'covers.community': '1/1 C',
    'post.community': '1/1 C',
    'covers.estate': '0/0',
  });
});

test('what has ended, or is still to come, does not count; what begins today does', async () => {
  await cover('P', 'A', { until: '2026-10-12' });
  await cover('Q', 'B', { from: '2026-10-13' });
  await cover('R', 'C', { from: '2026-10-12' });
  await staff('A', { until: '2026-10-12' });
  await staff('B', { from: '2026-10-13' });
  await staff('C', { from: '2026-10-12' });
  expect(await seen('D')).toMatchObject({ 'covers.community': '2/3 A B', 'post.community': '2/3 A B' });
});

test('a body that stands elsewhere counts too, also for whoever may not see it; a body of another kind does not', async () => {
  await cover('R', 'A');
  await cover('W', 'E');
  expect(await seen('A')).toMatchObject({ 'covers.community': '0/1', 'covers.estate': '1/2 F' });
  await cover('P', 'E');
  expect(await seen('A')).toMatchObject({ 'covers.estate': '1/2 F' });
});

test('below each unit as much as below it alone, and page by page as much as at once', async () => {
  await cover('P', 'A');
  const actor = await small.over('D');
  await inScope(small.city.app.db, viewerOf(actor, 'org.read'), async (tx) => {
    const unit = await getUnit(tx, await small.id('D'));
    const asked = { unit, day: TODAY, dues: DUES };
    const [s, t] = [await small.id('S'), await small.id('T')];
    const rows = (await talliesOf(tx, asked)).filter(({ list }) => list === 'covers.community');
    expect(rows.map(({ child, all, lacking }) => [child, all, lacking])).toEqual([
      [s, 2, 1],
      [t, 1, 1],
    ]);
    const dues = DUES.slice(0, 1);
    const first = await gapsOf(tx, { ...asked, dues }, { after: undefined, limit: 1 });
    expect(first.units.map((one) => [one.unit.name, one.above])).toEqual([['B', ['S']]]);
    const second = await gapsOf(tx, { ...asked, dues }, { after: first.next ?? 0, limit: 1 });
    expect([second.units.map((one) => one.unit.name), second.total, second.next]).toEqual([['C'], 2, null]);
  });
});

test('an estate without a patron today; one whose patron has ended, or is still to come, is without', async () => {
  const patron = (over: string, { from = '2026-01-01', until = null }: { from?: string; until?: string | null } = {}) =>
    sql`
      INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", "to", made_at, post)
      SELECT gen_random_uuid(), 'sponsors', a.id, a.path, b.id, ${from}, ${until}, ${NOW}, 'organiser' FROM unit a, unit b WHERE a.code = 'S' AND b.code = ${over}`.execute(
      small.city.worker.db,
    );
  expect(await seen('S')).toMatchObject({ 'sponsors.estate': '2/2 E F' });
  await patron('E', { until: '2026-10-12' });
  await patron('F', { from: '2026-10-12' });
  expect(await seen('S')).toMatchObject({ 'sponsors.estate': '1/2 E', 'covers.estate': '2/2 E F' });
});

test('estates that are too large, too small, or not counted, by the figure of the day', async () => {
  const count = (code: string, households: number, { from = '2026-01-01', until }: Days = {}) =>
    sql`
    INSERT INTO unit_households (id, unit_id, path, households, "from", "to", made_at)
    SELECT gen_random_uuid(), id, path, ${households}, ${from}, ${until ?? null}, ${NOW} FROM unit WHERE code = ${code}`.execute(
      small.city.worker.db,
    );
  const sizes = async () => {
    const told = await seen('A');
    return ['counted', 'over', 'under'].map((list) => told[`${list}.estate`]);
  };
  expect(await sizes()).toEqual(['2/2 E F', '0/2', '0/2']);
  // 100 and 300 are still of the usual size.
  await count('E', 300);
  await count('F', 99, { until: '2026-10-12' });
  expect(await sizes()).toEqual(['1/2 F', '0/2', '0/2']);
  await count('F', 301, { from: '2026-10-12' });
  expect(await sizes()).toEqual(['0/2', '1/2 F', '0/2']);
  await sql`UPDATE unit_households SET households = 99 WHERE households = 300`.execute(small.city.worker.db);
  expect(await sizes()).toEqual(['0/2', '1/2 F', '1/2 E']);
});
