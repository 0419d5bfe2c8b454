// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../data/request.ts';

/** A record that has files: its domain, and its id there. */
export type Holder = { readonly domain: string; readonly record: string };

const keptFile = z.object({
  id: z.string(),
  name: z.string(),
  media: z.string(),
  bytes: z.number(),
  addedAt: z.string(),
});
export type KeptFile = z.infer<typeof keptFile>;

const answer = z.object({ files: z.array(keptFile) });

export const addressOf = ({ domain, record }: Holder): string => `/api/${domain}/${encodeURIComponent(record)}/files`;

export const filesQuery = (holder: Holder) =>
  queryOptions({
    queryKey: ['files', holder.domain, holder.record],
    queryFn: ({ signal }) => request(addressOf(holder), { answer, signal }),
  });
