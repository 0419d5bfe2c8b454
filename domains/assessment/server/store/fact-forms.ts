// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type CivilDate, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { EnteredValues } from '../../model/facts.ts';
import type { ActingPost } from '../../rules/own-post.ts';
import type { FormRow } from '../queries/load-form.ts';
import { assessmentTables } from '../tables.ts';
import { FORM_CLOCK, LATE_OVERDUE, lateClock } from './fact-requests.ts';

type Acting = { readonly person: string; readonly post: ActingPost; readonly now: Instant };

/** The draft in the place of the version that was seen; nothing comes out where somebody saved another meanwhile. */
export function draftSaved(
  tx: Database,
  form: Pick<FormRow, 'id' | 'version'>,
  about: { readonly values: EnteredValues; readonly now: Instant },
): Statement {
  const query = assessmentTables(tx)
    .updateTable('fact_form')
    .set({ draft: JSON.stringify(about.values), draft_version: form.version + 1, draft_at: about.now })
    .where('id', '=', form.id)
    .where('draft_version', '=', form.version)
    .returning('id');
  return { query, rows: 1 };
}

/** A value that was declared, with whether that of the period before was confirmed. */
export type Declared = {
  readonly measure: string;
  readonly num: number | null;
  readonly den: number | null;
  readonly confirmed: boolean;
};

/** The form as handed in, and a row for each figure: what was declared before stays, and the latest holds. */
export function formHandedIn(
  tx: Database,
  form: FormRow,
  about: Acting & { readonly values: EnteredValues; readonly declared: readonly Declared[] },
): Statement[] {
  const { person, post, now, values, declared } = about;
  const update = assessmentTables(tx)
    .updateTable('fact_form')
    .set({
      draft: JSON.stringify(values),
      draft_version: form.version + 1,
      draft_at: now,
      handed_at: now,
      handed_by: person,
      handed_unit: post.unit,
      handed_post: JSON.stringify(post.title),
    })
    .where('id', '=', form.id)
    .where('draft_version', '=', form.version)
    .returning('id');
  const rows = declared.map((fact) => ({
    ...fact,
    id: uuidv7From(millisOf(now), randomBytes(16)),
    unit_id: form.unit,
    path: form.path,
    period: form.period,
    declared_by: person,
    declared_at: now,
    form: form.id,
    declared_unit: post.unit,
    declared_post: JSON.stringify(post.title),
  }));
  const facts = rows.length === 0 ? [] : [{ query: assessmentTables(tx).insertInto('declared_fact').values(rows) }];
  return [
    { query: update, rows: 1 },
    ...facts,
    { call: 'stop_clock', values: [form.id, FORM_CLOCK, now] },
    ...(form.lateUntil === null ? [] : [{ call: 'stop_clock', values: [form.id, lateClock(form.lateUntil), now] }]),
  ];
}

/** Once a request and unit: nothing comes out where it was urged before. */
export function formUrged(tx: Database, id: string, now: Instant): Statement {
  const query = assessmentTables(tx)
    .updateTable('fact_form')
    .set({ urged_at: now })
    .where('id', '=', id)
    .where('urged_at', 'is', null)
    .returning('id');
  return { query, rows: 1 };
}

export function lateAsked(
  tx: Database,
  id: string,
  about: { readonly reason: string; readonly person: string; readonly now: Instant },
): Statement {
  const { reason, person, now } = about;
  const query = assessmentTables(tx)
    .updateTable('fact_form')
    .set({
      late_reason: reason,
      late_asked_at: now,
      late_asked_by: person,
      late_until: null,
      late_last_day: null,
      late_granted_by: null,
      late_granted_unit: null,
      late_granted_post: null,
    })
    .where('id', '=', id)
    .where('handed_at', 'is', null)
    .returning('id');
  return { query, rows: 1 };
}

/** Open again until the end of a day, with a clock of its own. */
export function lateGranted(
  tx: Database,
  form: FormRow,
  about: Acting & { readonly until: Instant; readonly lastDay: CivilDate },
): Statement[] {
  const { person, post, now, until, lastDay } = about;
  const query = assessmentTables(tx)
    .updateTable('fact_form')
    .set({
      late_until: until,
      late_last_day: lastDay,
      late_granted_by: person,
      late_granted_unit: post.unit,
      late_granted_post: JSON.stringify(post.title),
    })
    .where('id', '=', form.id)
    .where('late_asked_at', '=', form.lateAskedAt)
    .where('late_until', 'is', null)
    .returning('id');
  const clock = sql`INSERT INTO clock (record, name, unit_id, event, started_at, due_at, estimated, rule, pauses)
    VALUES (${form.id}::uuid, ${lateClock(until)}, ${form.unit}, ${LATE_OVERDUE}, ${now}::timestamptz, ${until}::timestamptz, false, '{}', '[]')`;
  return [{ query, rows: 1 }, { query: clock }];
}
