// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../data/request.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const place = z.object({ id: z.number(), name: z.string() });

const post = z.object({
  id: z.string(),
  title: words,
  unit: place,
  line: words.nullable(),
  acting: z.boolean(),
  from: z.string(),
  to: z.string().nullable(),
  current: z.boolean(),
});
export type AccountPost = z.infer<typeof post>;

const account = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string().nullable(),
  unit: place,
  state: z.enum(['open', 'waiting', 'closed']),
  heldUntil: z.string().nullable(),
  slipEnds: z.string().nullable(),
  lastUsed: z.enum(['week', 'month', 'quarter', 'longer', 'never']),
  sessions: z.number(),
  own: z.boolean(),
  posts: z.array(post),
});
const oneAccount = account.extend({ signOn: z.object({ linkedAt: z.string().nullable() }).nullable() });
export type OneAccount = z.infer<typeof oneAccount>;
export type Account = z.infer<typeof account>;

const page = z.object({ accounts: z.array(account), next: z.string().nullable() });

export type AccountsAsked = { readonly q: string; readonly after: string };

export const accountsQuery = ({ q, after }: AccountsAsked) =>
  queryOptions({
    queryKey: ['accounts', q, after],
    queryFn: ({ signal }) =>
      request(`/api/accounts?${new URLSearchParams({ q, after }).toString()}`, { answer: page, signal }),
  });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id],
    queryFn: ({ signal }) => request(`/api/accounts/${encodeURIComponent(id)}`, { answer: oneAccount, signal }),
  });

const holder = z.object({
  person: z.string(),
  name: z.string().nullable(),
  posts: z.array(z.object({ title: words, unit: place, acting: z.boolean() })),
});
export type Holder = z.infer<typeof holder>;

export const holdersQuery = queryOptions({
  queryKey: ['accounts', 'holders'],
  queryFn: ({ signal }) => request('/api/accounts/holders', { answer: z.object({ holders: z.array(holder) }), signal }),
});

/** The code is there at the first answer alone. */
export const slip = z.object({
  id: z.string(),
  login: z.string(),
  unit: z.string(),
  endsAt: z.string(),
  code: z.string().optional(),
  name: z.string().nullable().optional(),
});
export type Slip = z.infer<typeof slip>;
