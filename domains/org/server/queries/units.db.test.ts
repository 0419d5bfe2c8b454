// SPDX-License-Identifier: Apache-2.0
import type { Actor } from '@beichen/kernel/permissions.ts';
import { instant } from '@beichen/kernel/time.ts';
import { viewerOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { inScope, inTransaction } from '@beichen/platform-server/db/scope.ts';
import type { QueryRoute } from '@beichen/platform-server/http/route.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import type { ServerModule } from '@beichen/platform-server/server-module.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { packFolder, testServices } from '@beichen/platform-server/testing/test-services.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { childrenPage, foundPage, unitPage } from '../../model/units.ts';
import { orgMigrations } from '../../testing/migrations.ts';
import { bindOrg } from '../index.ts';
import { chainOf, findUnit, getUnit, unitsByCode } from '../public.ts';
import { loadTree, UnitsGone } from '../store/load-tree.ts';
import { rootsOf, searchUnits } from './units.ts';

const PERSON = 'f7b5a9c2-0000-7000-8000-000000000001';
const NOW = instant('2026-10-12T01:00:00.000Z');

/** The post that the pack's kinds ask for. */
const WORKER: Role = {
  id: 'grid-worker',
  title: { zh: '网格员', en: 'Grid worker' },
  at: ['base-grid'],
  sensitivity: 'open',
  permissions: [],
  appointedBy: [],
  sources: {},
};

let city: TestCity;
let org: ServerModule;

async function bound(of: TestCity, pack: string): Promise<ServerModule> {
  const made = await bindOrg(testServices(of, { at: NOW }, { pack: packFolder(pack), roles: [WORKER] }));
  await load(of, made);
  return made;
}

const load = (of: TestCity, module: ServerModule): Promise<void> =>
  inTransaction(of.worker.db, 'ordinary', async (tx) => await module.load?.(tx, NOW));

beforeAll(async () => {
  city = await testCity([orgMigrations]);
  org = await bound(city, 'nanyang');
});
afterAll(() => city.drop());

async function count(db: Database, what: string, of = 'unit'): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`SELECT count(*)::integer AS n FROM ${sql.table(of)} WHERE ${sql.raw(what)}`.execute(db);
  return rows[0]?.n ?? -1;
}

async function idOf(code: string): Promise<{ id: number; path: string }> {
  const { rows } = await sql<{ id: number; path: string }>`SELECT id, path FROM unit WHERE code = ${code}`.execute(
    city.worker.db,
  );
  return rows[0] as { id: number; path: string };
}

async function over(...codes: string[]): Promise<Actor> {
  const places = await Promise.all(codes.map(idOf));
  const grant = { role: 'r', permissions: ['org.read'], line: null, sensitivity: 'internal' } as const;
  return {
    kind: 'person',
    person: PERSON,
    grants: places.map(({ id, path }) => ({ ...grant, unit: id, path })),
  };
}

async function ask<T>(actor: Actor, path: string, asked: { params?: object; query?: object }): Promise<T> {
  const route = org.routes.find((row) => row.path === path) as QueryRoute;
  const params = route.params.parse(asked.params ?? {}) as never;
  const query = route.query.parse(asked.query ?? {}) as never;
  const answer = await inScope(city.app.db, viewerOf(actor, 'org.read'), (tx) =>
    route.run({ tx, actor, now: NOW }, { params, query }),
  );
  // What is sent is what the description says.
  return route.output.parse(answer) as T;
}

type Page = z.infer<typeof unitPage>;
const unitSeen = (actor: Actor, id: number): Promise<Page> => ask(actor, '/api/org/units/{id}', { params: { id } });
const found = async (actor: Actor, q: string): Promise<string[]> =>
  (await ask<z.infer<typeof foundPage>>(actor, '/api/org/search', { query: { q } })).units.map((unit) =>
    [...unit.above.slice(1), unit.name].join(' '),
  );

