// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { STAGES } from './case.ts';

/** What a list of cases may be asked. All conditions hold together. */
export const listAsked = z.strictObject({
  unit: z.coerce.number().int().describe('单位的内部编号：只看它和它以下'),
  by: z.enum(['place', 'handler']).default('place').describe('place 按事发地 · handler 按处置单位'),
  stage: z
    .enum([...STAGES, 'open'])
    .optional()
    .describe('open 指待派遣和办理中'),
  overdue: z.stringbool().optional().describe('true 只看已超期的，false 只看没有超期的'),
  deferred: z.stringbool().optional(),
  category: z.string().optional(),
  dueFrom: instantSchema.optional().describe('到期时刻不早于'),
  dueUntil: instantSchema.optional().describe('到期时刻早于'),
  order: z.enum(['recent', 'due']).default('recent').describe('recent 新上报的在前 · due 先到期的在前，没有时限的最后'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional().describe('上一页给出的 next'),
});
export type ListAsked = z.infer<typeof listAsked>;

/** Of which cases the days are asked on which they are due. */
export const daysAsked = listAsked.pick({ unit: true, by: true, category: true });
export type DaysAsked = z.infer<typeof daysAsked>;

/** What the list of cases that wait for the caller may be asked. */
export const mineAsked = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(200),
  cursor: z.string().max(100).optional().describe('上一页给出的 next'),
});
export type MineAsked = z.infer<typeof mineAsked>;

/** Where a page ended: the key of its last row. */
export const cursorSchema = z.tuple([instantSchema, recordId]);
