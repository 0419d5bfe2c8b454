// SPDX-License-Identifier: Apache-2.0
import { isWithin, type OrgPath } from '@beichen/kernel/paths.ts';
import type { Grant } from '@beichen/kernel/permissions.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import type { Post } from '../store/review.ts';

/** What posts are called, by the roles of the city. */
export type Titles = readonly Pick<Role, 'id' | 'title'>[];

export function postOf({ unit, role }: Pick<Grant, 'unit' | 'role'>, roles: Titles): Post {
  return { unit, title: roles.find(({ id }) => id === role)?.title ?? { zh: role, en: role } };
}

/** The nearest post that gives a permission over a place: in whose name something is done there. */
export function actingPost(
  grants: readonly Grant[],
  over: { readonly permission: string; readonly path: OrgPath },
  roles: Titles,
): Post | null {
  const [nearest] = grants
    .filter(({ permissions, path }) => permissions.includes(over.permission) && isWithin(over.path, path))
    .sort((a, b) => b.path.length - a.path.length || a.role.localeCompare(b.role));
  return nearest === undefined ? null : postOf(nearest, roles);
}
