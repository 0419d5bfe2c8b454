// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';

/** The content of an audit entry in the one form that is hashed: everything as the database writes it, to the microsecond. */
export type EntryContent = {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly record: string;
  readonly unit_id: number | null;
  readonly detail: string;
};

/** What the first link is chained to. */
export const GENESIS = Buffer.alloc(32);

const utc = (column: string): RawBuilder<unknown> =>
  sql`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The columns of `EntryContent`, of `audit_entry e`. */
export const entryColumns = sql`e.id, ${utc('e.at')} AS at, e.actor, e.action, e.record, e.unit_id, e.detail::text AS detail`;

/** When a link `l` was sealed, in the form that is hashed. */
export const sealedAt = utc('l.sealed_at');

/** The hash of a link: over the one before it, its own place and time, and the entry's content. */
export function linkHash(
  previous: Buffer,
  link: { readonly position: number; readonly sealed_at: string },
  entry: EntryContent,
): Buffer {
  const { id, at, actor, action, record, unit_id, detail } = entry;
  const content = JSON.stringify([link.position, link.sealed_at, id, at, actor, action, record, unit_id, detail]);
  return createHash('sha256').update(previous).update(content).digest();
}
