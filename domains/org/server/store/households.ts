// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { PlannedTree } from '../pack.ts';

export const COUNTED = 'org.counted';

export type NewFigure = {
  readonly id: string;
  readonly unit: number;
  readonly households: number;
  readonly from: CivilDate;
  readonly reason: string | null;
  /** Nobody where a file brought it. */
  readonly person: string | null;
  readonly now: Instant;
};

/** The database refuses it where a later figure came to stand meanwhile. */
export function householdsCounted({ id, unit, households, from, reason, person, now }: NewFigure): Statement {
  const row = { id, unit_id: unit, path: '', households, from, to: null, reason, made_by: person, made_at: now };
  return { query: sql`SELECT count_households(${JSON.stringify(row)}::jsonb)`, rows: 1 };
}

/** Brings the example's households in, where nobody has entered any. */
export async function loadHouseholds(tx: Database, { households }: PlannedTree, now: Instant): Promise<void> {
  if (households.length === 0) return;
  await sql`
    INSERT INTO unit_households (id, unit_id, path, households, "from", made_at)
    SELECT gen_random_uuid(), u.id, u.path, r.households, (SELECT min(p."from") FROM unit_place p WHERE p.unit_id = u.id), ${now}
    FROM jsonb_to_recordset(${JSON.stringify(households)}::jsonb) AS r(code text, households integer) JOIN unit u ON u.code = r.code
    WHERE u.closed_on IS NULL AND NOT EXISTS (SELECT FROM unit_households h WHERE h.unit_id = u.id)`.execute(tx);
}
