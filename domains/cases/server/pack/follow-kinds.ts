// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { CaseKind } from '../../model/kinds.ts';

/** Cases follow their kind: who may see one of a kind is what the pack says of the kind today. The handlers' rows and the vault follow the case. */
export async function followKinds(tx: Database, kinds: readonly CaseKind[]): Promise<void> {
  const data = JSON.stringify(kinds.map(({ id, sensitivity }) => ({ id, sensitivity })));
  await sql`
    UPDATE cases SET restricted = (k.sensitivity = 'restricted'), internal = (k.sensitivity = 'internal')
    FROM jsonb_to_recordset(${data}::jsonb) AS k(id text, sensitivity text)
    WHERE cases.kind = k.id AND (restricted, internal) IS DISTINCT FROM (k.sensitivity = 'restricted', k.sensitivity = 'internal')`.execute(
    tx,
  );
  await sql`UPDATE case_handler h SET internal = c.internal FROM cases c WHERE c.id = h.case_id AND h.internal <> c.internal`.execute(
    tx,
  );
  await sql`
    UPDATE subject_of s SET internal = c.internal, unit_id = CASE WHEN NOT c.restricted THEN c.unit_id END, path = CASE WHEN NOT c.restricted THEN c.path END
    FROM cases c WHERE c.id = s.record AND (s.internal, s.unit_id IS NULL) IS DISTINCT FROM (c.internal, c.restricted)`.execute(
    tx,
  );
}
