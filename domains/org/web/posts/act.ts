// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { postsPage } from '../../model/posts.ts';

type Post = z.infer<typeof postsPage>['posts'][number];

/** What is being done about the posts of a unit. */
export type Act =
  | { readonly do: 'appoint'; readonly role: string | undefined }
  | { readonly do: 'end' | 'handOver'; readonly post: Post };
