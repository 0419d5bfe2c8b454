// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { civilDate, instant, millisOf } from '@beichen/kernel/time.ts';
import { readTables } from '@beichen/method/sheets';
import { perform, viewerOf } from '@beichen/platform-server/action/perform.ts';
import { inScope, inTransaction } from '@beichen/platform-server/db/scope.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { type TestCity, testCity } from '@beichen/platform-server/testing/test-city.ts';
import { openVault } from '@beichen/platform-server/vault/open-vault.ts';
import { expect, test } from 'vitest';
import { type ImportPreview, SHEETS } from '../../model/sheets.ts';
import { readLines } from '../../rules/sheet-lines.ts';
import { writeTreeBook } from '../../rules/tree-book.ts';
import { orgMigrations } from '../../testing/migrations.ts';
import { carryOut } from '../jobs/carry-out.ts';
import { type PlannedTree, readTree } from '../pack.ts';
import { unitsBelowOn } from '../queries/as-of.ts';
import { exportTree } from '../queries/export-tree.ts';
import type { PostDeps } from '../queries/posts.ts';
import { loadTree } from '../store/load-tree.ts';
import { checkImportAction, importAction } from './import-file.ts';

const NOW = instant('2026-10-12T01:00:00.000Z');
const TODAY = civilDate('2026-10-12');
const PERMISSIONS = ['org.read', 'org.change', 'org.import', 'org.export'];
const ROLE: Role = {
  id: 'organiser',
  title: { zh: '组织部', en: 'Organiser' },
  at: ['city'],
  sensitivity: 'internal',
  permissions: PERMISSIONS,
  appointedBy: [],
  sources: {},
};

/** All units of the tree but its root, as a file. */
function bookOf({ kinds, units }: PlannedTree): Uint8Array {
  return writeTreeBook({
    of: '南阳市',
    on: TODAY,
    units: units.slice(1).map(({ code, nameEntered: name, kind, parent, class: own }) => ({
      code,
      name,
      kind: kinds[kind]?.zh ?? kind,
      parent: parent ?? '',
      class: own ?? '',
    })),
    posts: [],
  });
}

type Asking = { readonly city: TestCity; readonly deps: PostDeps; readonly actor: Actor };

/** Checks a file; with a basis, imports it. */
const asking =
  ({ city, deps, actor }: Asking) =>
  async (file: Uint8Array, basis?: string): Promise<unknown> => {
    const read = await readTables({ name: 'f.xlsx', bytes: file }, { sheets: [SHEETS.units], most: 9_999 });
    if (!read.ok) throw new Error(JSON.stringify(read.faults[0]));
    const id = uuidv7From(millisOf(NOW), randomBytes(16));
    const lines = readLines(read.value);
    const ctx = { db: city.app.db, now: NOW, intention: { id, hash: randomBytes(32) } };
    const done =
      basis === undefined
        ? await perform(ctx, actor, { action: checkImportAction(deps), input: { id, lines } })
        : await perform(ctx, actor, { action: importAction(deps), input: { id, lines, basis } });
    return done.answer;
  };

test('all 4,994 real names come in by a file, slips included, and what goes out of them changes nothing', async () => {
  const tree = await readTree(join(import.meta.dirname, '../../../../packs/nanyang'), false);
  const city = await testCity([orgMigrations]);
  const { db } = city.worker;
  const folder = await mkdtemp(join(tmpdir(), 'beichen-import-city-'));
  try {
    const [root] = tree.units;
    if (root === undefined) throw new Error('a pack has a root');
    await inTransaction(db, 'ordinary', (tx) =>
      loadTree(tx, { ...tree, units: [root] }, { now: NOW, zone: 'Asia/Shanghai' }),
    );
    const vault = await openVault({ keyFile: join(folder, 'keys'), create: true });
    const deps = { kinds: tree.kinds, holdings: new Map(), zone: 'Asia/Shanghai', roles: [ROLE], lines: {}, vault };
    const person = randomUUID();
    const post = {
      role: 'organiser',
      permissions: PERMISSIONS,
      line: null,
      sensitivity: 'internal' as const,
      path: '1/',
    };
    await db.insertInto('person').values({ id: person, made_at: NOW }).execute();
    await db
      .insertInto('access_grant')
      .values({ id: randomUUID(), person, unit_id: 1, from: civilDate('2025-01-01'), to: null, ...post })
      .execute();
    const actor: Actor = { kind: 'person', person, grants: [{ ...post, unit: 1, path: post.path as never }] };
    const bytes = bookOf(tree);
    const ask = asking({ city, deps, actor });
    const { preview } = (await ask(bytes)) as { preview: ImportPreview };
    expect(preview.faults).toEqual([]);
    // 13 counties, 256 streets and towns, 4,994 communities and villages (packs/nanyang/places/README.md).
    expect(preview.does).toMatchObject([{ what: 'opened', count: 13 + 256 + 4_994 }]);
    // The four slips of typos.csv, and units of one name side by side.
    expect(preview.warnings.filter(({ column }) => column === '名称').map(({ value }) => value)).toHaveLength(4);
    const { id } = (await ask(bytes, '统计用区划代码2023年')) as { id: string };
    await carryOut(db, deps, { change: id, now: NOW });
    const found = await inScope(city.app.db, viewerOf(actor, 'org.read'), (tx) =>
      unitsBelowOn(tx, TODAY, rangeOf(post.path as never)),
    );
    const shown = new Map(found.map((unit) => [unit.code, unit]));
    expect(shown.size).toBe(1 + 13 + 256 + 4_994);
    // Kept as it was entered, shown as far as a rule can make of it.
    expect(shown.get('411303008005')).toMatchObject({ nameEntered: '兰营社区居民委会', name: '兰营社区' });
    expect(shown.get('411302107210')).toMatchObject({ nameEntered: '邰庄村民员委会', name: '邰庄村民员委会' });
    const out = await inScope(city.app.db, viewerOf(actor, 'org.export'), (tx) =>
      exportTree({ tx, actor, now: NOW }, deps, { unit: 1, on: undefined }),
    );
    const again = (await ask(new Uint8Array(await out.arrayBuffer()))) as { preview: ImportPreview };
    expect({ faults: again.preview.faults, does: again.preview.does }).toEqual({ faults: [], does: [] });
  } finally {
    await city.drop();
    await rm(folder, { recursive: true });
  }
}, 60_000);
