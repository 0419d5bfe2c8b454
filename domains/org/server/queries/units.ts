// SPDX-License-Identifier: Apache-2.0
import { scopeOf } from '@beichen/engines/access/may.ts';
import { idsOf, isWithin, outermost } from '@beichen/kernel/paths.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { OrgUnit } from '../../model/units.ts';
import { searchTerms } from '../../rules/names.ts';

const COLUMNS = sql`id, code, kind, name, class, zone, parent_id AS parent, level, path, closed_on AS "closedOn"`;

/** The unit with this id, if the transaction may see it, or its name. */
export async function findUnit(tx: Database, id: number): Promise<OrgUnit | undefined> {
  const { rows } = await sql<OrgUnit>`SELECT ${COLUMNS} FROM unit WHERE id = ${id}`.execute(tx);
  return rows[0];
}

/** Units by id, in no order. */
export async function unitsById(tx: Database, ids: readonly number[]): Promise<OrgUnit[]> {
  const { rows } = await sql<OrgUnit>`SELECT ${COLUMNS} FROM unit WHERE id = ANY (${[...ids]})`.execute(tx);
  return rows;
}

/** Units by code; codes that are unknown, or not to be seen, are left out. */
export async function unitsByCode(tx: Database, codes: readonly string[]): Promise<ReadonlyMap<string, OrgUnit>> {
  const { rows } = await sql<OrgUnit>`SELECT ${COLUMNS} FROM unit WHERE code = ANY (${[...codes]})`.execute(tx);
  return new Map(rows.map((unit) => [unit.code, unit]));
}

/** The units from the root down to the one above it. */
export async function chainOf(tx: Database, unit: OrgUnit): Promise<OrgUnit[]> {
  const above = await unitsById(tx, idsOf(unit.path).slice(0, -1));
  return above.sort((a, b) => a.level - b.level);
}

/** The subtrees over which the actor holds a permission, on whatever line: those that may be searched, where none is named. */
export function rootsOf(actor: Actor, permission = 'org.read'): string[] {
  const { all, lines } = scopeOf(actor, permission);
  return outermost([...all, ...lines.map(({ path }) => path)]);
}

export function isInside(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => isWithin(path, root));
}

/** The level of each unit: 1 for the root. */
export async function levelsOf(tx: Database, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{
    id: number;
    level: number;
  }>`SELECT id, level FROM unit WHERE id = ANY (${[...ids]})`.execute(tx);
  return new Map(rows.map(({ id, level }) => [id, level]));
}

/** How the unit's name was entered, how many units lie directly below it, and how many at all. */
export async function countsOf(
  tx: Database,
  unit: OrgUnit,
): Promise<{ readonly nameEntered: string; readonly children: number; readonly below: number }> {
  const { rows } = await sql<{ nameEntered: string; children: number; below: number }>`
    SELECT u.name_entered AS "nameEntered", COALESCE(c.children, 0) AS children, COALESCE(c.below, 0) AS below
    FROM unit u LEFT JOIN LATERAL count_below(u.id) c ON true WHERE u.id = ${unit.id}`.execute(tx);
  return rows[0] ?? { nameEntered: unit.name, children: 0, below: 0 };
}

/** One page of what lies directly below, in the order of the names' sound. `after` is the last id of the page before. */
export async function childrenOf(
  tx: Database,
  parent: number,
  page: { readonly after: number | undefined; readonly limit: number },
): Promise<{ readonly units: (OrgUnit & { readonly leaf: boolean })[]; readonly next: number | null }> {
  const from =
    page.after === undefined ? sql`true` : sql`(pinyin, id) > (SELECT pinyin, id FROM unit WHERE id = ${page.after})`;
  const { rows } = await sql<OrgUnit & { leaf: boolean }>`
    SELECT ${COLUMNS}, NOT EXISTS (SELECT FROM unit below WHERE below.parent_id = unit.id AND below.closed_on IS NULL) AS leaf
    FROM unit WHERE parent_id = ${parent} AND closed_on IS NULL AND ${from} ORDER BY pinyin, id LIMIT ${page.limit + 1}`.execute(
    tx,
  );
  const units = rows.slice(0, page.limit);
  return { units, next: rows.length > page.limit ? (units.at(-1)?.id ?? null) : null };
}

/**
 * Finds units by a part of the name, by the start of its sound or initials, or of the code: at most `limit`, the nearest names first.
 * The ids are chosen by the database's indexes among the roots alone (find_units); the rows are read for those.
 */
export async function searchUnits(
  tx: Database,
  typed: string,
  within: { readonly roots: readonly string[]; readonly limit: number },
): Promise<OrgUnit[]> {
  const { text, name, letters } = searchTerms(typed);
  if (text === '' || within.roots.length === 0) return [];
  const { rows } = await sql<OrgUnit>`
    SELECT ${COLUMNS} FROM unit WHERE id IN (SELECT find_units(${[...within.roots]}::text[], ${text}, ${name}, ${letters}, ${within.limit}))
    ORDER BY lower(name) = ${name} DESC, position(${name} IN lower(name)) = 1 DESC, level, replace(pinyin, ' ', ''), id`.execute(
    tx,
  );
  return rows;
}
