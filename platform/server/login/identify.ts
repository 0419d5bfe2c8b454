// SPDX-License-Identifier: Apache-2.0

import { createHash } from 'node:crypto';
import type { ErrorDeclaration } from '@beichen/kernel/errors.ts';
import type { Actor, Grant } from '@beichen/kernel/permissions.ts';
import { type CivilDate, type Instant, millisOf } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import { platformErrors } from '../errors.ts';

/** A command that was carried out before. */
export type KnownCommand = {
  readonly actor: string;
  readonly action: string;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly status: number;
  readonly answer: unknown;
};

/** A post of today, as the session offers it: its grant, and whether its holder stands in for somebody (AB 岗). */
export type HeldPost = Grant & { readonly id: string; readonly acting: boolean };

/** How far a sign-in has come: `open` wants nothing more; the others name what is wanted next. */
export type Stage = 'open' | 'password' | 'factor' | 'enrol';

/** What the database holds of a signed-in browser. */
export type HeldSession = {
  readonly id: string;
  readonly account: string;
  readonly person: string;
  readonly stage: Stage;
  readonly locked: boolean;
  /** The grant that it works in, of those in `posts`; `null` while a holder of several has chosen none. */
  readonly post: string | null;
  readonly posts: readonly HeldPost[];
  readonly provedAt: Instant | null;
};

export type Caller = {
  /** Who acts, where the sign-in is whole and the session is not locked. */
  readonly actor: Actor | undefined;
  readonly session: HeldSession | undefined;
  /** Why a session that is there opens no door. */
  readonly barred: ErrorDeclaration | undefined;
  readonly known: KnownCommand | undefined;
};

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

type Row = {
  person: string;
  account: string;
  session: string;
  stage: Stage;
  locked: boolean;
  post: string | null;
  seen_at: Instant | null;
  proved_at: Instant | null;
  grants: HeldPost[];
  command: KnownCommand | null;
};

const WANTED: Readonly<Record<Stage, ErrorDeclaration | undefined>> = {
  open: undefined,
  password: platformErrors.passwordWanted,
  factor: platformErrors.factorWanted,
  enrol: platformErrors.enrolmentWanted,
};

/** Milliseconds between two notes that a session is in use. */
const SEEN_EVERY = 300_000;

/** Whoever holds one post works in it; whoever holds several, in the chosen one, and in none before choosing. */
function postOf({ post, grants }: Row): HeldPost | undefined {
  return grants.find(({ id }) => id === post) ?? (grants.length === 1 ? grants[0] : undefined);
}

/**
 * Who holds this session token, with the grants of the post of today that the session works in, and whether the command was carried out
 * before: one question to the database. `today` is the city's civil date.
 */
export async function identify(
  db: Database,
  token: string,
  asked: { readonly command: string | null; readonly today: CivilDate; readonly now: Instant },
): Promise<Caller> {
  const hash = hashOf(token);
  const { rows } =
    await sql<Row>`SELECT * FROM identify(${hash}, ${asked.command}, ${asked.today}, ${asked.now})`.execute(db);
  const [row] = rows;
  if (row === undefined) return { actor: undefined, session: undefined, barred: undefined, known: undefined };
  if (row.seen_at === null || millisOf(asked.now) - millisOf(row.seen_at) > SEEN_EVERY)
    await sql`SELECT note_seen(${hash}, ${asked.now})`.execute(db);
  const { person, account, session: id, stage, locked, grants } = row;
  const post = postOf(row);
  const session = {
    id,
    account,
    person,
    stage,
    locked,
    post: post?.id ?? null,
    posts: grants,
    provedAt: row.proved_at,
  };
  const barred = locked ? platformErrors.sessionLocked : WANTED[stage];
  const actor: Actor = { kind: 'person', person, grants: post === undefined ? [] : [post] };
  return { actor: barred === undefined ? actor : undefined, session, barred, known: row.command ?? undefined };
}

/** A command that was carried out before, whoever sent it. */
export async function findCommand(db: Database, id: string): Promise<KnownCommand | undefined> {
  const { rows } = await sql<{ command: KnownCommand | null }>`SELECT find_command(${id}) AS command`.execute(db);
  return rows[0]?.command ?? undefined;
}
