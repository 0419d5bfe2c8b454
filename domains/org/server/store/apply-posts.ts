// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { type Statement, writeTogether } from '@beichen/platform-server/db/write-together.ts';
import { openAccount } from '@beichen/platform-server/login/accounts/open-account.ts';
import { sql } from 'kysely';
import type { ImportChange, ImportedPost } from '../../model/changes.ts';
import type { DoneStep, Step } from '../../rules/change.ts';
import type { Reappointed } from '../../rules/restore.ts';
import type { PostDeps } from '../queries/posts.ts';
import { type Applying, idOf } from './applying.ts';
import { postEnded, postGiven } from './posts.ts';

/** Gives a post that an import decided: the database takes its place from the tree as it is by then, and its holder is named there. */
export async function givePost(
  tx: Database,
  { unit: target, account, ...post }: ImportedPost,
  { deps, made, now }: Applying,
): Promise<DoneStep> {
  const unit = idOf(target, made);
  const role = deps.roles.find(({ id }) => id === post.role);
  if (role === undefined) throw new Error(`no role ${post.role}`);
  const { permissions, sensitivity } = role;
  const send = async (statements: readonly Statement[]): Promise<void> => writeTogether(tx, statements);
  await send([
    ...deps.vault.place(tx, post.id, { unit, line: post.line }),
    postGiven({ ...post, unit, permissions, sensitivity, now }),
  ]);
  // The account is opened for whoever holds a post already.
  if (account !== null)
    await send(openAccount(tx, { ...account, person: post.person, today: dateOf(now, deps.zone), now }));
  return { do: 'appoint', unit, post: post.id, role: post.role, from: post.from };
}

type OldPost = {
  readonly person: string;
  readonly line: string | null;
  readonly actsFor: string | null;
  readonly source: string | null;
  readonly fullTime: boolean;
};

/** Gives a post that a change ended to the same person again: a post of its own, so that the days between stay without it. */
export async function givePostAgain(
  tx: Database,
  { unit, post: old, role: roleId, from, until }: Reappointed,
  { deps, again, now }: Applying,
): Promise<DoneStep> {
  const { rows } = await sql<OldPost>`
    SELECT person, line, acts_for AS "actsFor", source, full_time AS "fullTime" FROM access_grant WHERE id = ${old}::uuid`.execute(
    tx,
  );
  const [was] = rows;
  const role = deps.roles.find(({ id }) => id === roleId);
  if (was === undefined || role === undefined) throw new Error(`no post ${old} of the role ${roleId}`);
  const id = uuidv7From(millisOf(now), randomBytes(16));
  again.set(old, id);
  const { permissions, sensitivity } = role;
  const actsFor = was.actsFor === null ? null : (again.get(was.actsFor) ?? was.actsFor);
  const post = { ...was, id, unit, role: roleId, permissions, sensitivity, from, until, actsFor, now };
  const place = { unit, line: was.line };
  await writeTogether(tx, [
    ...deps.vault.keep(tx, was.person, { record: id, place, values: {}, now }),
    postGiven(post),
  ]);
  return { do: 'appoint', unit, post: id, role: roleId, from };
}

export async function endPost(tx: Database, { post, on }: Extract<Step, { do: 'end' }>, now: Instant): Promise<void> {
  await writeTogether(tx, [postEnded(post, on, now)]);
}

/** People whom only a refused import named: nothing is kept of them. */
export async function forgetNewcomers(
  tx: Database,
  { vault }: Pick<PostDeps, 'vault'>,
  { posts }: ImportChange,
): Promise<void> {
  const people = [...new Set(posts.map(({ person }) => person))];
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM unnest(${people}::uuid[]) AS id WHERE NOT EXISTS (SELECT FROM access_grant g WHERE g.person = id)
      AND NOT EXISTS (SELECT FROM subject_of s WHERE s.subject = id AND s.record <> ALL (${posts.map(({ id }) => id)}::uuid[]))`.execute(
    tx,
  );
  for (const { id } of rows) await writeTogether(tx, vault.erase(tx, id));
}
