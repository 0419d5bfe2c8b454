// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { readUnits } from '@beichen/method/sheets';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';

/** Puts a list of units into the tree, as the org domain does from a pack. `from` is the day since when they lie there. */
export async function plantUnits(db: Database, file: string, from: string): Promise<void> {
  const read = await readUnits({ name: file, bytes: readFileSync(file) });
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { ids, names, kinds, parents, columns } = read.value;
  const paths: string[] = [];
  const pathOf = (at: number): string => {
    const above = parents[at] as number;
    paths[at] ??= `${above < 0 ? '' : pathOf(above)}${at + 1}/`;
    return paths[at];
  };
  const rows = ids.map((code, at) => ({
    id: at + 1,
    code,
    name: names[at],
    kind: kinds[at],
    parent_id: (parents[at] as number) < 0 ? null : (parents[at] as number) + 1,
    path: pathOf(at),
    level: pathOf(at).split('/').length - 2,
    class: columns.get('class')?.[at] ?? null,
    zone: columns.get('zone')?.[at] ?? null,
  }));
  const fields =
    'id integer, code text, name text, kind text, parent_id integer, path text, level smallint, class text, zone text';
  await sql`
    INSERT INTO unit (id, code, kind, name_entered, name, class, zone, parent_id, level, path, pinyin, initials)
    SELECT id, code, kind, name, name, class, zone, parent_id, level, path, code, ''
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(${sql.raw(fields)}) ORDER BY level`.execute(db);
  await sql`INSERT INTO unit_place SELECT id, ${from}, NULL, parent_id, level, path FROM unit`.execute(db);
  await sql`
    INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
    SELECT id, ${from}, kind, name_entered, name, class, zone FROM unit`.execute(db);
}

export async function unitIdOf(db: Database, code: string): Promise<number> {
  const row = await db.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirstOrThrow();
  return row.id;
}
