// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { scopeChangeShape } from '../../org/public.ts';

/** What a result is compared with, a year back; or why it is not. */
export const lastYearShape = z.object({
  period: z.string().describe('上年同期'),
  has: z
    .enum(['nothing', 'others', 'result'])
    .describe('上年同期：nothing 没有结果 · others 有结果，没有这个单位的 · result 有这个单位的结果'),
  changes: z.array(scopeChangeShape).describe('这一年里使这个单位范围不同的变动；有的，不作同比'),
  facts: z
    .array(z.object({ measure: z.string(), num: z.number(), den: z.number().nullable(), value: z.number() }))
    .describe('上年同期的各项数据；范围不同的，一项也不给'),
});
export type LastYear = z.infer<typeof lastYearShape>;
