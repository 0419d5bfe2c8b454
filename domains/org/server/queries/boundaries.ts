// SPDX-License-Identifier: Apache-2.0

import { isIn } from '@beichen/engines/ground/cell-index.ts';
import { coordinatesOf, type Outline } from '@beichen/engines/ground/micro.ts';
import { thinnedTogether } from '@beichen/engines/ground/thin.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import { type BoundaryOrigin, MOST_SHOWN, MOST_THINNED, type ShownBoundary } from '../../model/boundaries.ts';
import type { OrgPack } from '../../model/pack.ts';
import type { OrgUnit } from '../../model/units.ts';
import { orgErrors } from '../../module.ts';
import type { Family } from '../../rules/check-outlines.ts';
import type { MapUnit } from '../../rules/match-units.ts';

const held = (table: string, day: CivilDate) =>
  sql`${sql.ref(`${table}.from`)} <= ${day} AND (${sql.ref(`${table}.to`)} IS NULL OR ${sql.ref(`${table}.to`)} > ${day})`;

/** The kinds of unit that lie on the ground: not Party bodies, agencies and firms. */
export function groundKinds(kinds: OrgPack['kinds']): string[] {
  return Object.entries(kinds).flatMap(([kind, { tree = 'territory' }]) => (tree === 'territory' ? [kind] : []));
}

type BoundaryRow = Omit<ShownBoundary, 'polygons'> & { readonly unit: number; readonly outline: Outline };

/** These, thinned together where a screen gets too many corners: no gap opens between neighbours. */
function forScreen<Row extends { readonly outline: Outline }>(rows: readonly Row[]): Row[] {
  const thinned = thinnedTogether(
    rows.map(({ outline }) => outline),
    MOST_SHOWN,
  );
  return rows.map((row, at) => ({ ...row, outline: thinned[at] ?? row.outline }));
}

/** The boundaries that these units had on a day, for a screen. */
export async function boundariesOn(
  tx: Database,
  day: CivilDate,
  units: readonly number[],
): Promise<ReadonlyMap<number, ShownBoundary>> {
  const { rows } = await sql<BoundaryRow>`
    SELECT b.unit_id AS unit, b.origin, b.basis, b."from", b.area, b.outline FROM unit_boundary b
    WHERE b.unit_id = ANY (${[...units]}::integer[]) AND ${held('b', day)}`.execute(tx);
  return new Map(
    forScreen(rows).map(({ unit, outline, ...row }) => [unit, { ...row, polygons: coordinatesOf(outline) }]),
  );
}

type AreaPage = {
  readonly parent: number;
  readonly kinds: readonly string[];
  readonly after: number | undefined;
  readonly limit: number;
};

/** One page of the units of the ground directly below, as they lay and were called on a day, in the order of their codes. */
export async function areasOn(tx: Database, day: CivilDate, { parent, kinds, after, limit }: AreaPage) {
  const from =
    after === undefined ? sql`true` : sql`(u.code COLLATE "C") > (SELECT code FROM unit WHERE id = ${after})`;
  const { rows } = await sql<OrgUnit & { leaf: boolean }>`
    SELECT u.id, u.code, v.kind, v.name, v.class, v.zone, p.parent_id AS parent, p.level, p.path, u.closed_on AS "closedOn",
      NOT EXISTS (SELECT FROM unit_place below JOIN unit w ON w.id = below.unit_id WHERE below.parent_id = u.id AND ${held('below', day)} AND w.kind = ANY (${[...kinds]})) AS leaf
    FROM unit_place p JOIN unit u ON u.id = p.unit_id JOIN unit_version v ON v.unit_id = u.id AND ${held('v', day)}
    WHERE p.parent_id = ${parent} AND ${held('p', day)} AND v.kind = ANY (${[...kinds]}) AND ${from} ORDER BY u.code COLLATE "C" LIMIT ${limit + 1}`.execute(
    tx,
  );
  const units = rows.slice(0, limit);
  return { units, next: rows.length > limit ? (units.at(-1)?.id ?? null) : null };
}

type ShownArea = { readonly unit: number; readonly origin: BoundaryOrigin; readonly outline: Outline };

/**
 * The boundaries of the units of one kind below a unit, on a day, for a screen; in the order of their codes.
 * @throws Refusal org.too-many-outlines
 */
