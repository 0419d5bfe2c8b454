// SPDX-License-Identifier: Apache-2.0
import { dueOf } from '@beichen/engines/clocks/clock.ts';
import { clockRuleSchema } from '@beichen/engines/clocks/clock-rule.ts';
import { type Instant, instantSchema } from '@beichen/kernel/time.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/connect.ts';

const pausesSchema = z.array(
  z.object({ from: instantSchema, to: instantSchema.optional(), reason: z.string() }).transform(({ to, ...pause }) => ({
    ...pause,
    ...(to === undefined ? {} : { to }),
  })),
);

type Due = { readonly at: Instant; readonly estimated: boolean };

/** A running clock that is due at another time by the calendar of today, or about which the calendar says by now what it only estimated. */
export type Redated = { readonly record: string; readonly name: string; readonly was: Due; readonly is: Due };

type Row = {
  readonly record: string;
  readonly name: string;
  readonly started_at: Instant;
  readonly due_at: Instant;
  readonly estimated: boolean;
  readonly rule: unknown;
  readonly pauses: unknown;
};

function dueToday(row: Row, time: WorkingTime): Due | undefined {
  const clock = {
    rule: clockRuleSchema.parse(row.rule),
    startedAt: row.started_at,
    pauses: pausesSchema.parse(row.pauses),
  };
  const due = dueOf(clock, time);
  return due && { at: due.at, estimated: due.estimated };
}

/** The running clocks that tell an event and would not be due, or not as surely, when they are. What has stopped stays as it was. */
export async function clocksToRedate(
  tx: Database,
  about: { readonly event: string; readonly time: WorkingTime },
): Promise<readonly Redated[]> {
  const { rows } = await sql<Row>`
    SELECT record, name, started_at, due_at, estimated, rule, pauses FROM clock
    WHERE event = ${about.event} AND stopped_at IS NULL ORDER BY record, name`.execute(tx);
  return rows.flatMap((row) => {
    const is = dueToday(row, about.time);
    const was = { at: row.due_at, estimated: row.estimated };
    if (is === undefined || (is.at === was.at && is.estimated === was.estimated)) return [];
    return [{ record: row.record, name: row.name, was, is }];
  });
}

/** Sets running clocks to their new due time. One that rang and is not due yet rings again. */
export async function redateClocks(tx: Database, redated: readonly Redated[], now: Instant): Promise<void> {
  const data = redated.map(({ record, name, is }) => ({ record, name, due: is.at, estimated: is.estimated }));
  await sql`
    UPDATE clock SET due_at = r.due, estimated = r.estimated, fired_at = CASE WHEN r.due > ${now} THEN NULL ELSE fired_at END
    FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS r(record uuid, name text, due timestamptz, estimated boolean)
    WHERE clock.record = r.record AND clock.name = r.name AND clock.stopped_at IS NULL`.execute(tx);
}
