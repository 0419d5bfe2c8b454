// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Subscriber } from '@beichen/platform-server/events/pump.ts';
import { clocksToRedate, type Redated, redateClocks } from '@beichen/platform-server/time/redate-clocks.ts';
import { sql } from 'kysely';
import { auditBySystem } from './finalise.ts';

/** By which event a clock of ours rings, and the table in which people read when. */
const CLOCKS = [
  { event: 'assessment.notice-closed', table: 'notice' },
  { event: 'assessment.objection-due', table: 'objection' },
] as const;

async function redateRows(tx: Database, table: string, redated: readonly Redated[]): Promise<void> {
  const data = redated.map(({ record, is }) => ({ id: record, due: is.at, estimated: is.estimated }));
  const open = table === 'objection' ? sql`AND t.state = 'open'` : sql``;
  await sql`
    UPDATE ${sql.table(table)} t SET due_at = r.due, estimated = r.estimated
    FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS r(id uuid, due timestamptz, estimated boolean) WHERE t.id = r.id ${open}`.execute(
    tx,
  );
}

/**
 * Notices that run and objections without an answer are due by the calendar of today: an announcement of holidays moves them. A notice
 * that is over stays over. Doing it again changes nothing.
 */
export async function followCalendar(tx: Database, time: WorkingTime, now: Instant): Promise<void> {
  for (const { event, table } of CLOCKS) {
    const redated = (await clocksToRedate(tx, { event, time })).filter(({ was }) => table !== 'notice' || was.at > now);
    if (redated.length === 0) continue;
    await redateRows(tx, table, redated);
    await redateClocks(tx, redated, now);
  }
}

/** The end of a notice is told by its clock, and stands in the audit: no person ends it. */
export const closedNotices: Subscriber = {
  event: 'assessment.notice-closed',
  async take(tx, { record: id, unit: unit_id }, now) {
    await auditBySystem(tx, { id, unit_id, now }, { action: 'assessment.close-notice', detail: {} });
  },
};
