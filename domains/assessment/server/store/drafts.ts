// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { Approval } from '../../model/drafts.ts';
import type { Edition } from '../../model/results.ts';

/** A draft that is begun. */
export type NewDraft = {
  readonly id: string;
  /** The unit that it lies at. */
  readonly home: { readonly id: number; readonly path: string };
  readonly base: number | null;
  readonly source: string;
  readonly faults: number;
  readonly person: string | null;
  readonly now: Instant;
};

export function draftStarted({ id, home, base, source, faults, person, now }: NewDraft): Statement {
  const query = sql`
    INSERT INTO method_draft (id, unit_id, path, base, source, version, faults, started_by, started_at, saved_by, saved_at)
    VALUES (${id}::uuid, ${home.id}::integer, ${home.path}, ${base}::integer, ${source}, 1, ${faults}::integer, ${person}::uuid, ${now}::timestamptz,
      ${person}::uuid, ${now}::timestamptz) RETURNING id`;
  return { query, rows: 1 };
}

/** A text that takes the place of the version that its writer had seen. */
export type SavedDraft = {
  readonly id: string;
  readonly version: number;
  readonly source: string;
  readonly faults: number;
  readonly person: string | null;
  readonly now: Instant;
};

export function draftSaved({ id, version, source, faults, person, now }: SavedDraft): Statement {
  const query = sql`
    UPDATE method_draft SET source = ${source}, version = version + 1, faults = ${faults}::integer, saved_by = ${person}::uuid, saved_at = ${now}::timestamptz
    WHERE id = ${id}::uuid AND version = ${version}::integer AND published_at IS NULL AND withdrawn_at IS NULL RETURNING id`;
  return { query, rows: 1 };
}

/** Closes a draft of the version that was seen. */
export function draftWithdrawn({ id, version, person, now }: Omit<SavedDraft, 'source' | 'faults'>): Statement {
  const query = sql`
    UPDATE method_draft SET withdrawn_at = ${now}::timestamptz, saved_by = ${person}::uuid
    WHERE id = ${id}::uuid AND version = ${version}::integer AND published_at IS NULL AND withdrawn_at IS NULL RETURNING id`;
  return { query, rows: 1 };
}

/** A draft that becomes an edition. */
export type Published = {
  readonly id: string;
  readonly version: number;
  readonly edition: Edition & { readonly starts: CivilDate; readonly ends: CivilDate };
  readonly approval: Approval;
  readonly person: string | null;
  readonly now: Instant;
};

/** The draft is closed and the edition added, together or not at all. */
export function draftPublished(published: Published): Statement[] {
  const { id, version, edition, approval, person, now } = published;
  const closed = sql`
    UPDATE method_draft SET published_at = ${now}::timestamptz, saved_by = ${person}::uuid
    WHERE id = ${id}::uuid AND version = ${version}::integer AND published_at IS NULL AND withdrawn_at IS NULL RETURNING id`;
  const added = sql`
    INSERT INTO method_edition (method, edition, subject, period_kind, starts, ends, outline, measures, source, digest, published_at, draft, approval, published_by)
    VALUES (${edition.method}, ${edition.edition}, ${edition.subject}, ${edition.periodKind}, ${edition.starts}::date, ${edition.ends}::date,
      ${JSON.stringify(edition.outline)}::jsonb, ${[...edition.measures]}::text[], ${edition.source}, ${edition.digest}, ${now}::timestamptz, ${id}::uuid,
      ${JSON.stringify(approval)}::jsonb, ${person}::uuid)
    ON CONFLICT (method, edition) DO NOTHING RETURNING id`;
  return [
    { query: closed, rows: 1 },
    { query: added, rows: 1 },
  ];
}
