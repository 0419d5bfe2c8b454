// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../data/request.ts';

const BROWSERS = ['edge', 'chrome', 'firefox', 'safari', '360', 'qq', 'uos', 'wechat', 'dingtalk', 'other'] as const;
const SYSTEMS = ['windows', 'mac', 'linux', 'kylin', 'android', 'iphone', 'harmony', 'other'] as const;

const session = z.object({
  id: z.string(),
  browser: z.enum(BROWSERS).catch('other'),
  system: z.enum(SYSTEMS).catch('other'),
  begunAt: z.string(),
  seenAt: z.string(),
  current: z.boolean(),
  locked: z.boolean(),
});
export type OwnSession = z.infer<typeof session>;

const factor = z.object({ id: z.string(), kind: z.enum(['totp', 'passkey']), name: z.string(), madeAt: z.string() });
export type Factor = z.infer<typeof factor>;

const factors = z.object({
  required: z.boolean(),
  list: z.array(factor),
  recoveryLeft: z.number(),
  /** Whether this server is reached at an address that passkeys can be bound to. */
  passkeys: z.boolean(),
});
export type Factors = z.infer<typeof factors>;

const me = z.object({
  login: z.string(),
  hasPassword: z.boolean(),
  factors,
  sessions: z.array(session),
  /** The city's identity service, where it has one. */
  signOn: z.object({ linkedAt: z.string().nullable() }).nullable(),
  asOf: z.string(),
});

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => request('/api/account', { answer: me, signal }),
});
