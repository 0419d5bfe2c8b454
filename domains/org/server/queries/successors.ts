// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';

/** The names of the open units to which changes passed what lay at a unit, as far as the transaction sees them: who has its work now. */
export async function successorsOf(tx: Database, unit: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT u.name FROM unit u WHERE u.closed_on IS NULL
      AND u.id IN (SELECT s."to" FROM unit_step s WHERE s.unit_id = ${unit} AND s.step ->> 'do' = 'pass') ORDER BY u.pinyin, u.id`.execute(
    tx,
  );
  return rows.map(({ name }) => name);
}
