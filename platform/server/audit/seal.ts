// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import { type EntryContent, entryColumns, GENESIS, linkHash } from './chain.ts';

/** Entries that one round seals. */
const MOST = 1_000;

type Head = { readonly position: number; readonly hash: Buffer };

/** Takes entries out of what waits; a row whose entry is gone stays, for `verifyAudit` to find. */
async function claim(tx: Database): Promise<EntryContent[]> {
  const { rows } = await sql<EntryContent>`
    WITH ready AS (SELECT p.ctid AS place FROM audit_pending p JOIN audit_entry e ON e.id = p.entry LIMIT ${MOST}),
      claimed AS (DELETE FROM audit_pending WHERE ctid = ANY (ARRAY(SELECT place FROM ready)) RETURNING entry)
    SELECT ${entryColumns} FROM audit_entry e JOIN claimed ON claimed.entry = e.id ORDER BY e.at, e.id`.execute(tx);
  return rows;
}

async function lastLink(tx: Database): Promise<Head> {
  const { rows } = await sql<Head>`SELECT position, hash FROM audit_link ORDER BY position DESC LIMIT 1`.execute(tx);
  return rows[0] ?? { position: 0, hash: GENESIS };
}

async function link(tx: Database, entries: readonly EntryContent[], now: Instant): Promise<void> {
  const head = await lastLink(tx);
  const sealed_at = now.replace('Z', '000Z');
  const hashes: Buffer[] = [];
  for (const [index, entry] of entries.entries())
    hashes.push(linkHash(hashes[index - 1] ?? head.hash, { position: head.position + 1 + index, sealed_at }, entry));
  await sql`INSERT INTO audit_link (position, entry, sealed_at, hash)
    SELECT ${head.position}::bigint + n, entry, ${now}::timestamptz, hash
    FROM unnest(${entries.map(({ id }) => id)}::uuid[], ${hashes}::bytea[]) WITH ORDINALITY AS fresh (entry, hash, n)`.execute(
    tx,
  );
}

/**
 * Chains committed entries that wait, as the worker; gives how many. The place in the chain is given now, so one that commits late gets
 * a later place whatever its time. One process seals at a time: another finds nothing to do.
 */
export async function seal(db: Database, now: Instant): Promise<number> {
  const { rows: waiting } = await sql`SELECT FROM audit_pending LIMIT 1`.execute(db);
  if (waiting.length === 0) return 0;
  return await inTransaction(db, 'ordinary', async (tx) => {
    // A statement of its own: what is read after it sees the links of whoever held the lock before.
    const { rows } = await sql<{ mine: boolean }>`
      SELECT pg_try_advisory_xact_lock(hashtext('beichen.seal.' || current_schema())) AS mine`.execute(tx);
    if (rows[0]?.mine !== true) return 0;
    const entries = await claim(tx);
    if (entries.length > 0) await link(tx, entries, now);
    return entries.length;
  });
}
