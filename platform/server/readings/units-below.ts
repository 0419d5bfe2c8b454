// SPDX-License-Identifier: Apache-2.0
import type { OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

/** A unit that a figure is made of, with its place in today's tree, which is what access goes by. */
export type UnitBelow = { readonly unit: number; readonly today: OrgPath };

/**
 * The units below a node, itself included, as the tree stood on a day, or stands today where the day is still to come. The node's own
 * place is that of the day too: one that moved since had its units elsewhere.
 */
export async function unitsBelow(tx: Database, node: number, day: CivilDate): Promise<UnitBelow[]> {
  const { rows } = await sql<UnitBelow>`
    WITH root AS (SELECT path FROM unit_place WHERE unit_id = ${node} AND "from" <= ${day} AND ("to" IS NULL OR "to" > ${day}))
    SELECT p.unit_id AS unit, unit.path AS today FROM root
    JOIN unit_place p ON p.path >= root.path AND p.path < left(root.path, -1) || '0' AND p."from" <= ${day} AND (p."to" IS NULL OR p."to" > ${day})
    JOIN unit ON unit.id = p.unit_id`.execute(tx);
  return rows;
}
