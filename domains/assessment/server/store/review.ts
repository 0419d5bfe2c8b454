// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { Act, MeetingInput, Step } from '../../model/review.ts';
import type { ActingPost } from '../../rules/own-post.ts';

type Placed = { readonly id: number; readonly path: string };

/** A review as it is opened. */
export type NewReview = {
  readonly id: string;
  readonly edition: number;
  readonly period: string;
  readonly root: Placed;
  readonly steps: readonly Step[];
  readonly person: string;
  readonly post: ActingPost | null;
  readonly now: Instant;
};

/** Nothing comes out where another one of the edition and period was opened meanwhile. */
export function reviewOpened({ id, edition, period, root, steps, person, post, now }: NewReview): Statement {
  const query = sql`
    INSERT INTO review (id, edition, period, unit_id, path, steps, opened_by, opened_unit, opened_post, opened_at)
    VALUES (${id}::uuid, ${edition}::integer, ${period}, ${root.id}::integer, ${root.path}, ${JSON.stringify(steps)}::jsonb, ${person}::uuid,
      ${post?.unit ?? null}::integer, ${post === null ? null : JSON.stringify(post.title)}::jsonb, ${now}::timestamptz)
    ON CONFLICT (edition, period) DO NOTHING RETURNING id`;
  return { query, rows: 1 };
}

/** A judgement as it is written. */
export type NewJudgement = {
  readonly id: string;
  readonly review: string;
  readonly unit: Placed;
  readonly section: string;
  readonly measure: string | null;
  readonly step: string;
  readonly act: Act;
  readonly num?: number | null;
  readonly den?: number | null;
  readonly was?: { readonly num: number | null; readonly den: number | null };
  readonly reason: string | null;
  readonly owner?: number;
  readonly seenOn?: CivilDate | null;
  readonly person: string;
  readonly post: ActingPost;
  readonly now: Instant;
};

const FIELDS = `id uuid, review uuid, unit_id integer, path text, section text, measure text, step text, act text, num double precision, den double precision,
  was_num double precision, was_den double precision, reason text, owner_unit integer, seen_on date, by_person uuid, by_unit integer, by_post jsonb, at timestamptz`;
const COLUMNS = FIELDS.split(/,\s+/)
  .map((field) => field.split(' ')[0])
  .join(', ');

/** Writes judgements in the order of the list. `last` is the number of the latest one that the decision knew of its review and units: where there is a later one, nothing is written. */
export function judgementsMade(made: readonly NewJudgement[], last: number): Statement {
  const rows = made.map(({ unit, measure, was, owner, seenOn, person, post, now, num = null, den = null, ...row }) => ({
    ...row,
    unit_id: unit.id,
    path: unit.path,
    measure,
    num,
    den,
    was_num: was?.num ?? null,
    was_den: was?.den ?? null,
    owner_unit: owner ?? null,
    seen_on: seenOn ?? null,
    by_person: person,
    by_unit: post.unit,
    by_post: post.title,
    at: now,
  }));
  const units = [...new Set(made.map(({ unit }) => unit.id))];
  const query = sql`
    INSERT INTO judgement (${sql.raw(COLUMNS)})
    SELECT ${sql.raw(COLUMNS)} FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(${sql.raw(FIELDS)})
    WHERE NOT EXISTS (SELECT FROM judgement j WHERE j.review = ${made[0]?.review ?? null}::uuid AND j.unit_id = ANY (${units}::integer[]) AND j.n > ${last}::bigint)
    RETURNING id`;
  return { query, rows: made.length };
}

export type NewMeeting = Omit<MeetingInput, 'heldOn'> & {
  readonly id: string;
  readonly review: string;
  readonly root: Placed;
  readonly heldOn: CivilDate;
  readonly person: string;
  readonly post: ActingPost;
  readonly now: Instant;
};

/** Writes a meeting down. A second one that concludes is refused by the database. */
export function meetingHeld(meeting: NewMeeting): Statement {
  const { id, review, root, heldOn, present, absent, minutes, concludes, decision, person, post, now } = meeting;
  const query = sql`
    INSERT INTO review_meeting (id, review, unit_id, path, held_on, present, absent, minutes, concludes, decision, by_person, by_unit, by_post, recorded_at)
    VALUES (${id}::uuid, ${review}::uuid, ${root.id}::integer, ${root.path}, ${heldOn}::date, ${[...present]}::text[], ${[...absent]}::text[], ${minutes}, ${concludes}::boolean,
      ${decision}, ${person}::uuid, ${post.unit}::integer, ${JSON.stringify(post.title)}::jsonb, ${now}::timestamptz) RETURNING id`;
  return { query, rows: 1 };
}
