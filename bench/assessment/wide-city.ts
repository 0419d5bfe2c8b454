// SPDX-License-Identifier: Apache-2.0
import type { BenchCity } from '../platform/city.ts';

type Placed = {
  readonly id: number;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly parent_id: number;
  readonly level: number;
  readonly path: string;
};

/** Every community, and what lies above it but for the city itself. */
const PLACED = `
  WITH above AS (SELECT DISTINCT unnest(string_to_array(rtrim(path, '/'), '/')::integer[]) AS id FROM unit WHERE kind = 'community')
  SELECT u.id, u.code, u.kind, u.name, u.parent_id, u.level, u.path FROM unit u JOIN above USING (id) WHERE u.parent_id IS NOT NULL AND u.pinyin <> 'bench'`;

const PLANT = `
  WITH r AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id integer, code text, kind text, name text, parent_id integer, level smallint, path text)),
    made AS (INSERT INTO unit (id, code, kind, name_entered, name, parent_id, level, path, pinyin, initials)
      SELECT id, code, kind, name, name, parent_id, level, path, 'bench', 'b' FROM r),
    called AS (INSERT INTO unit_version (unit_id, "from", kind, name_entered, name) SELECT id, '2023-06-30', kind, name, name FROM r)
  INSERT INTO unit_place (unit_id, "from", parent_id, level, path) SELECT id, '2023-06-30', parent_id, level, path FROM r`;

const BATCH = 20_000;

/**
 * Adds copies of the city's counties, numbered from one up to another, each with its streets and communities: no group of peers grows. The
 * first of all is number 1.
 */
export async function widenCity(city: BenchCity, { from, to }: { from: number; to: number }): Promise<void> {
  const placed = await city.ask<Placed>(PLACED);
  const [{ last, root } = { last: 0, root: 0 }] = await city.ask<{ last: number; root: number }>(
    `SELECT (SELECT max(id) FROM unit WHERE pinyin <> 'bench') AS last, (SELECT DISTINCT split_part(path, '/', 1)::integer FROM unit WHERE kind = 'community') AS root`,
  );
  const copied = (id: number, copy: number): number => (id === root ? root : last * copy + id);
  let rows: Placed[] = [];
  for (let copy = from; copy <= to; copy += 1) {
    for (const unit of placed)
      rows.push({
        ...unit,
        id: copied(unit.id, copy),
        code: `${unit.code}-${copy}`,
        name: `${unit.name}${copy}`,
        parent_id: copied(unit.parent_id, copy),
        path: unit.path.replace(/\d+/gu, (id) => String(copied(Number(id), copy))),
      });
    if (rows.length < BATCH && copy < to) continue;
    await city.ask(PLANT, [JSON.stringify(rows)]);
    rows = [];
  }
  await city.ask('ANALYZE');
}
