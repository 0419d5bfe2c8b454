// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../data/request.ts';
import { showCityZone } from '../words/format.ts';

const words = z.object({ zh: z.string(), en: z.string() });

const post = z.object({
  id: z.string(),
  role: z.string(),
  title: words,
  unit: z.object({ id: z.number(), name: z.string(), kind: z.string() }),
  /** The duty line that it is kept to, by its name. */
  line: words.nullable(),
  /** Stands in for somebody (AB岗). */
  acting: z.boolean(),
});

const session = z.object({
  person: z.string(),
  /** What the person is called; `null` where the vault holds no name. */
  name: z.string().nullable(),
  /** The post that the session works in; none while a holder of several has chosen none. */
  posts: z.array(post),
  /** All posts of today. */
  held: z.array(post),
  permissions: z.array(z.string()),
  city: z.object({ title: words, zone: z.string() }),
  now: z.string(),
  demo: z.boolean(),
});
/** Who is signed in, what the posts allow, and where. */
export type Session = z.infer<typeof session>;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const told = await request('/api/session', { answer: session, signal });
    showCityZone(told.city.zone);
    return told;
  },
});

/** Who is signed in. Only inside the gate, where somebody always is. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the person holds a permission anywhere: what decides if a screen is offered at all. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