describe('the tree of Nanyang', () => {
  test('13 counties; 249 street-level units and 7 of the zones; 468 + 83 communities and 4,440 + 3 villages', async () => {
    const level = (kinds: string) => count(city.worker.db, `kind IN (${kinds})`);
    expect(await level("'county'")).toBe(13);
    expect(await level("'street', 'town', 'township', 'other'")).toBe(249 + 7);
    expect(await level("'community', 'other-community'")).toBe(468 + 83);
    // The list of the city's communities: those of its programme; the others are in the tree as another kind.
    expect(await level("'community'")).toBe(423);
    expect(await level("'village'")).toBe(4440 + 3);
    expect(await count(city.worker.db, 'true')).toBe(1 + 13 + 256 + 4994);
    expect(await count(city.worker.db, 'level = 4')).toBe(4994);
  });

  test('423 communities have a class to be held against, 81 of them in a zone', async () => {
    expect(await count(city.worker.db, 'class IS NOT NULL')).toBe(423);
    // 69 of 411372 and 12 of 411371, by the table's own page.
    expect(await count(city.worker.db, "class IS NOT NULL AND zone = '411372'")).toBe(69);
    expect(await count(city.worker.db, "class IS NOT NULL AND zone = '411371'")).toBe(12);
  });

  test('a street of a zone lies below the county that governs it, and is called without the zone', async () => {
    const street = (await unitsByCode(city.worker.db, ['411371060'])).get('411371060');
    expect(street).toMatchObject({ name: '张衡街道', zone: '411371', level: 3 });
    const chain = await chainOf(city.worker.db, await getUnit(city.worker.db, street?.id ?? 0));
    expect(chain.map((unit) => unit.name)).toEqual(['南阳市', '卧龙区']);
  });

  test('a slip of the list is read as it was meant, and kept as it was entered', async () => {
    const { rows } =
      await sql`SELECT name, name_entered FROM unit WHERE code IN ('411302107210', '411381103208', '411303008005') ORDER BY code`.execute(
        city.worker.db,
      );
    expect(rows).toEqual([
      { name: '邰庄村', name_entered: '邰庄村民员委会' },
      { name: '兰营社区', name_entered: '兰营社区居民委会' },
      { name: '张桥村', name_entered: '张桥村员委员会' },
    ]);
  });

  test('every unit has one open place, from the date of the list on, where it lies today', async () => {
    expect(await count(city.worker.db, `"from" = '2023-06-30' AND "to" IS NULL`, 'unit_place')).toBe(5264);
    const { rows } = await sql`SELECT 1 FROM unit u JOIN unit_place p ON p.unit_id = u.id
      WHERE (u.path, u.level, u.parent_id) IS DISTINCT FROM (p.path, p.level, p.parent_id)`.execute(city.worker.db);
    expect(rows).toEqual([]);
  });

  test('loading again changes nothing, and ids stay', async () => {
    const all = () => sql`SELECT u.*, u.xmin FROM unit u ORDER BY id`.execute(city.worker.db);
    const before = await all();
    await load(city, org);
    expect((await all()).rows).toEqual(before.rows);
    expect(await count(city.worker.db, 'true', 'unit_place')).toBe(5264);
  });
});

describe('what somebody sees of it', () => {
  test('a county: its own streets, the city as a name, and no neighbour', async () => {
    const actor = await over('411303');
    const own = await unitSeen(actor, (await idOf('411303')).id);
    // 7 streets, 9 towns, 2 townships, 1 other; and 3 of the zone.
    expect(own).toMatchObject({
      unit: { name: '卧龙区', kindTitle: { en: 'County' } },
      children: 22,
      abilities: ['org.read'],
    });
    expect(own.chain.map((unit) => unit.name)).toEqual(['南阳市']);
    const above = await unitSeen(actor, (await idOf('4113')).id);
    expect(above).toMatchObject({ children: null, below: null, abilities: [] });
    await expect(unitSeen(actor, (await idOf('411302')).id)).rejects.toThrow('platform.not-found');
  });

  test('children come in pages, in the order of their sound, each once; those with nothing below say so', async () => {
    const actor = await over('4113');
    const { id } = await idOf('4113');
    const page = (after?: number) =>
      ask<z.infer<typeof childrenPage>>(actor, '/api/org/units/{id}/children', {
        params: { id },
        query: { limit: '5', ...(after ? { after } : {}) },
      });
    const first = await page();
    const second = await page(first.next ?? undefined);
    const third = await page(second.next ?? undefined);
    expect(third.next).toBeNull();
    expect(first.units.map(({ leaf }) => leaf)).toEqual([false, false, false, false, false]);
    const street = await idOf('411302001');
    const communities = await ask<z.infer<typeof childrenPage>>(actor, '/api/org/units/{id}/children', {
      params: { id: street.id },
    });
    expect(new Set(communities.units.map(({ leaf }) => leaf))).toEqual(new Set([true]));
    expect([first, second, third].flatMap(({ units }) => units.map((unit) => unit.name))).toEqual(
      // deng fang nan nei she tang tong wan wo xi(chuan) xi(xia) xin zhen
      [
        '邓州市',
        '方城县',
        '南召县',
        '内乡县',
        '社旗县',
        '唐河县',
        '桐柏县',
        '宛城区',
        '卧龙区',
        '淅川县',
        '西峡县',
        '新野县',
        '镇平县',
      ],
    );
  });

  test('a search finds by part of a name, formal name, sound, initials and code', async () => {
    const actor = await over('4113');
    expect(await found(actor, '卧龙区')).toEqual(['卧龙区']);
    expect((await found(actor, '百里奚'))[0]).toBe('卧龙区 百里奚街道');
    expect(await found(actor, '河街社区居委会')).toEqual(['宛城区 东关街道 河街社区']);
    expect(await found(actor, 'wolongg')).toEqual(['卧龙区 卧龙岗街道', '淅川县 西簧乡 卧龙岗村']);
    expect((await found(actor, 'wlq'))[0]).toBe('卧龙区');
    expect(await found(actor, '411302001001')).toEqual(['宛城区 东关街道 河街社区']);
    expect(await found(actor, '河')).toHaveLength(20);
    expect(await found(actor, '%')).toEqual([]);
    expect(await found(actor, 'wo_')).toEqual([]);
  });

  test('a search looks in the own range alone: neither names above it nor neighbours', async () => {
    const actor = await over('411302001', '411303002');
    expect(await found(actor, '河街')).toEqual(['宛城区 东关街道 河街社区']);
    expect(await found(actor, '曾楼')).toEqual(['卧龙区 七一街道 曾楼社区']);
    expect(await found(actor, '南阳市')).toEqual([]);
    expect(await found(actor, '汉画社区')).toEqual([]);
    expect(await found({ kind: 'person', person: PERSON, grants: [] }, '河街')).toEqual([]);
  });
});

