// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';

const MOST = 1_000_000;
const words = z.object({ zh: z.string(), en: z.string() });

export const countInput = z.strictObject({
  id: recordId,
  unit: z.int().positive().max(2_147_483_647).describe('哪个单位'),
  households: z.int().min(0).max(MOST).describe('多少户'),
  from: civilDateSchema.describe('从哪一天起'),
  reason: z.string().trim().min(2).max(200).optional().describe('日期早于今天的，说明原因'),
});

export const householdsAsked = z.strictObject({ on: civilDateSchema.optional().describe('哪一天的；不写为今天') });

const mark = z.enum(['under', 'over']).nullable().describe('under 低于、over 超过这类单位应有的规模；只是提醒');

const figure = z.object({
  id: z.uuid(),
  households: z.int(),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  reason: z.string().nullable(),
  mark,
});

export const householdsPage = z.object({
  counted: z.boolean().describe('这类单位登记户数'),
  least: z.int().nullable().describe('规模：不少于'),
  most: z.int().nullable().describe('规模：不超过'),
  held: figure.nullable().describe('这一天登记的户数'),
  others: z.array(figure).describe('其他日期的，近的在前'),
  below: z
    .array(
      z.object({
        kindTitle: words,
        units: z.int().describe('下属的这类单位'),
        counted: z.int().describe('其中登记了户数的'),
        households: z.int().describe('登记了的合计'),
      }),
    )
    .describe('下属各类单位合计，按今天的区划；不全在本人范围内的为空'),
});
