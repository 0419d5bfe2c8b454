// SPDX-License-Identifier: Apache-2.0
import { isWithin, type OrgPath } from '@beichen/kernel/paths.ts';
import type { Grant } from '@beichen/kernel/permissions.ts';
import type { Words } from '@beichen/kernel/words.ts';

/** A post as readers are told of it: the unit and what the post is called, never who holds it. */
export type ActingPost = { readonly unit: number; readonly title: Words };

/** What posts are called, by their roles. */
export type Titles = readonly { readonly id: string; readonly title: Words }[];

export function postOf({ unit, role }: Pick<Grant, 'unit' | 'role'>, roles: Titles): ActingPost {
  return { unit, title: roles.find(({ id }) => id === role)?.title ?? { zh: role, en: role } };
}

/** The nearest post that gives a permission over a place: in whose name something is done. */
export function actingPost(
  grants: readonly Grant[],
  over: { readonly permission: string; readonly path: OrgPath },
  roles: Titles,
): ActingPost | null {
  const fitting = grants.filter(
    ({ permissions, path, line }) =>
      line === null && permissions.includes(over.permission) && isWithin(over.path, path),
  );
  const [nearest] = [...fitting].sort((a, b) => b.path.length - a.path.length || (a.role < b.role ? -1 : 1));
  return nearest === undefined ? null : postOf(nearest, roles);
}
