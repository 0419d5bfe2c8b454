// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { type CivilDate, dateOf, type Instant } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { mayGive } from '../../rules/posts.ts';
import { findPost, ownRolesOver, type PostDeps, type PostRow } from '../queries/posts.ts';
import { postEnded } from '../store/posts.ts';

type Input = { readonly id: string; readonly on: CivilDate };
type Loaded = { readonly post: PostRow & { readonly path: string }; readonly own: readonly string[] };
type Decision = { readonly post: PostRow; readonly on: CivilDate; readonly now: Instant };

/** Ends somebody's post from a day on. Whoever may give it may end it. */
export function endPostAction(deps: PostDeps): Action<Input, Loaded, Decision> {
  const { zone, roles } = deps;
  return {
    name: 'org.appoint',
    parties: [],

    async load(tx, { id }, { now }) {
      const today = dateOf(now, zone);
      const post = await findPost(tx, id, today);
      return post && { post, own: await ownRolesOver(tx, post.path, today) };
    },

    guard: ({ post }) => ({ paths: [post.path], line: null, sensitivity: 'open', roles: [] }),

    decide({ post, own }, { on }, { now }) {
      const kind = roles.find(({ id }) => id === post.role);
      if (!mayGive(kind, own)) throw new Refusal(platformErrors.forbidden);
      return { post, on, now };
    },

    write: (_, { post, on, now }) => [postEnded(post.id, on, now)],

    tell: ({ post, on }) => ({
      status: 200,
      answer: { id: post.id, person: post.person },
      record: post.id,
      unit: post.unit,
      detail: { role: post.role, ends: on },
      events: [{ name: 'org.post-ended', unit: post.unit, record: post.id, instants: [] }],
    }),
  };
}
