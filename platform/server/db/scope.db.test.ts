// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestCity, testCity } from '../testing/test-city.ts';
import type { Database } from './connect.ts';
import { inScope, NOBODY, type Viewer } from './scope.ts';

let city: TestCity;

/** A root 1 with children 3 and 30, so that one id begins like the other; each with a reading of its own. */
async function plant(db: Database): Promise<void> {
  for (const [id, path, parent] of [
    [1, '1/', null],
    [3, '1/3/', 1],
    [30, '1/30/', 1],
    [4, '1/3/4/', 3],
  ] as const) {
    await sql`INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      VALUES (${id}, ${`c${id}`}, 'node', ${`n${id}`}, ${`n${id}`}, ${parent}, ${path.split('/').length - 2}, ${path}, 'n', 'n')`.execute(
      db,
    );
    await sql`INSERT INTO reading VALUES ('m', '2026-q3', ${id}, ${path}, ${id}, NULL, NULL, '2026-09-01T00:00:00Z')`.execute(
      db,
    );
  }
}

beforeAll(async () => {
  city = await testCity([]);
  await plant(city.owner.db);
});
afterAll(() => city.drop());

async function unitsSeen(viewer: Viewer): Promise<number[]> {
  return await inScope(city.app.db, viewer, async (tx) => {
    const { rows } = await sql<{ unit_id: number }>`SELECT unit_id FROM reading ORDER BY unit_id`.execute(tx);
    return rows.map((row) => row.unit_id);
  });
}

const over = (...all: string[]): Viewer => ({ ...NOBODY, scope: { all, lines: [] } });

describe('what a transaction of the app role sees', () => {
  test('its own subtree, and not a sibling whose id begins alike', async () => {
    expect(await unitsSeen(over('1/3/'))).toEqual([3, 4]);
    expect(await unitsSeen(over('1/30/'))).toEqual([30]);
  });

  test('several subtrees, or all of them', async () => {
    expect(await unitsSeen(over('1/30/', '1/3/4/'))).toEqual([4, 30]);
    expect(await unitsSeen(over('1/'))).toEqual([1, 3, 4, 30]);
  });

  test('nothing without a scope, after one that had it on the same connection', async () => {
    expect(await unitsSeen(over('1/'))).toHaveLength(4);
    expect(await unitsSeen(NOBODY)).toEqual([]);
    const { rows } = await sql`SELECT * FROM reading`.execute(city.app.db);
    expect(rows).toEqual([]);
  });

  test('of the nodes above it the names, and nothing else', async () => {
    const names = await inScope(city.app.db, over('1/3/4/'), (tx) =>
      sql<{ name: string }>`SELECT name FROM unit ORDER BY path`.execute(tx),
    );
    expect(names.rows.map((row) => row.name)).toEqual(['n1', 'n3', 'n4']);
  });

  test('a path that is none stops before the database', async () => {
    await expect(unitsSeen(over('1/3'))).rejects.toThrow('no path');
    await expect(unitsSeen(over(''))).rejects.toThrow('no path');
  });
});

test('the owner is no superuser, and the app role owns nothing', async () => {
  const { rows } = await sql<{ name: string; super: boolean; bypass: boolean; owns: number }>`
    SELECT rolname AS name, rolsuper AS super, rolbypassrls AS bypass,
      (SELECT count(*)::integer FROM pg_class WHERE relowner = r.oid AND relname NOT LIKE 'pg%') AS owns
    FROM pg_roles r WHERE rolname IN ('testcity_app', 'testcity_owner') ORDER BY rolname`.execute(city.owner.db);
  expect(rows[0]).toEqual({ name: 'testcity_app', super: false, bypass: false, owns: 0 });
  expect(rows[1]).toMatchObject({ super: false, bypass: false });
});
