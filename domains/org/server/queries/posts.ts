// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import type { Vault } from '@beichen/platform-server/vault/vault.ts';
import { sql } from 'kysely';
import type { HeldPost } from '../../rules/posts.ts';
import type { ChangeDeps } from './world.ts';

/** What posts rest on beside the tree. */
export type PostDeps = ChangeDeps & { readonly roles: readonly Role[]; readonly vault: Vault };

export type PostRow = HeldPost & {
  readonly source: string | null;
  readonly fullTime: boolean;
  readonly hasAccount: boolean;
};

/** The posts at a unit that are held on a day or later, as far as it lies in the transaction's range. */
export async function postsAt(tx: Database, unit: number, on: CivilDate): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    SELECT id, unit, person, role, line, since, until, acts_for AS "actsFor", source, full_time AS "fullTime", has_account AS "hasAccount"
    FROM posts_of(ARRAY[${unit}::integer], ${on}::date)`.execute(tx);
  return rows;
}

/** The post with this id and where it lies, if it is held on a day or later and lies in range. */
export async function findPost(
  tx: Database,
  id: string,
  on: CivilDate,
): Promise<(PostRow & { readonly path: string }) | undefined> {
  const { rows } = await sql<PostRow & { path: string }>`
    SELECT p.id, p.unit, p.person, p.role, p.line, p.since, p.until, p.acts_for AS "actsFor", p.source, p.full_time AS "fullTime", p.has_account AS "hasAccount", u.path
    FROM post_place(${id}::uuid) AS place JOIN unit u ON u.id = place CROSS JOIN LATERAL posts_of(ARRAY[u.id], ${on}::date) p WHERE p.id = ${id}::uuid`.execute(
    tx,
  );
  return rows[0];
}

/** The roles that the acting person holds over a place today. */
export async function ownRolesOver(tx: Database, path: string, today: CivilDate): Promise<string[]> {
  const { rows } = await sql<{ role: string }>`
    SELECT DISTINCT role FROM access_grant WHERE person = current_person() AND ${path} ^@ path AND "from" <= ${today} AND ("to" IS NULL OR "to" > ${today})
    ORDER BY role`.execute(tx);
  return rows.map(({ role }) => role);
}
