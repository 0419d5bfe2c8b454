// SPDX-License-Identifier: Apache-2.0
import { childPath } from '@beichen/kernel/paths.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { DoneStep, Step } from '../../rules/change.ts';
import { displayName, soundOf } from '../../rules/names.ts';
import { type Applying, idOf } from './applying.ts';

export type OpenStep = Extract<Step, { do: 'open' }>;

type Place = { readonly path: string; readonly level: number };

async function placesOf(tx: Database, ids: readonly number[]): Promise<Map<number, Place>> {
  const { rows } = await sql<
    Place & { id: number }
  >`SELECT id, path, level FROM unit WHERE id = ANY (${[...ids]})`.execute(tx);
  return new Map(rows.map(({ id, path, level }) => [id, { path, level }]));
}

/** Makes units, parents before their children, in as many questions for a thousand as for one. */
export async function openUnits(tx: Database, steps: readonly OpenStep[], { on, made }: Applying): Promise<DoneStep[]> {
  if (steps.length === 0) return [];
  const { rows: ids } = await sql<{ id: number }>`
    SELECT nextval(pg_get_serial_sequence('unit', 'id'))::integer AS id FROM generate_series(1, ${steps.length})`.execute(
    tx,
  );
  for (const [at, { key }] of steps.entries()) made.set(key, ids[at]?.id ?? 0);
  const parents = steps.map(({ parent }) => idOf(parent, made));
  const places = await placesOf(tx, parents);
  const units = steps.map(({ unit, key }, at) => {
    const parent = parents[at] as number;
    const above = places.get(parent);
    if (above === undefined) throw new Error(`no unit ${parent}`);
    const id = idOf(key, made);
    const place = { path: childPath(above.path, id), level: above.level + 1 };
    places.set(id, place);
    const name = displayName(unit.name);
    return { ...unit, ...soundOf(name), ...place, id, parent, name, entered: unit.name };
  });
  await sql`
    WITH planned AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS r(id integer, code text, kind text, entered text,
        name text, class text, zone text, parent integer, level smallint, path text, pinyin text, initials text)),
      made AS (INSERT INTO unit (id, code, kind, name_entered, name, class, zone, parent_id, level, path, pinyin, initials)
        SELECT id, code, kind, entered, name, class, zone, parent, level, path, pinyin, initials FROM planned),
      called AS (INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
        SELECT id, ${on}::date, kind, entered, name, class, zone FROM planned)
    INSERT INTO unit_place (unit_id, "from", parent_id, level, path) SELECT id, ${on}::date, parent, level, path FROM planned`.execute(
    tx,
  );
  return units.map(({ id, parent }) => ({ do: 'open', unit: id, parent }));
}
