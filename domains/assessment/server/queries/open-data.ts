// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { PlacedUnit } from '../../rules/fact-table.ts';
import type { CodedFact } from '../../rules/open-data.ts';
import type { HeadRow } from './results.ts';

/** What an evaluation was computed from. */
export type OpenData = {
  readonly method: string;
  readonly catalogue: string;
  readonly units: readonly PlacedUnit[];
  readonly facts: readonly CodedFact[];
};

/** Everything that whoever recomputes a final evaluation needs. The caller must see the whole of it. */
export async function openDataOf(tx: Database, head: HeadRow): Promise<OpenData> {
  const texts = await sql<{ method: string; catalogue: string }>`
    SELECT m.source AS method, c.source AS catalogue FROM evaluation e
    JOIN method_edition m ON m.id = e.edition JOIN catalogue_edition c ON c.digest = e.catalogue WHERE e.id = ${head.id}`.execute(
    tx,
  );
  const units = await sql<PlacedUnit>`
    SELECT unit_id, place, parent_id, code, name, kind, parent, class, zone, pinyin FROM evaluation_unit
    WHERE evaluation = ${head.id} ORDER BY length(place) - length(replace(place, '/', '')), code`.execute(tx);
  const facts = await sql<CodedFact>`
    SELECT u.code, f.measure, f.num, f.den FROM evaluation_fact f
    JOIN evaluation_unit u ON u.evaluation = f.evaluation AND u.unit_id = f.unit_id
    WHERE f.evaluation = ${head.id} ORDER BY u.code, f.measure COLLATE "C"`.execute(tx);
  if (texts.rows[0] === undefined) throw new Refusal(platformErrors.notFound);
  return { ...texts.rows[0], units: units.rows, facts: facts.rows };
}
