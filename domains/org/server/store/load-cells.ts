// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { PlannedTree } from '../pack.ts';
import { cellOf } from './boundaries.ts';

const BASIS = '程序生成，只作示意';

/** Brings the example's sketch in, for units that never had a boundary: what somebody has set stays, and so does what was loaded before. */
export async function loadCells(tx: Database, { cells, asOf }: PlannedTree, now: Instant): Promise<void> {
  if (cells.length === 0) return;
  const { rows } = await sql<{ id: number; code: string }>`
    SELECT u.id, u.code FROM unit u WHERE u.closed_on IS NULL AND NOT EXISTS (SELECT FROM unit_boundary b WHERE b.unit_id = u.id) ORDER BY u.level, u.id`.execute(
    tx,
  );
  const outlines = new Map(cells.map(({ code, outline }) => [code, outline]));
  const fresh = rows.flatMap(({ id, code }) => {
    const outline = outlines.get(code);
    return outline === undefined ? [] : [cellOf({ unit: id, outline })];
  });
  const [highest] = fresh;
  if (highest === undefined) return;
  const change = uuidv7From(millisOf(now), randomBytes(16));
  await sql`
    WITH made AS (
      INSERT INTO boundary_change (id, unit_id, path, "from", origin, basis, made_at)
      SELECT ${change}, id, path, ${asOf}::date, 'sketch', ${BASIS}, ${now} FROM unit WHERE id = ${highest.unit})
    INSERT INTO unit_boundary (change, unit_id, path, "from", origin, basis, outline, corners, area, west, south, east, north)
    SELECT ${change}, u.id, u.path, ${asOf}::date, 'sketch', ${BASIS}, c.outline, c.corners, c.area, c.west, c.south, c.east, c.north
    FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS c(unit integer, outline jsonb, corners integer, area double precision,
      west integer, south integer, east integer, north integer) JOIN unit u ON u.id = c.unit`.execute(tx);
}
