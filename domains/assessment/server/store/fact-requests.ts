// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { RequestInput } from '../../model/facts.ts';
import type { ActingPost } from '../../rules/own-post.ts';
import { assessmentTables } from '../tables.ts';

export const FACTS_OVERDUE = 'assessment.facts-overdue';
export const LATE_OVERDUE = 'assessment.late-overdue';
/** The clock of a form until its due time, and that of an exception. */
export const FORM_CLOCK = 'declare';
export const lateClock = (until: Instant): string => `late ${until}`;

export type Due = { readonly at: Instant; readonly lastDay: CivilDate; readonly estimated: boolean };

export type NewForm = { readonly id: string; readonly unit: number; readonly path: string };

export type NewRequest = {
  readonly input: RequestInput;
  readonly root: { readonly id: number; readonly path: string };
  readonly edition: number;
  readonly month: string;
  readonly beyond: number;
  readonly forms: readonly NewForm[];
  readonly person: string;
  readonly post: ActingPost;
  readonly now: Instant;
  /** Not yet, where somebody else has to approve it first. */
  readonly due: Due | null;
};

export function requestMade(tx: Database, made: NewRequest): Statement {
  const { input, root, post, due, now } = made;
  const query = assessmentTables(tx)
    .insertInto('fact_request')
    .values({
      id: input.id,
      unit_id: root.id,
      path: root.path,
      edition: made.edition,
      period: input.period,
      measures: [...input.measures],
      owner: input.owner,
      basis: input.basis,
      purpose: input.purpose,
      working_days: input.workingDays,
      month: made.month,
      asked: made.forms.length,
      beyond: made.beyond,
      made_by: made.person,
      made_unit: post.unit,
      made_post: JSON.stringify(post.title),
      made_at: now,
      opened_at: due === null ? null : now,
      due_at: due?.at ?? null,
      last_day: due?.lastDay ?? null,
    })
    .returning('id');
  return { query, rows: 1 };
}

/** A form for each unit, and its clock, which rings where nobody hands it in. */
export function formsOpened(opened: {
  readonly request: string;
  readonly forms: readonly NewForm[];
  readonly due: Due;
  readonly days: number;
  readonly now: Instant;
}): Statement[] {
  const { request, due, now } = opened;
  const rows = JSON.stringify(opened.forms);
  const rule = JSON.stringify({ limit: { unit: 'working-days', amount: opened.days } });
  const listed = sql`jsonb_to_recordset(${rows}::jsonb) AS f(id uuid, unit integer, path text)`;
  return [
    {
      query: sql`INSERT INTO fact_form (id, request, unit_id, path, due_at, draft, draft_version)
        SELECT id, ${request}::uuid, unit, path, ${due.at}::timestamptz, '{}', 0 FROM ${listed} RETURNING id`,
      rows: opened.forms.length,
    },
    {
      query: sql`INSERT INTO clock (record, name, unit_id, event, started_at, due_at, estimated, rule, pauses)
        SELECT id, ${FORM_CLOCK}, unit, ${FACTS_OVERDUE}, ${now}::timestamptz, ${due.at}::timestamptz, ${due.estimated}::boolean, ${rule}::jsonb, '[]' FROM ${listed}`,
    },
  ];
}

/** The request as it opens by somebody else's leave; nothing comes out where it was open already. */
export function requestApproved(
  tx: Database,
  approved: {
    readonly id: string;
    readonly person: string;
    readonly post: ActingPost;
    readonly month: string;
    readonly due: Due;
    readonly now: Instant;
  },
): Statement {
  const { id, person, post, month, due, now } = approved;
  const query = assessmentTables(tx)
    .updateTable('fact_request')
    .set({
      opened_at: now,
      due_at: due.at,
      last_day: due.lastDay,
      month,
      approved_by: person,
      approved_unit: post.unit,
      approved_post: JSON.stringify(post.title),
    })
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .returning('id');
  return { query, rows: 1 };
}
