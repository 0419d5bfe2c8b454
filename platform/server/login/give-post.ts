// SPDX-License-Identifier: Apache-2.0
import { dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import { writeTogether } from '../db/write-together.ts';
import type { Vault } from '../vault/vault.ts';
import type { Role } from './roles.ts';

/** Where a post is held: a unit of the tree. */
export type PostPlace = { readonly id: number; readonly path: string };

export type GivenPost = {
  /** Ids that the three records get. */
  readonly ids: { readonly person: string; readonly post: string; readonly account: string };
  readonly name: string;
  readonly login: string;
  /** `null` where the first password comes by a slip. */
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly place: PostPlace;
  readonly line: string | null;
};

/**
 * Gives somebody new a post and an account at it, as the worker: for those whom nobody in the system appoints. The name goes to the vault.
 */
export async function givePost(
  tx: Database,
  { ids, name, login, passwordHash, role, place, line }: GivenPost,
  { vault, now, zone }: { readonly vault: Vault; readonly now: Instant; readonly zone: string },
): Promise<void> {
  const { person, post, account } = ids;
  await writeTogether(
    tx,
    vault.keep(tx, person, { record: post, place: { unit: place.id, line }, values: { name }, now }),
  );
  const { id: roleId, permissions, sensitivity } = role;
  const { id: unit_id, path } = place;
  await tx
    .insertInto('access_grant')
    .values({
      id: post,
      person,
      unit_id,
      path,
      role: roleId,
      permissions: [...permissions],
      line,
      sensitivity,
      from: dateOf(now, zone),
      to: null,
      made_at: now,
    })
    .execute();
  await tx
    .insertInto('account')
    .values({ id: account, person, login, password_hash: passwordHash, unit_id, path, opened_at: now })
    .execute();
}