type Plan = Parameters<typeof loadTree>[1];

/** A plan of `code parent`, the root alone. */
const planOf = (...pairs: string[]): Plan => ({
  asOf: '2020-01-01',
  kinds: {},
  relations: [],
  households: [],
  cells: [],
  units: pairs.map((pair) => {
    const [code = '', parent = null] = pair.split(' ');
    return { code, kind: 'club', nameEntered: code, name: code, class: null, zone: null, parent };
  }),
});

const loadPlan = (of: TestCity, plan: Plan, now: string): Promise<void> =>
  inTransaction(of.worker.db, 'ordinary', (tx) => loadTree(tx, plan, { now: instant(now), zone: 'Asia/Shanghai' }));

describe('a tree of another pack', () => {
  let own: TestCity;
  beforeEach(async () => {
    own = await testCity([orgMigrations]);
  });
  afterEach(() => own.drop());

  test('has ids 3 and 30 side by side: who sees 3 neither sees nor finds 30', async () => {
    await loadPlan(
      own,
      planOf('r', ...Array.from({ length: 30 }, (_, at) => `u${at + 2} r`)),
      '2026-01-01T00:00:00.000Z',
    );
    const grant = { role: 'r', permissions: ['org.read'], line: null, sensitivity: 'open' } as const;
    const actor: Actor = { kind: 'person', person: PERSON, grants: [{ ...grant, unit: 3, path: '1/3/' }] };
    const seen = await inScope(own.app.db, viewerOf(actor, 'org.read'), async (tx) => ({
      three: (await findUnit(tx, 3))?.code,
      thirty: await findUnit(tx, 30),
      found: (await searchUnits(tx, 'u3', { roots: rootsOf(actor), limit: 20 })).map((unit) => unit.code),
    }));
    expect(seen).toEqual({ three: 'u3', thirty: undefined, found: ['u3'] });
  });

  test('moves a unit from today on, with all below it, and keeps ids', async () => {
    const before = ['r', 'a r', 'b r', 'c a', 'd c'];
    await loadPlan(own, planOf(...before), '2026-01-01T00:00:00.000Z');
    await loadPlan(own, planOf('r', 'a r', 'b r', 'c b', 'd c', 'e d'), '2026-06-30T16:00:00.000Z');
    const { rows } = await sql`SELECT u.code, p."from", p."to", p.path FROM unit_place p JOIN unit u ON u.id = p.unit_id
      WHERE u.code IN ('c', 'd', 'e') ORDER BY u.code, p."from"`.execute(own.worker.db);
    // 16:00 UTC is already 1 July on the city's clocks.
    expect(rows).toEqual([
      { code: 'c', from: '2020-01-01', to: '2026-07-01', path: '1/2/4/' },
      { code: 'c', from: '2026-07-01', to: null, path: '1/3/4/' },
      { code: 'd', from: '2020-01-01', to: '2026-07-01', path: '1/2/4/5/' },
      { code: 'd', from: '2026-07-01', to: null, path: '1/3/4/5/' },
      { code: 'e', from: '2026-07-01', to: null, path: '1/3/4/5/6/' },
    ]);
    // Put back on the same day: the day's place is corrected, not ended before it began.
    await loadPlan(own, planOf(...before, 'e d'), '2026-07-01T03:00:00.000Z');
    const last = await sql`SELECT path FROM unit_place WHERE unit_id = 4 AND "to" IS NULL`.execute(own.worker.db);
    expect(last.rows).toEqual([{ path: '1/2/4/' }]);
  });

  test('that lacks a unit which the city has is not loaded at all', async () => {
    await loadPlan(own, planOf('r', 'a r'), '2026-01-01T00:00:00.000Z');
    await expect(loadPlan(own, planOf('r', 'b r'), '2026-02-01T00:00:00.000Z')).rejects.toThrow(UnitsGone);
    expect(await count(own.worker.db, "code = 'b'")).toBe(0);
  });
});

test('a tennis league is a tree too: nothing here knows what a city is', async () => {
  const league = await testCity([orgMigrations]);
  try {
    await bound(league, 'tennis-league');
    expect(await count(league.worker.db, 'true')).toBe(1 + 3 + 12 + 6 + 4);
    const { rows } =
      await sql`SELECT name, class, level, initials FROM unit WHERE code IN ('solo', 'solo-1') ORDER BY code`.execute(
        league.worker.db,
      );
    expect(rows).toEqual([
      { name: '独行俱乐部', class: 'ice', level: 3, initials: 'dxjlb' },
      { name: '1 号场', class: null, level: 4, initials: '1hc' },
    ]);
  } finally {
    await league.drop();
  }
});
