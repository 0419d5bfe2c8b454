// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { addDays, type CivilDate, civilDate, type Instant, millisOf, startOfDay } from '@beichen/kernel/time.ts';
import { readTables } from '@beichen/method/sheets';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope } from '@beichen/platform-server/db/scope.ts';
import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { SHEETS } from '../../model/sheets.ts';
import { planOf } from '../../rules/changes.ts';
import { readLines } from '../../rules/sheet-lines.ts';
import { type PostRecord, type TieRecord, writeTreeBook } from '../../rules/tree-book.ts';
import { DEPS, PARTY, type SmallCity, smallCity, TIED, ZONE } from '../../testing/small-city.ts';
import type { PostDeps } from '../queries/posts.ts';
import { loadWorld } from '../queries/world.ts';
import { importAction } from './import-file.ts';

const FIRST = civilDate('2026-10-12');
const PERMISSIONS = ['org.read', 'org.change', 'org.relate', 'org.appoint', 'org.import'];
const at = (day: CivilDate): Instant => startOfDay(day, ZONE);
const freshId = (now: Instant): string => uuidv7From(millisOf(now), randomBytes(16));

type Desk = { readonly small: SmallCity; readonly deps: PostDeps; readonly actor: Actor };

/** A city with somebody who may import all over the district, as its organiser, and as its secretary give the workers' posts. */
async function desk(): Promise<Desk> {
  const small = await smallCity({ more: PARTY, deps: TIED });
  const { db } = small.city.worker;
  const { rows } = await sql<{ id: number; path: string }>`SELECT id, path FROM unit WHERE code = 'D'`.execute(db);
  const { id: unit, path } = rows[0]!;
  const person = randomUUID();
  await db
    .insertInto('person')
    .values({ id: person, made_at: at(FIRST) })
    .execute();
  const grants = ['organiser', 'secretary'].map((role) => {
    const post = { role, permissions: PERMISSIONS, line: null, sensitivity: 'internal' as const };
    return { ...post, path: path as never, unit };
  });
  for (const { unit: unit_id, ...post } of grants)
    await db
      .insertInto('access_grant')
      .values({ id: randomUUID(), person, unit_id, from: civilDate('2025-01-01'), to: null, ...post })
      .execute();
  return { small, deps: { ...TIED, lines: DEPS.lines, vault: small.vault }, actor: { kind: 'person', person, grants } };
}

type Book = { readonly posts?: readonly PostRecord[]; readonly ties?: readonly TieRecord[] };

async function bringIn({ small, deps, actor }: Desk, { posts = [], ties = [] }: Book, on: CivilDate): Promise<string> {
  const bytes = writeTreeBook({ of: 'D', on, units: [], posts, ties });
  const sheets = [SHEETS.units, SHEETS.posts, SHEETS.ties];
  const read = await readTables({ name: 'f.xlsx', bytes }, { sheets, most: 9_999 });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const now = at(on);
  const input = { id: freshId(now), lines: readLines(read.value), basis: '宛组〔2026〕8号' };
  const order = { db: small.city.app.db, now, intention: { id: freshId(now), hash: randomBytes(32) } };
  await perform(order, actor, { action: importAction(deps), input });
  await small.carryOut(input.id, now);
  return input.id;
}

/** What undoing would not bring back, as it is said before. */
async function saidOf({ small, deps, actor }: Desk, of: string, on: CivilDate): Promise<string[]> {
  const change = { kind: 'undo', of } as const;
  const { warnings, faults } = await inScope(small.city.app.db, viewerOf(actor, 'org.change'), async (tx) =>
    planOf(change, on, await loadWorld(tx, deps, { id: freshId(at(on)), change, today: on })),
  );
  expect(faults).toEqual([]);
  return warnings.map(({ zh }) => zh);
}

async function undo({ small, actor }: Desk, of: string, on: CivilDate): Promise<string> {
  const id = await small.decide(actor, { kind: 'undo', of }, { from: on, now: at(on) });
  await small.carryOut(id, at(on));
  const { rows } = await sql<{ state: string }>`SELECT state FROM unit_change WHERE id = ${id}`.execute(
    small.city.worker.db,
  );
  expect(rows).toEqual([{ state: 'done' }]);
  return id;
}

/** All that is tied and held on a day: `P covers A`, `林 worker A`, each with its last day. */
async function standing({ small }: Desk, day: CivilDate): Promise<string[]> {
  const { db } = small.city.worker;
  const { rows } = await sql<{ said: string; person: string | null }>`
    SELECT concat_ws('.', a.code, r.post) || ' ' || r.kind || ' ' || b.code || COALESCE(' -' || r."to", '') AS said, NULL AS person
    FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id WHERE r."from" <= ${day} AND (r."to" IS NULL OR r."to" > ${day})
    UNION ALL SELECT concat_ws(' ', g.role, u.code, g.source, g.full_time) || COALESCE(' -' || g."to", ''), g.person::text FROM access_grant g JOIN unit u ON u.id = g.unit_id
    WHERE g.role = 'worker' AND g."from" <= ${day} AND (g."to" IS NULL OR g."to" > ${day})`.execute(db);
  return rows.map(({ said, person }) => (person === null ? said : `${person} ${said}`)).sort();
}

/** `P 覆盖 A`: a row of the sheet. */
function tie(said: string, own: TieRecord = {}): TieRecord {
  const [unit = '', kind = '', over = ''] = said.split(' ');
  return { unit, kind, over, ...own };
}
const worker = (unit: string, name: string, own: PostRecord = {}): PostRecord => ({
  unit,
  role: 'worker',
  name,
  phone: `1380000${name.codePointAt(0)! % 10_000}`.padEnd(11, '0'),
  ...own,
});

