// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';

const MOST = 500;

/**
 * Lets the clocks ring whose time has come: tells each one's event, once. Time passing is no person's doing, so nobody else would tell
 * it. Gives how many rang.
 */
export async function ring(db: Database, now: Instant): Promise<number> {
  return await inTransaction(db, 'ordinary', async (tx) => {
    // The due instant is the first that is late: the period that it belongs to is that of the instant before.
    const { rows } = await sql<{ rang: number }>`
      WITH due AS (
        SELECT record, name FROM clock WHERE stopped_at IS NULL AND fired_at IS NULL AND due_at <= ${now}
        ORDER BY due_at LIMIT ${MOST} FOR UPDATE SKIP LOCKED),
      rung AS (UPDATE clock SET fired_at = ${now} FROM due WHERE clock.record = due.record AND clock.name = due.name RETURNING clock.*),
      told AS (INSERT INTO outbox (name, unit_id, record, instants, at)
        SELECT event, unit_id, record, ARRAY[due_at - interval '1 millisecond'], ${now}::timestamptz FROM rung)
      SELECT count(*)::integer AS rang FROM rung`.execute(tx);
    return rows[0]?.rang ?? 0;
  });
}
