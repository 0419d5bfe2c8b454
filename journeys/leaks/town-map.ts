// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import { idOf, type NodeName } from './town.ts';

/** Where each unit lies, from west to east; what of it no unit below has is its eastern end. */
const STRIPS: readonly (readonly [NodeName, number, number])[] = [
  ['city', 0, 110],
  ['c3', 0, 60],
  ['c30', 60, 100],
  ['s31', 0, 30],
  ['s32', 30, 50],
  ['s33', 60, 90],
  ['v34', 0, 10],
  ['v35', 10, 20],
  ['v36', 30, 40],
  ['v37', 60, 70],
  ['v38', 70, 80],
];

const THICK = 10;

/** A place, in degrees, that a unit has and none below it. */
export function placeIn(unit: number): string {
  const [, , east = 500] = STRIPS.find(([node]) => idOf(node) === unit) ?? [];
  return `lng=${(east - 5) / 1e6}&lat=${THICK / 2 / 1e6}`;
}

/** The units of the town get their boundaries, as a change of the city. */
export async function plantBoundaries(db: Database): Promise<void> {
  const cells = STRIPS.map(([node, west, east]) => {
    const outline = [[[west, 0, east, 0, east, THICK, west, THICK]]];
    return { unit: idOf(node), west, east, outline };
  });
  await sql`
    WITH made AS (INSERT INTO boundary_change (id, unit_id, path, "from", origin, basis, made_at)
      SELECT gen_random_uuid(), u.id, u.path, '2026-09-01', 'official', '批复', now() FROM unit u WHERE u.id = ${idOf('city')} RETURNING id)
    INSERT INTO unit_boundary (change, unit_id, path, "from", origin, basis, outline, corners, area, west, south, east, north)
    SELECT made.id, u.id, u.path, '2026-09-01', 'official', '批复', c.outline, 4, 1, c.west, 0, c.east, ${THICK}
    FROM made, jsonb_to_recordset(${JSON.stringify(cells)}::jsonb) AS c(unit integer, west integer, east integer, outline jsonb) JOIN unit u ON u.id = c.unit`.execute(
    db,
  );
}