export async function outlinesBelow(
  tx: Database,
  day: CivilDate,
  { unit, kind }: { readonly unit: OrgUnit; readonly kind: string },
): Promise<readonly ShownArea[]> {
  const { low, high } = rangeOf(unit.path);
  const from = sql`FROM unit_place p JOIN unit u ON u.id = p.unit_id JOIN unit_version v ON v.unit_id = u.id AND ${held('v', day)}
    JOIN unit_boundary b ON b.unit_id = u.id AND ${held('b', day)} WHERE p.path >= ${low} AND p.path < ${high} AND ${held('p', day)} AND v.kind = ${kind}`;
  const { rows: sums } = await sql<{ corners: number }>`
    SELECT COALESCE(sum(b.corners), 0)::integer AS corners ${from}`.execute(tx);
  if ((sums[0]?.corners ?? 0) > MOST_THINNED) throw new Refusal(orgErrors.tooManyOutlines);
  const { rows } = await sql<ShownArea>`
    SELECT b.unit_id AS unit, b.origin, b.outline ${from} ORDER BY u.code COLLATE "C"`.execute(tx);
  return forScreen(rows);
}

/** The lowest unit in range whose boundary on the day has the place, in whole micro-degrees; of several at one level the first entered. */
export async function unitAround(
  tx: Database,
  day: CivilDate,
  [x, y]: readonly [number, number],
): Promise<number | undefined> {
  const { rows } = await sql<{ unit: number; outline: Outline }>`
    SELECT unit, outline FROM boundaries_around(${x}::integer, ${y}::integer, ${day}::date)`.execute(tx);
  return rows.find(({ outline }) => isIn(outline, x, y))?.unit;
}

type Named = {
  readonly codes: readonly string[];
  readonly names: readonly string[];
  readonly kinds: readonly string[];
};

/** The open units of the ground, at a unit and below it, that have one of these codes or names. */
export async function unitsNamed(tx: Database, under: OrgUnit, { codes, names, kinds }: Named): Promise<MapUnit[]> {
  const { low, high } = rangeOf(under.path);
  const { rows } = await sql<MapUnit>`
    SELECT u.id, u.code, u.name, u.name_entered AS "nameEntered", u.kind, u.parent_id AS parent, p.name AS "parentName"
    FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.path >= ${low} AND u.path < ${high} AND u.closed_on IS NULL AND u.kind = ANY (${[...kinds]})
      AND (u.code = ANY (${[...codes]}) OR u.name = ANY (${[...names]}) OR u.name_entered = ANY (${[...names]}))`.execute(
    tx,
  );
  return rows;
}

type FamilyRow = {
  readonly parent: number;
  readonly unit: number;
  readonly name: string;
  readonly outline: Outline | null;
};

/** The units that these lie below, each with its outline on the day and those of all directly below it; what is to be set stands in their place. */
export async function familiesOf(
  tx: Database,
  day: CivilDate,
  about: {
    readonly parents: readonly number[];
    readonly kinds: readonly string[];
    readonly fresh: ReadonlyMap<number, { readonly outline: Outline; readonly feature: number }>;
  },
): Promise<Family[]> {
  const { parents, kinds, fresh } = about;
  const { rows } = await sql<FamilyRow>`
    SELECT u.parent_id AS parent, u.id AS unit, u.name, b.outline FROM unit u LEFT JOIN unit_boundary b ON b.unit_id = u.id AND ${held('b', day)}
    WHERE (u.parent_id = ANY (${[...parents]}) OR u.id = ANY (${[...parents]})) AND u.closed_on IS NULL AND u.kind = ANY (${[...kinds]}) ORDER BY u.id`.execute(
    tx,
  );
  const outlineOf = (row: FamilyRow): Outline | undefined => fresh.get(row.unit)?.outline ?? row.outline ?? undefined;
  const byParent = Map.groupBy(rows, ({ parent }) => parent);
  return parents.flatMap((parent) => {
    const own = rows.find(({ unit }) => unit === parent);
    const below = byParent.get(parent) ?? [];
    const children = below.flatMap((row) => {
      const outline = outlineOf(row);
      const feature = fresh.get(row.unit)?.feature ?? null;
      return outline === undefined ? [] : [{ unit: row.unit, name: row.name, outline, feature }];
    });
    const complete = children.length === below.length;
    const feature = fresh.get(parent)?.feature ?? null;
    return own === undefined ? [] : [{ name: own.name, outline: outlineOf(own), feature, children, complete }];
  });
}
