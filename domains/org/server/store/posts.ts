// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import { orgTables } from '../tables.ts';

/** A post as it is given to somebody: what the role gives, where, and for how long. */
export type NewPost = {
  readonly id: string;
  readonly person: string;
  readonly unit: number;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly sensitivity: string;
  readonly line: string | null;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly actsFor: string | null;
  readonly source: string | null;
  readonly fullTime: boolean;
  /** When it is entered. */
  readonly now: Instant;
};

/** The database takes the place from the tree, and refuses one out of range. */
export function postGiven(post: NewPost): Statement {
  const { id, person, unit, role, permissions, sensitivity, line, from, until, actsFor, source, fullTime, now } = post;
  const row = {
    id,
    person,
    unit_id: unit,
    path: '',
    role,
    permissions,
    sensitivity,
    line,
    from,
    to: until,
    acts_for: actsFor,
    source,
    full_time: fullTime,
    made_at: now,
  };
  return { query: sql`SELECT appoint(${JSON.stringify(row)}::jsonb)`, rows: 1 };
}

/** Nothing comes out where it has ended meanwhile. */
export function postEnded(id: string, on: CivilDate, now: Instant): Statement {
  return { query: sql`SELECT end_post(${id}::uuid, ${on}::date, ${now}::timestamptz)`, rows: 1 };
}

/** What was open at a unit when a post went over: how many of each kind. */
export type OpenWork = readonly { readonly holding: string; readonly count: number }[];

export type NewHandover = {
  readonly id: string;
  readonly unit: number;
  readonly path: string;
  readonly fromPost: string;
  readonly toPost: string;
  readonly on: CivilDate;
  readonly note: string;
  readonly openWork: OpenWork;
  readonly person: string;
  readonly now: Instant;
};

export function handedOver(tx: Database, handover: NewHandover): Statement {
  const { id, unit, path, fromPost, toPost, on, note, openWork, person, now } = handover;
  const query = orgTables(tx)
    .insertInto('handover')
    .values({
      id,
      unit_id: unit,
      path,
      from_post: fromPost,
      to_post: toPost,
      holds_from: on,
      note,
      open_work: JSON.stringify(openWork),
      made_by: person,
      made_at: now,
    })
    .returning('id');
  return { query, rows: 1 };
}

/** The new holder took it over; nothing comes out where that was said already. */
export function handoverConfirmed(tx: Database, id: string, at: Instant): Statement {
  const query = orgTables(tx)
    .updateTable('handover')
    .set({ confirmed_at: at })
    .where('id', '=', id)
    .where('confirmed_at', 'is', null)
    .returning('id');
  return { query, rows: 1 };
}
