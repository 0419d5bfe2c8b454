// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { inTransaction } from '../db/scope.ts';
import { type EntryContent, entryColumns, GENESIS, linkHash, sealedAt } from './chain.ts';
import type { Head } from './heads.ts';

/** How the chain is broken. */
export type BreakKind =
  /** The entry reads differently than when it was sealed. */
  | 'content-changed'
  /** The entry is gone; its link stands. */
  | 'entry-deleted'
  /** A place of the chain is empty, or the chain ends before a head that was published. */
  | 'link-missing'
  /** The entries stand in other places than they were sealed in. */
  | 'order-changed'
  /** The stored hash is not that of its link, and the chain goes on from the right one. */
  | 'hash-wrong'
  /** Whole in itself, but not the chain that was published: rewritten from some place on, after the last head that fits. */
  | 'head-differs'
  /** An entry stands in no link and does not wait for one: put in, or its link taken out. */
  | 'not-linked';

export type AuditBreak = {
  readonly why: BreakKind;
  /** Place in the chain, from 1; `null` for entries that have none. */
  readonly position: number | null;
  readonly entry: string | null;
};

export type AuditReport = {
  /** The first break; what follows it proves nothing. */
  readonly broken: AuditBreak | undefined;
  /** Links that were found right. */
  readonly links: number;
  /** Published heads that fit, and the last place that they prove. */
  readonly heads: number;
  readonly proved: number;
  /** Entries that wait to be sealed: nothing proves them yet. `since` is the time of the oldest. */
  readonly unsealed: number;
  readonly since: string | null;
};

type LinkRow = { readonly position: number; readonly sealed_at: string; readonly hash: Buffer; readonly entry: string };
type Row = LinkRow & { readonly content: EntryContent | null };

const PAGE = 2_000;

async function linksAfter(tx: Database, position: number): Promise<Row[]> {
  const { rows } = await sql<LinkRow & Omit<EntryContent, 'id'> & { readonly id: string | null }>`
    SELECT l.position, ${sealedAt} AS sealed_at, l.hash, l.entry, ${entryColumns}
    FROM audit_link l LEFT JOIN audit_entry e ON e.id = l.entry
    WHERE l.position > ${position} ORDER BY l.position LIMIT ${PAGE}`.execute(tx);
  return rows.map(({ position: at, sealed_at, hash, entry, id, ...rest }) => ({
    position: at,
    sealed_at,
    hash,
    entry,
    content: id === null ? null : { id, ...rest },
  }));
}

/** Which of the ways it is that makes a link's hash wrong. Looks at the page of links behind it, no further. */
async function whyWrong(
  tx: Database,
  previous: Buffer,
  row: Row & { readonly content: EntryContent },
): Promise<BreakKind> {
  const { position } = row;
  const behind = await linksAfter(tx, position);
  const fits = (other: Row): boolean => {
    if (other.content === null) return false;
    const here = linkHash(previous, { position, sealed_at: other.sealed_at }, other.content);
    const exchanged = linkHash(previous, row, other.content);
    return here.equals(other.hash) || exchanged.equals(row.hash);
  };
  if (behind.some(fits)) return 'order-changed';
  const [next] = behind;
  const right = linkHash(previous, row, row.content);
  if (next?.content && linkHash(right, next, next.content).equals(next.hash)) return 'hash-wrong';
  return 'content-changed';
}

type Walk = {
  readonly broken: AuditBreak | undefined;
  readonly links: number;
  readonly heads: number;
  readonly proved: number;
};

async function walk(tx: Database, heads: readonly Head[]): Promise<Walk> {
  const published = Map.groupBy(heads, ({ position }) => position);
  const last = heads.reduce((most, { position }) => Math.max(most, position), 0);
  let [links, fitting, proved] = [0, 0, 0];
  let previous: Buffer = GENESIS;
  const stop = (why: BreakKind, entry: string | null): Walk => ({
    broken: { why, position: links + 1, entry },
    links,
    heads: fitting,
    proved,
  });
  for (;;) {
    const page = await linksAfter(tx, links);
    for (const row of page) {
      if (row.position !== links + 1) return stop('link-missing', null);
      if (row.content === null) return stop('entry-deleted', row.entry);
      const hash = linkHash(previous, row, row.content);
      if (!hash.equals(row.hash))
        return stop(await whyWrong(tx, previous, { ...row, content: row.content }), row.entry);
      const outside = published.get(row.position) ?? [];
      if (outside.some((head) => head.hash !== hash.toString('hex'))) return stop('head-differs', row.entry);
      fitting += outside.length;
      if (outside.length > 0) proved = row.position;
      links += 1;
      previous = hash;
    }
    if (page.length < PAGE) break;
  }
  if (last > links) return stop('link-missing', null);
  return { broken: undefined, links, heads: fitting, proved };
}

/** An entry without a link that does not wait for one either; or one that waited and is gone. */
async function findStray(tx: Database): Promise<AuditBreak | undefined> {
  const { rows } = await sql<{ why: BreakKind; entry: string }>`
    (SELECT 'not-linked' AS why, e.id AS entry FROM audit_entry e
      WHERE NOT EXISTS (SELECT FROM audit_link l WHERE l.entry = e.id) AND NOT EXISTS (SELECT FROM audit_pending p WHERE p.entry = e.id)
      ORDER BY e.at, e.id LIMIT 1)
    UNION ALL
    (SELECT 'entry-deleted', p.entry FROM audit_pending p WHERE NOT EXISTS (SELECT FROM audit_entry e WHERE e.id = p.entry) LIMIT 1)`.execute(
    tx,
  );
  const [stray] = rows;
  return stray === undefined ? undefined : { ...stray, position: null };
}

/**
 * Walks the whole chain, as the worker or the owner, in one snapshot and a page at a time, and holds it against heads that were published
 * outside the database. Without heads it finds what was changed inside, and not a chain that was made anew as a whole.
 */
export async function verifyAudit(db: Database, heads: readonly Head[]): Promise<AuditReport> {
  return await inTransaction(db, 'snapshot', async (tx) => {
    const walked = await walk(tx, heads);
    const { rows } = await sql<{ unsealed: number; since: string | null }>`
      SELECT count(*) AS unsealed, min(e.at) AS since FROM audit_pending p JOIN audit_entry e ON e.id = p.entry`.execute(
      tx,
    );
    const { unsealed = 0, since = null } = rows[0] ?? {};
    return { ...walked, broken: walked.broken ?? (await findStray(tx)), unsealed, since };
  });
}
