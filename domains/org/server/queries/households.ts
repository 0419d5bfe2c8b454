// SPDX-License-Identifier: Apache-2.0
import { scopeOf } from '@beichen/engines/access/may.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Change } from '../../model/changes.ts';
import type { householdsPage } from '../../model/households.ts';
import type { OrgPack } from '../../model/pack.ts';
import type { OrgUnit } from '../../model/units.ts';
import type { World } from '../../rules/change.ts';
import { type Figure, markOf, type SizeAfter } from '../../rules/households.ts';
import { displayName } from '../../rules/names.ts';
import { titleOf } from './shown-unit.ts';
import { isInside } from './units.ts';

type Kinds = OrgPack['kinds'];
type Page = z.infer<typeof householdsPage>;
type Row = Figure & { readonly id: string; readonly reason: string | null };

/** All figures of a unit that ever held, the latest first, as far as it lies in range. */
export async function figuresOf(tx: Database, unit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT id, households, "from", "to" AS until, reason FROM unit_households
    WHERE unit_id = ${unit} AND ("to" IS NULL OR "to" > "from") ORDER BY "from" DESC`.execute(tx);
  return rows;
}

/** What is entered below a unit, kind by kind, by today's tree. */
async function sumsBelow(tx: Database, kinds: Kinds, at: { unit: OrgUnit; on: CivilDate }): Promise<Page['below']> {
  const { low, high } = rangeOf(at.unit.path);
  const counted = Object.keys(kinds).filter((kind) => kinds[kind]?.households !== undefined);
  const { rows } = await sql<{ kind: string; units: number; counted: number; households: number }>`
    SELECT u.kind, count(*)::integer AS units, count(h.id)::integer AS counted, COALESCE(sum(h.households), 0)::integer AS households
    FROM unit u LEFT JOIN unit_households h ON h.unit_id = u.id AND h."from" <= ${at.on} AND (h."to" IS NULL OR h."to" > ${at.on})
    WHERE u.path >= ${low} AND u.path < ${high} AND u.id <> ${at.unit.id} AND u.closed_on IS NULL AND u.kind = ANY (${counted}) GROUP BY u.kind`.execute(
    tx,
  );
  return counted.flatMap((kind) =>
    rows
      .filter((row) => row.kind === kind)
      .map(({ kind: id, ...sums }) => ({ kindTitle: titleOf(kinds, id), ...sums })),
  );
}

/** The households of a unit on a day, how they compare with units of its kind, and what is entered below it. */
export async function householdsPageOf(
  { tx, actor }: QueryContext,
  kinds: Kinds,
  asked: { readonly unit: OrgUnit; readonly on: CivilDate },
): Promise<Page> {
  const { unit, on } = asked;
  const size = kinds[unit.kind]?.households;
  const figures = (await figuresOf(tx, unit.id)).map((figure) => ({
    ...figure,
    mark: markOf(figure.households, size ?? {}),
  }));
  const held = figures.find(({ from, until }) => from <= on && (until === null || until > on)) ?? null;
  const below = await sumsBelow(tx, kinds, asked);
  return {
    counted: size !== undefined,
    least: size?.least ?? null,
    most: size?.most ?? null,
    held,
    others: figures.filter((figure) => figure !== held).slice(0, 50),
    // A part of a sum would be a wrong one.
    below: isInside(unit.path, scopeOf(actor, 'org.read').all) ? below : [],
  };
}

/** What comes to each unit that a split or a merge leaves: existing units by number, new ones by letter. */
function comingTo(change: Change, world: World): (Pick<SizeAfter, 'name' | 'kind'> & { readonly units: number[] })[] {
  if (change.kind === 'split') {
    const unit = world.units.get(change.unit);
    if (unit === undefined) return [];
    const { kind } = unit;
    const parts = change.parts.map(({ key, name }) => ({
      name: displayName(name),
      kind,
      units: change.below.flatMap((row) => (row.to === key ? [row.unit] : [])),
    }));
    const away = new Set(change.below.flatMap((row) => (row.to === change.unit ? [] : [row.unit])));
    const staying = (world.below.get(unit.id) ?? []).flatMap(({ id }) => (away.has(id) ? [] : [id]));
    return [...parts, ...(change.keeps ? [{ name: unit.name, kind, units: staying }] : [])];
  }
  if (change.kind !== 'merge') return [];
  const { into, units } = change;
  const first = units.flatMap((id) => world.units.get(id) ?? [])[0];
  const name = typeof into === 'number' ? world.units.get(into)?.name : displayName(into.name);
  return first === undefined || name === undefined ? [] : [{ name, kind: first.kind, units: [...units] }];
}

/** The size of the units that a change leaves, as far as it is known of what comes to them. */
export async function sizesAfter(
  tx: Database,
  kinds: Kinds,
  about: { readonly change: Change; readonly world: World; readonly on: CivilDate },
): Promise<SizeAfter[]> {
  const { change, world, on } = about;
  const kindOf = new Map(
    [...world.units.values(), ...[...world.below.values()].flat()].map(({ id, kind }) => [id, kind]),
  );
  const coming = comingTo(change, world).map((one) => ({
    ...one,
    units: one.units.filter((id) => kinds[kindOf.get(id) ?? '']?.households !== undefined),
  }));
  const { rows } = await sql<{ unit: number; households: number }>`
    SELECT unit_id AS unit, households FROM unit_households
    WHERE unit_id = ANY (${coming.flatMap(({ units }) => units)}::integer[]) AND "from" <= ${on} AND ("to" IS NULL OR "to" > ${on})`.execute(
    tx,
  );
  const figures = new Map(rows.map(({ unit, households }) => [unit, households]));
  return coming.map(({ name, kind, units }) => {
    const counted = units.flatMap((id) => figures.get(id) ?? []);
    return {
      name,
      kind,
      households: counted.reduce((sum, one) => sum + one, 0),
      parts: units.length,
      counted: counted.length,
    };
  });
}
