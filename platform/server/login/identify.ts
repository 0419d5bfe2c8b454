// SPDX-License-Identifier: Apache-2.0

import { hash } from 'node:crypto';
import type { Actor, Grant } from '@beichen/kernel/permissions.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';

/** A command that was carried out before. */
export type KnownCommand = {
  readonly actor: string;
  readonly action: string;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly status: number;
  readonly answer: unknown;
};

export type Caller = {
  readonly actor: Actor | undefined;
  readonly account: string | undefined;
  readonly known: KnownCommand | undefined;
};

export function hashOf(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

type Row = { person: string; account: string; grants: Grant[]; command: KnownCommand | null };

/**
 * Who holds this session token, with the grants of today, and whether the command was carried out before: one question to the database.
 * `today` is the city's civil date.
 */
export async function identify(
  db: Database,
  token: string,
  asked: { readonly command: string | null; readonly today: CivilDate; readonly now: Instant },
): Promise<Caller> {
  const { rows } =
    await sql<Row>`SELECT * FROM identify(${hashOf(token)}, ${asked.command}, ${asked.today}, ${asked.now})`.execute(
      db,
    );
  const [row] = rows;
  if (row === undefined) return { actor: undefined, account: undefined, known: undefined };
  const actor: Actor = { kind: 'person', person: row.person, grants: row.grants };
  return { actor, account: row.account, known: row.command ?? undefined };
}

/** A command that was carried out before, whoever sent it. */
export async function findCommand(db: Database, id: string): Promise<KnownCommand | undefined> {
  const { rows } = await sql<{ command: KnownCommand | null }>`SELECT find_command(${id}) AS command`.execute(db);
  return rows[0]?.command ?? undefined;
}
