// SPDX-License-Identifier: Apache-2.0
import { clockRuleSchema } from '@beichen/engines/clocks/clock-rule.ts';
import { z } from 'zod';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const basis = z.string().min(1).describe('依据；没有公布的写“假定”');

/** What a pack says of its notices. */
export const noticeSettings = z.strictObject({
  basis,
  clock: clockRuleSchema.describe('公示期，从次日起算'),
  objections: z.strictObject({
    to: words.describe('异议由谁受理'),
    clock: clockRuleSchema.describe('多久以内答复，从次日起算'),
  }),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;
