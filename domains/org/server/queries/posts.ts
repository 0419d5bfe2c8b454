// SPDX-License-Identifier: Apache-2.0
import { isWithin, type OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { DutyLines } from '@beichen/platform-server/packs/read-pack.ts';
import type { Purpose, Vault } from '@beichen/platform-server/vault/vault.ts';
import { sql } from 'kysely';
import type { HeldPost } from '../../rules/posts.ts';
import type { ChangeDeps } from './world.ts';

/** What posts rest on beside the tree. */
export type PostDeps = ChangeDeps & { readonly vault: Vault; readonly lines: DutyLines };

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

type Person = { readonly name: string | null; readonly phone: string | null };

/**
 * Names and phones of those who hold posts: whole where `isWhole` says so of the unit, each reading in the audit; else as the vault shows
 * them to all.
 */
export async function peopleAt(
  tx: Database,
  deps: Pick<PostDeps, 'vault'>,
  about: {
    readonly rows: readonly PostRow[];
    isWhole(unit: number): boolean;
    readonly purpose: Purpose;
    readonly actor: string;
    readonly now: Instant;
  },
): Promise<(row: PostRow) => Person> {
  const { rows, isWhole, purpose, actor, now } = about;
  const whole = [...new Set(rows.filter(({ unit }) => isWhole(unit)).map(({ person }) => person))];
  const masked = await deps.vault.masked(tx, [...new Set(rows.map(({ person }) => person))]);
  const asked = { subjects: whole, purpose, actor, now };
  const names = await deps.vault.revealAll(tx, { ...asked, field: 'name' });
  const phones = await deps.vault.revealAll(tx, { ...asked, field: 'phone' });
  return ({ unit, person }) =>
    isWhole(unit)
      ? { name: names.get(person) ?? null, phone: phones.get(person) ?? null }
      : { name: masked.get(person)?.name ?? null, phone: masked.get(person)?.phone ?? null };
}

/** The roles that the acting person holds today, for any number of places. */
export async function rolesOver(tx: Database, today: CivilDate): Promise<(path: string) => string[]> {
  const { rows } = await sql<{ role: string; path: OrgPath }>`
    SELECT role, path FROM access_grant WHERE person = current_person() AND "from" <= ${today} AND ("to" IS NULL OR "to" > ${today})`.execute(
    tx,
  );
  return (path) => rows.filter((own) => isWithin(path as OrgPath, own.path)).map(({ role }) => role);
}
