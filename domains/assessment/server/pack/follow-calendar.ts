// SPDX-License-Identifier: Apache-2.0
import { dateOf, type Instant, instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { clocksToRedate, redateClocks } from '@beichen/platform-server/time/redate-clocks.ts';
import { sql } from 'kysely';
import { FACTS_OVERDUE } from '../store/fact-requests.ts';

/**
 * Computes the due times of forms that were not handed in again, by the calendar of today, and with them those of their requests. Doing it
 * again changes nothing.
 */
export async function followFactsCalendar(tx: Database, time: WorkingTime, now: Instant): Promise<void> {
  const redated = await clocksToRedate(tx, { event: FACTS_OVERDUE, time });
  if (redated.length === 0) return;
  const rows = redated.map(({ record, is }) => {
    const day = dateOf(instantOfMillis(millisOf(is.at) - 1), time.zone);
    return { form: record, due: is.at, day };
  });
  await sql`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(form uuid, due timestamptz, day date)),
    forms AS (UPDATE fact_form f SET due_at = r.due FROM r WHERE f.id = r.form RETURNING f.request, r.due, r.day)
    UPDATE fact_request q SET due_at = forms.due, last_day = forms.day FROM forms WHERE q.id = forms.request`.execute(
    tx,
  );
  await redateClocks(tx, redated, now);
}
