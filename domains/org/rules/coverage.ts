// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import type { UnitKind } from '../model/pack.ts';

/** What units of a kind should have: a Party body that covers them, or a post that somebody holds. */
export type Due = {
  readonly id: string;
  readonly about: 'covers' | 'post';
  /** The kind of the units. */
  readonly kind: string;
  /** The kind of the body, or the role of the post. */
  readonly by: string;
  readonly kindTitle: Words;
  readonly byTitle: Words;
};

type Kinds = Readonly<Record<string, UnitKind>>;
type Roles = readonly { readonly id: string; readonly title: Words }[];

/** All that the pack says units should have, kind by kind in its order. */
export function duesOf(kinds: Kinds, roles: Roles): Due[] {
  return Object.entries(kinds).flatMap(([kind, { zh, en, covered_by, staffed_by }]) => {
    const kindTitle = { zh, en };
    const body = covered_by === undefined ? undefined : kinds[covered_by];
    const role = roles.find(({ id }) => id === staffed_by);
    const dues: Due[] = [];
    if (covered_by !== undefined && body !== undefined)
      dues.push({
        id: `covers.${kind}`,
        about: 'covers',
        kind,
        by: covered_by,
        kindTitle,
        byTitle: { zh: body.zh, en: body.en },
      });
    if (role !== undefined)
      dues.push({ id: `post.${kind}`, about: 'post', kind, by: role.id, kindTitle, byTitle: role.title });
    return dues;
  });
}

/** Posts that kinds ask for and no role is called by. Which roles there are is known only once all domains have said their permissions. */
export function unknownPosts(kinds: Kinds, roles: Roles): string[] {
  const asked = Object.values(kinds).flatMap(({ staffed_by }) => staffed_by ?? []);
  return asked.filter((post) => !roles.some(({ id }) => id === post));
}
