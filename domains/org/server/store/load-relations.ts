// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { PlannedTree } from '../pack.ts';

/** Brings the example's relations in, once each: one that ended since does not come back. Both units are there from the same day on. */
export async function loadRelations(tx: Database, { relations }: PlannedTree, now: Instant): Promise<void> {
  if (relations.length === 0) return;
  await sql`
    INSERT INTO unit_relation (id, kind, unit_id, path, over_id, "from", made_at, post)
    SELECT gen_random_uuid(), r.kind, a.id, a.path, b.id,
      (SELECT max(first) FROM (SELECT min(p."from") AS first FROM unit_place p WHERE p.unit_id IN (a.id, b.id) GROUP BY p.unit_id) AS begun), ${now}, r.post
    FROM jsonb_to_recordset(${JSON.stringify(relations)}::jsonb) AS r(kind text, unit text, over text, post text) JOIN unit a ON a.code = r.unit JOIN unit b ON b.code = r.over
    WHERE a.closed_on IS NULL AND b.closed_on IS NULL
      AND NOT EXISTS (SELECT FROM unit_relation had WHERE had.kind = r.kind AND had.unit_id = a.id AND had.over_id = b.id AND had.post IS NOT DISTINCT FROM r.post)`.execute(
    tx,
  );
}
