// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { PostDeps } from './posts.ts';

/** Names of those who hold a post at a unit, as the vault shows them to all; `null` where the unit's posts are not in sight. */
export type Holders = (unit: number, post: string) => string[] | null;

type Held = { readonly unit: number; readonly role: string | null; readonly person: string | null };

/** Who holds, on a day, the posts in whose names units are tied. */
export async function holdersOf(
  { tx, actor }: QueryContext,
  { vault }: Pick<PostDeps, 'vault'>,
  about: {
    readonly ties: readonly { readonly unit: number; readonly post: string | null }[];
    readonly on: CivilDate;
  },
): Promise<Holders> {
  const { ties, on } = about;
  const units = [...new Set(ties.flatMap(({ unit, post }) => (post === null ? [] : [unit])))];
  const { rows } = await sql<Held>`
    SELECT u.id AS unit, p.role, p.person FROM unit u LEFT JOIN posts_of(${units}::integer[], ${on}::date) p ON p.unit = u.id AND p.since <= ${on}::date
    WHERE u.id = ANY (${units}::integer[]) AND in_scope(u.path, NULL) ORDER BY p.acts_for IS NOT NULL, p.since`.execute(
    tx,
  );
  // With the asking person, so that a page takes as many trips where nobody's name is to be shown.
  const asking = actor.kind === 'person' ? [actor.person] : [];
  const names = await vault.masked(tx, [...new Set([...asking, ...rows.flatMap(({ person }) => person ?? [])])]);
  return (unit, post) => {
    const here = rows.filter((row) => row.unit === unit);
    if (here.length === 0) return null;
    return here.flatMap(({ role, person }) =>
      role === post && person !== null ? (names.get(person)?.name ?? []) : [],
    );
  };
}