const TIES = [
  tie('P 覆盖 A'),
  tie('Q 覆盖 B', { until: '2026-12-31' }),
  tie('V 覆盖 E'),
  tie('O 联系服务 A'),
  tie('O 分包 F', { until: '2026-10-15' }),
] as const;
const WORKERS = [
  worker('A', '陈向阳'),
  worker('A', '林若溪', { source: 'veteran', employment: '兼职', until: '2027-03-01' }),
  worker('B', '周明远'),
] as const;

async function withDesk(work: (desk: Desk) => Promise<void>): Promise<void> {
  const own = await desk();
  try {
    await work(own);
  } finally {
    await own.small.city.drop();
  }
}

test('whatever a file ended, undoing sets again from its day on: the days between stay, and undoing that ends it anew', async () => {
  const chosen = fc.record({
    ties: fc.subarray([...TIES]),
    posts: fc.subarray([...WORKERS]),
    later: fc.integer({ min: 0, max: 5 }),
  });
  let restored = 0;
  await fc.assert(
    fc.asyncProperty(chosen, async ({ ties, posts, later }) => {
      if (ties.length + posts.length === 0) return;
      await withDesk(async (own) => {
        await bringIn(own, { ties: [...TIES], posts: [...WORKERS] }, FIRST);
        const [ended, back] = [addDays(FIRST, 1), addDays(FIRST, 2 + later)];
        const before = await standing(own, ended);
        const ends = { until: ended };
        const file = {
          ties: ties.map((one) => ({ ...one, ...ends })),
          posts: posts.map((one) => ({ ...one, from: FIRST, ...ends })),
        };
        const id = await bringIn(own, file, ended);
        const between = await standing(own, ended);
        expect(between).toHaveLength(before.length - ties.length - posts.length);
        const undone = await undo(own, id, back);
        // What would have ended by then anyway has: patron of F until the 15th.
        const lasting = (all: readonly string[], day: CivilDate) =>
          all.filter((one) => (one.split(' -')[1] ?? '9') > day);
        expect(await standing(own, back)).toEqual(lasting(before, back));
        const eve = addDays(back, -1);
        expect(await standing(own, eve)).toEqual(lasting(between, eve));
        const after = addDays(back, 1);
        await undo(own, undone, after);
        expect(await standing(own, after)).toEqual(lasting(between, after));
        restored += 1;
      });
    }),
    { numRuns: 8, seed: 20261012 },
  );
  expect(restored).toBeGreaterThan(5);
}, 120_000);

test('what cannot come back is said line by line before it is decided, and the rest comes back', async () => {
  await withDesk(async (own) => {
    await bringIn(own, { ties: [...TIES], posts: [...WORKERS] }, FIRST);
    const [ended, next, back] = [addDays(FIRST, 1), addDays(FIRST, 3), addDays(FIRST, 7)];
    const ends = { until: ended };
    const file = {
      ties: TIES.slice(0, 3).map((one) => ({ ...one, ...ends })),
      posts: WORKERS.map((one) => ({ ...one, from: FIRST, ...ends })),
    };
    const id = await bringIn(own, file, ended);
    // Since then another committee covers A, 陈向阳 is worker of A again, and what was known of 周明远 is erased.
    const { db } = own.small.city.worker;
    await sql`INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", made_at)
      SELECT gen_random_uuid(), 'covers', r.id, r.path, a.id, ${next}, ${at(next)} FROM unit r, unit a WHERE r.code = 'R' AND a.code = 'A'`.execute(
      db,
    );
    await sql`INSERT INTO access_grant (id, person, unit_id, path, role, permissions, sensitivity, "from")
      SELECT gen_random_uuid(), person, unit_id, path, role, permissions, sensitivity, ${next} FROM access_grant WHERE role = 'worker' AND source IS NULL AND path ^@ (SELECT path FROM unit WHERE code = 'A')`.execute(
      db,
    );
    await sql`SELECT vault_erase(g.person) FROM access_grant g JOIN unit u ON u.id = g.unit_id WHERE u.code = 'B' AND g.role = 'worker'`.execute(
      db,
    );
    expect(await saidOf(own, id, back)).toEqual([
      'P覆盖A，这项不恢复：已另有这类关系',
      'B的worker任职不恢复：此人的信息已经删除',
      'A的worker任职不恢复：此人已另行任命',
    ]);
    await undo(own, id, back);
    const fresh = (await standing(own, back))
      .filter((one) => !/serves|sponsors/.test(one))
      .map((one) => one.replace(/^[0-9a-f-]{36} /, ''))
      .sort();
    expect(fresh).toEqual([
      'Q covers B -2026-12-31',
      'R covers A',
      'V covers E',
      'worker A t',
      'worker A veteran f -2027-03-01',
    ]);
  });
});

test('who acts for somebody whose post comes back acts for them in the new post', async () => {
  await withDesk(async (own) => {
    const two = [worker('B', '周明远'), worker('B', '马知微', { actsFor: '周明远' })];
    await bringIn(own, { posts: two }, FIRST);
    const [ended, back] = [addDays(FIRST, 1), addDays(FIRST, 7)];
    const id = await bringIn(own, { posts: two.map((one) => ({ ...one, from: FIRST, until: ended })) }, ended);
    expect(await standing(own, ended)).toEqual([]);
    await undo(own, id, back);
    const { rows } = await sql<{ from: CivilDate; principal: CivilDate | null }>`
      SELECT g."from", p."from" AS principal FROM access_grant g LEFT JOIN access_grant p ON p.id = g.acts_for
      WHERE g.role = 'worker' AND g."from" = ${back} ORDER BY 2 NULLS FIRST`.execute(own.small.city.worker.db);
    expect(rows).toEqual([
      { from: back, principal: null },
      { from: back, principal: back },
    ]);
  });
});
