// SPDX-License-Identifier: Apache-2.0
import { dueOf } from '@beichen/engines/clocks/clock.ts';
import { type ClockRule, clockRuleSchema } from '@beichen/engines/clocks/clock-rule.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { rowJson, type Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { NoticeSettings } from '../../model/settings.ts';
import { assessmentTables } from '../tables.ts';
import type { Wanted } from './frozen.ts';

const NOTICE_CLOCK = 'notice';
const OBJECTION_CLOCK = 'objection';

export type Due = { readonly at: Instant; readonly estimated: boolean };

/** When a limit without pauses is due that starts at a moment. */
export function dueAfter(rule: ClockRule, startedAt: Instant, time: WorkingTime): Due {
  const due = dueOf({ rule, startedAt, pauses: [] }, time);
  if (due === undefined) throw new RangeError('a clock without pauses is always due');
  return due;
}

/** A notice that is asked for together with the freeze that it shows. */
export function noticeAdded(
  tx: Database,
  wanted: Pick<Wanted, 'id' | 'root'>,
  about: { readonly document: string; readonly settings: NoticeSettings },
): Statement {
  const { document, settings } = about;
  const query = assessmentTables(tx)
    .insertInto('notice')
    .values({
      id: wanted.id,
      unit_id: wanted.root.id,
      path: wanted.root.path,
      document,
      rule: JSON.stringify(settings.clock),
      objections_to: JSON.stringify(settings.objections.to),
      objection_rule: JSON.stringify(settings.objections.clock),
    });
  return { query };
}

/** The notice hangs out from now on, and its clock runs: that it ends is an event of its own. */
export async function openNotice(
  tx: Database,
  time: WorkingTime,
  about: { readonly id: string; readonly unit_id: number; readonly now: Instant },
): Promise<void> {
  const { id, unit_id, now } = about;
  const { rule } = await assessmentTables(tx)
    .selectFrom('notice')
    .select('rule')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const due = dueAfter(clockRuleSchema.parse(rule), now, time);
  await assessmentTables(tx)
    .updateTable('notice')
    .set({ opened_at: now, due_at: due.at, estimated: due.estimated })
    .where('id', '=', id)
    .execute();
  const clock = { record: id, name: NOTICE_CLOCK, unit_id, event: 'assessment.notice-closed', started_at: now };
  await tx
    .insertInto('clock')
    .values({ ...clock, due_at: due.at, estimated: due.estimated, rule: JSON.stringify(rule), pauses: '[]' })
    .execute();
}

export type NewObjection = {
  readonly id: string;
  readonly notice: string;
  readonly unit_id: number;
  readonly path: string;
  readonly section: string | null;
  readonly item: string | null;
  readonly reason: string;
  readonly contact: string | null;
  readonly by: { readonly person: string; readonly post: Words } | null;
  readonly made_at: Instant;
  readonly due: Due;
  readonly rule: ClockRule;
};

/**
 * An objection and the clock by which it is to be answered. What has no account comes in through a function of the database. Both are written
 * before what is told of them.
 */
export function objectionAdded(tx: Database, fresh: NewObjection): Statement[] {
  const { by, due, rule, ...rest } = fresh;
  const row = { ...rest, due_at: due.at, estimated: due.estimated, state: 'open' as const };
  const added: Statement =
    by === null
      ? { call: 'object_publicly', values: [rowJson(row)] }
      : {
          query: assessmentTables(tx)
            .insertInto('objection')
            .values({ ...row, source: 'unit', by_person: by.person, by_post: JSON.stringify(by.post) })
            .returning('id'),
          rows: 1,
        };
  const clock = tx.insertInto('clock').values({
    record: fresh.id,
    name: OBJECTION_CLOCK,
    unit_id: fresh.unit_id,
    event: 'assessment.objection-due',
    started_at: fresh.made_at,
    due_at: due.at,
    estimated: due.estimated,
    rule: JSON.stringify(rule),
    pauses: '[]',
  });
  return [added, { query: clock }];
}

/** The answer, once: where another was faster, nothing is written. */
export function objectionSettled(settled: {
  readonly id: string;
  readonly state: 'upheld' | 'rejected';
  readonly answer: string;
  readonly person: string;
  readonly post: { readonly unit: number; readonly title: Words } | null;
  readonly now: Instant;
}): Statement[] {
  const { id, state, answer, person, post, now } = settled;
  const title = post === null ? null : JSON.stringify(post.title);
  const query = sql`
    UPDATE objection SET state = ${state}, answer = ${answer}, decided_by = ${person}::uuid, decided_at = ${now}::timestamptz,
      decided_unit = ${post?.unit ?? null}::integer, decided_post = ${title}::jsonb
    WHERE id = ${id}::uuid AND state = 'open' RETURNING id`;
  // The database stops no clock of a record that its transaction has not touched: after the objection.
  return [
    { query, rows: 1 },
    { call: 'stop_clock', values: [id, OBJECTION_CLOCK, now] },
  ];
}
