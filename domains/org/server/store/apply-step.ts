// SPDX-License-Identifier: Apache-2.0
import { childPath } from '@beichen/kernel/paths.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { Target } from '../../model/changes.ts';
import type { DoneStep, Step } from '../../rules/change.ts';
import { bigramsOf, displayName, soundOf } from '../../rules/names.ts';
import type { ChangeDeps } from '../queries/world.ts';

/** The day from which a change holds, the moment at which it is carried out, and the ids of the units that it has made so far. */
export type Applying = {
  readonly deps: ChangeDeps;
  readonly on: CivilDate;
  readonly now: Instant;
  readonly made: Map<string, number>;
};

function idOf(target: Target, made: ReadonlyMap<string, number>): number {
  const id = typeof target === 'number' ? target : made.get(target);
  if (id === undefined) throw new Error(`no unit was made for "${target}"`);
  return id;
}

async function openUnit(
  tx: Database,
  { key, unit, parent }: Extract<Step, { do: 'open' }>,
  { on, made }: Applying,
): Promise<number> {
  const name = displayName(unit.name);
  const { pinyin, initials } = soundOf(name);
  const { rows } = await sql<{ id: number; path: string; level: number }>`
    SELECT nextval(pg_get_serial_sequence('unit', 'id'))::integer AS id, path, level FROM unit WHERE id = ${parent}`.execute(
    tx,
  );
  const [above] = rows;
  if (above === undefined) throw new Error(`no unit ${parent}`);
  const { id } = above;
  const path = childPath(above.path, id);
  const level = above.level + 1;
  await sql`
    WITH made AS (INSERT INTO unit (id, code, kind, name_entered, name, class, zone, parent_id, level, path, pinyin, initials, bigrams)
        VALUES (${id}, ${unit.code}, ${unit.kind}, ${unit.name}, ${name}, ${unit.class}, ${unit.zone}, ${parent}, ${level}, ${path}, ${pinyin}, ${initials}, ${bigramsOf(name)})),
      called AS (INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
        VALUES (${id}, ${on}::date, ${unit.kind}, ${unit.name}, ${name}, ${unit.class}, ${unit.zone}))
    INSERT INTO unit_place (unit_id, "from", parent_id, level, path) VALUES (${id}, ${on}::date, ${parent}, ${level}, ${path})`.execute(
    tx,
  );
  made.set(key, id);
  return id;
}

/** A name holds from the day on; one that began on the same day never held. */
async function renameUnit(
  tx: Database,
  { unit, name: entered }: Extract<Step, { do: 'rename' }>,
  on: CivilDate,
): Promise<void> {
  const name = displayName(entered);
  const { pinyin, initials } = soundOf(name);
  const again = await sql`
    UPDATE unit_version SET name_entered = ${entered}, name = ${name} WHERE unit_id = ${unit} AND "to" IS NULL AND "from" >= ${on}::date`.execute(
    tx,
  );
  if (again.numAffectedRows === 0n)
    await sql`
      WITH ended AS (UPDATE unit_version SET "to" = ${on}::date WHERE unit_id = ${unit} AND "to" IS NULL RETURNING kind, class, zone)
      INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
        SELECT ${unit}, ${on}::date, kind, ${entered}, ${name}, class, zone FROM ended`.execute(tx);
  await sql`
    UPDATE unit SET name_entered = ${entered}, name = ${name}, pinyin = ${pinyin}, initials = ${initials}, bigrams = ${bigramsOf(name)}
    WHERE id = ${unit}`.execute(tx);
}

/** A unit ends when nothing lies below it any more. One that began on the same day never was, on any day. */
async function closeUnit(tx: Database, unit: number, on: CivilDate): Promise<void> {
  const { rows } = await sql`SELECT FROM unit WHERE parent_id = ${unit} AND closed_on IS NULL LIMIT 1`.execute(tx);
  if (rows.length > 0) throw new Error(`unit ${unit} still has units below`);
  for (const table of ['unit_place', 'unit_version']) {
    const name = sql.table(table);
    await sql`DELETE FROM ${name} WHERE unit_id = ${unit} AND "to" IS NULL AND "from" >= ${on}::date`.execute(tx);
    await sql`UPDATE ${name} SET "to" = ${on}::date WHERE unit_id = ${unit} AND "to" IS NULL`.execute(tx);
  }
  await sql`UPDATE unit SET closed_on = ${on}::date WHERE id = ${unit}`.execute(tx);
}

/** Its row kept the place that its parent moved to meanwhile. Where it ended on the same day, it never did. */
async function reopenUnit(tx: Database, unit: number, on: CivilDate): Promise<void> {
  await sql`UPDATE unit SET closed_on = NULL WHERE id = ${unit}`.execute(tx);
  await sql`
    WITH open AS (SELECT * FROM unit WHERE id = ${unit}),
      again AS (UPDATE unit_version v SET "to" = NULL FROM open WHERE v.unit_id = ${unit} AND v."to" = ${on}::date
        AND (v.kind, v.name_entered, v.class) IS NOT DISTINCT FROM (open.kind, open.name_entered, open.class) RETURNING v.unit_id)
    INSERT INTO unit_version (unit_id, "from", kind, name_entered, name, class, zone)
      SELECT id, ${on}::date, kind, name_entered, name, class, zone FROM open WHERE NOT EXISTS (SELECT FROM again)`.execute(
    tx,
  );
  await sql`
    WITH open AS (SELECT * FROM unit WHERE id = ${unit}),
      again AS (UPDATE unit_place p SET "to" = NULL FROM open WHERE p.unit_id = ${unit} AND p."to" = ${on}::date AND p.path = open.path RETURNING p.unit_id)
    INSERT INTO unit_place (unit_id, "from", parent_id, level, path)
      SELECT id, ${on}::date, parent_id, level, path FROM open WHERE NOT EXISTS (SELECT FROM again)`.execute(tx);
}

/** Carries out one step, as the worker, while nobody else holds the tree. Gives what was done. */
export async function applyStep(tx: Database, step: Step, applying: Applying): Promise<DoneStep> {
  const { deps, on, now, made } = applying;
  switch (step.do) {
    case 'open':
      return { do: 'open', unit: await openUnit(tx, step, applying), parent: step.parent };
    case 'move': {
      const parent = idOf(step.parent, made);
      await sql`SELECT move_unit(${step.unit}, ${parent}, ${on}::date)`.execute(tx);
      return { ...step, parent };
    }
    case 'rename':
      await renameUnit(tx, step, on);
      return step;
    case 'pass': {
      const { holding, from: unit, records } = step;
      const to = idOf(step.to, made);
      const handover = { from: unit, to, records, on, now };
      const went = await deps.holdings.get(holding)?.pass(tx, handover);
      return { do: 'pass', holding, unit, to, records: went ?? [] };
    }
    case 'close':
      await closeUnit(tx, step.unit, on);
      return step;
    case 'reopen':
      await reopenUnit(tx, step.unit, on);
      return step;
  }
}
