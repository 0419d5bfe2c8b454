// SPDX-License-Identifier: Apache-2.0
import { childPath } from '@beichen/kernel/paths.ts';
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { PlannedUnit } from '../../model/pack.ts';
import { soundOf } from '../../rules/names.ts';
import type { PlannedTree } from '../pack.ts';

/** Units that the pack no longer names. What was recorded of them must be given a new place first, so nothing is loaded. */
export class UnitsGone extends Error {
  constructor(codes: readonly string[]) {
    const some = codes.slice(0, 10).join(', ');
    super(
      `数据包里少了 ${codes.length} 个已有的单位（${some}）；撤并须先说明其事项归谁 · the pack lacks ${codes.length} units that the city has (${some}): say first where what was recorded of them goes`,
    );
  }
}

type Known = {
  readonly id: number;
  readonly code: string;
  readonly parent_id: number | null;
  readonly path: string;
  readonly level: number;
  /** Whether somebody changed it in the system: from then on the pack says nothing of it. */
  readonly changed: boolean;
};

async function newIds(tx: Database, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT nextval(pg_get_serial_sequence('unit', 'id'))::integer AS id FROM generate_series(1, ${count})`.execute(tx);
  return rows.map((row) => row.id);
}

/** Id, path and level for every unit of the plan: the old id where the code is known, and the place too where it was changed. Parents come first. */
function placed(units: readonly PlannedUnit[], ids: ReadonlyMap<string, number>, before: ReadonlyMap<string, Known>) {
  const places = new Map<string, { readonly path: string; readonly level: number }>();
  return units.map((unit) => {
    const id = ids.get(unit.code) ?? 0;
    const above = unit.parent === null ? undefined : places.get(unit.parent);
    const known = before.get(unit.code);
    const { path, level } =
      known?.changed === true ? known : { path: childPath(above?.path ?? '', id), level: (above?.level ?? 0) + 1 };
    places.set(unit.code, { path, level });
    const parent = unit.parent === null ? null : (ids.get(unit.parent) ?? null);
    return { ...unit, ...soundOf(unit.name), id, parent, path, level };
  });
}

type PlacedUnit = ReturnType<typeof placed>[number];

async function addNew(tx: Database, units: readonly PlacedUnit[], from: string): Promise<void> {
  if (units.length === 0) return;
  await sql`
    WITH planned AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS r(id integer, code text, kind text, "nameEntered" text,
        name text, class text, zone text, parent integer, level smallint, path text, pinyin text, initials text)),
      made AS (INSERT INTO unit (id, code, kind, name_entered, name, class, zone, parent_id, level, path, pinyin, initials)
        SELECT id, code, kind, "nameEntered", name, class, zone, parent, level, path, pinyin, initials FROM planned),
      called AS (INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
        SELECT id, ${from}::date, kind, "nameEntered", name, class, zone FROM planned)
    INSERT INTO unit_place (unit_id, "from", parent_id, level, path) SELECT id, ${from}::date, parent, level, path FROM planned`.execute(
    tx,
  );
}

/** What a unit is called and counted as may change at any time; its place may not, here. */
async function describeKnown(tx: Database, units: readonly PlacedUnit[]): Promise<void> {
  if (units.length === 0) return;
  const data = JSON.stringify(units);
  await sql`
    UPDATE unit_version v SET kind = r.kind, name_entered = r."nameEntered", name = r.name, class = r.class, zone = r.zone
    FROM jsonb_to_recordset(${data}::jsonb) AS r(id integer, kind text, "nameEntered" text, name text, class text, zone text)
    WHERE v.unit_id = r.id AND v."to" IS NULL AND (v.kind, v.name_entered, v.name, v.class, v.zone) IS DISTINCT FROM (r.kind, r."nameEntered", r.name, r.class, r.zone)`.execute(
    tx,
  );
  await sql`
    UPDATE unit SET kind = r.kind, name_entered = r."nameEntered", name = r.name, class = r.class, zone = r.zone,
      pinyin = r.pinyin, initials = r.initials
    FROM jsonb_to_recordset(${data}::jsonb) AS r(id integer, kind text, "nameEntered" text, name text, class text, zone text,
      pinyin text, initials text)
    WHERE unit.id = r.id AND (unit.kind, unit.name_entered, unit.name, unit.class, unit.zone, unit.pinyin, unit.initials)
      IS DISTINCT FROM (r.kind, r."nameEntered", r.name, r.class, r.zone, r.pinyin, r.initials)`.execute(tx);
}

/** Those that lie elsewhere now, from today on; parents first, so that each goes below its parent's new place. */
async function moveChanged(
  tx: Database,
  units: readonly PlacedUnit[],
  about: { before: ReadonlyMap<string, Known>; today: string },
) {
  for (const unit of units) {
    if (about.before.get(unit.code)?.parent_id === unit.parent) continue;
    await sql`SELECT move_unit(${unit.id}, ${unit.parent}, ${about.today}::date)`.execute(tx);
  }
}

/**
 * Brings the tree of a pack into the database. Ids stay with their codes; doing it again changes nothing. The first load places all
 * units from the pack's own date on; a unit that lies elsewhere in a later pack moves on the day of loading.
 * @throws UnitsGone
 */
export async function loadTree(
  tx: Database,
  tree: PlannedTree,
  at: { readonly now: Instant; readonly zone: string },
): Promise<void> {
  const { rows } = await sql<Known>`
    SELECT id, code, parent_id, path, level, EXISTS (SELECT FROM unit_step s WHERE s.unit_id = unit.id) AS changed FROM unit`.execute(
    tx,
  );
  const before = new Map(rows.map((row) => [row.code, row]));
  const wanted = new Set(tree.units.map((unit) => unit.code));
  const gone = rows.filter((row) => !row.changed && !wanted.has(row.code));
  if (gone.length > 0) throw new UnitsGone(gone.map((row) => row.code));
  const fresh = tree.units.filter((unit) => !before.has(unit.code));
  const given = await newIds(tx, fresh.length);
  const ids = new Map(rows.map((row) => [row.code, row.id]));
  for (const [index, unit] of fresh.entries()) ids.set(unit.code, given[index] ?? 0);
  const units = placed(tree.units, ids, before);
  const today = dateOf(at.now, at.zone);
  const known = units.filter((unit) => before.get(unit.code)?.changed === false);
  await addNew(
    tx,
    units.filter((unit) => !before.has(unit.code)),
    before.size === 0 ? tree.asOf : today,
  );
  await moveChanged(tx, known, { before, today });
  await describeKnown(tx, known);
}
