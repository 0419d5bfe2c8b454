// SPDX-License-Identifier: Apache-2.0
import { idsOf, rangeOf } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { type RawBuilder, sql } from 'kysely';
import type { OrgUnit } from '../../model/units.ts';

/** Units as they lay and were called on a day. Whoever may see a unit today may see what it was. */
function onDay(day: CivilDate) {
  const held = (table: string) =>
    sql`${sql.ref(`${table}.from`)} <= ${day} AND (${sql.ref(`${table}.to`)} IS NULL OR ${sql.ref(`${table}.to`)} > ${day})`;
  return sql`unit_place p JOIN unit u ON u.id = p.unit_id AND ${held('p')} JOIN unit_version v ON v.unit_id = u.id AND ${held('v')}`;
}

const COLUMNS = sql`u.id, u.code, v.kind, v.name, v.class, v.zone, p.parent_id AS parent, p.level, p.path, u.closed_on AS "closedOn"`;

async function unitsWhere(tx: Database, day: CivilDate, where: RawBuilder<unknown>): Promise<OrgUnit[]> {
  const { rows } =
    await sql<OrgUnit>`SELECT ${COLUMNS} FROM ${onDay(day)} WHERE ${where} ORDER BY p.level, u.id`.execute(tx);
  return rows;
}

export async function findUnitOn(tx: Database, day: CivilDate, id: number): Promise<OrgUnit | undefined> {
  const [unit] = await unitsWhere(tx, day, sql`u.id = ${id}`);
  return unit;
}

/** The units from the root down to the one above it, on that day. */
export async function chainOn(tx: Database, day: CivilDate, unit: OrgUnit): Promise<OrgUnit[]> {
  return await unitsWhere(tx, day, sql`u.id = ANY (${idsOf(unit.path).slice(0, -1)})`);
}

/** How the unit's name was entered, how many units lay directly below it, and how many at all. */
export async function countsOn(
  tx: Database,
  day: CivilDate,
  unit: OrgUnit,
): Promise<{ readonly nameEntered: string; readonly children: number; readonly below: number }> {
  const { low, high } = rangeOf(unit.path);
  const { rows } = await sql<{ nameEntered: string; children: number; below: number }>`
    SELECT max(v.name_entered) FILTER (WHERE u.id = ${unit.id}) AS "nameEntered",
      count(*) FILTER (WHERE p.parent_id = ${unit.id})::integer AS children, count(*)::integer - 1 AS below
    FROM ${onDay(day)} WHERE p.path >= ${low} AND p.path < ${high}`.execute(tx);
  return rows[0] ?? { nameEntered: unit.name, children: 0, below: 0 };
}

/** One page of what lay directly below, in the order of today's names' sound. */
export async function childrenOn(
  tx: Database,
  day: CivilDate,
  page: { readonly parent: number; readonly after: number | undefined; readonly limit: number },
): Promise<{ readonly units: (OrgUnit & { readonly leaf: boolean })[]; readonly next: number | null }> {
  const from =
    page.after === undefined
      ? sql`true`
      : sql`(u.pinyin, u.id) > (SELECT pinyin, id FROM unit WHERE id = ${page.after})`;
  const { rows } = await sql<OrgUnit & { leaf: boolean }>`
    SELECT ${COLUMNS}, NOT EXISTS (SELECT FROM unit_place b WHERE b.parent_id = u.id AND b."from" <= ${day} AND (b."to" IS NULL OR b."to" > ${day})) AS leaf
    FROM ${onDay(day)} WHERE p.parent_id = ${page.parent} AND ${from} ORDER BY u.pinyin, u.id LIMIT ${page.limit + 1}`.execute(
    tx,
  );
  const units = rows.slice(0, page.limit);
  return { units, next: rows.length > page.limit ? (units.at(-1)?.id ?? null) : null };
}

export type UnitBelow = OrgUnit & {
  readonly nameEntered: string;
  readonly parentCode: string | null;
  readonly parentName: string | null;
};

/** All units of a range of paths as they lay and were called on a day, in the order of their codes. */
export async function unitsBelowOn(
  tx: Database,
  day: CivilDate,
  { low, high }: { readonly low: string; readonly high: string },
): Promise<UnitBelow[]> {
  const { rows } = await sql<UnitBelow>`
    SELECT ${COLUMNS}, v.name_entered AS "nameEntered", above.code AS "parentCode", above.name AS "parentName"
    FROM ${onDay(day)} LEFT JOIN unit above ON above.id = p.parent_id WHERE p.path >= ${low} AND p.path < ${high} ORDER BY u.code COLLATE "C"`.execute(
    tx,
  );
  return rows;
}
