// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { CLOCK_UNITS } from './scales.ts';

/** A length of time: so many hours or working days. Working days may be counted in halves, hours in quarters. */
export const timeSpanSchema = z.strictObject({
  unit: z.enum(CLOCK_UNITS).describe('hours 小时（连续计算，不分昼夜）· working-days 工作日'),
  amount: z.number().positive().max(10_000).multipleOf(0.25),
});
export type TimeSpan = z.infer<typeof timeSpanSchema>;

/** What happens by itself as a clock runs: so long before it is due, or so long after. */
export const rungSchema = z.union([
  z.strictObject({ before: timeSpanSchema, step: z.string().min(1) }),
  z.strictObject({
    after: timeSpanSchema.extend({ amount: z.number().min(0).max(10_000).multipleOf(0.25) }),
    step: z.string().min(1),
  }),
]);
export type Rung = z.infer<typeof rungSchema>;

const OTHER_UNIT = 'must be in the unit of the limit: what is left of working days is no number of hours';

/** A time limit as packs write it: how long, from when it is called due soon, and what happens then and later. */
export const clockRuleSchema = z
  .strictObject({
    limit: timeSpanSchema,
    soon: timeSpanSchema.optional().describe('还剩这么多时提醒“将到期”'),
    ladder: z.array(rungSchema).default([]),
  })
  .superRefine((rule, context) => {
    const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (rule.soon !== undefined && rule.soon.unit !== rule.limit.unit) refuse(['soon', 'unit'], OTHER_UNIT);
    for (const [at, rung] of rule.ladder.entries()) {
      if ('before' in rung && rung.before.unit !== rule.limit.unit)
        refuse(['ladder', at, 'before', 'unit'], OTHER_UNIT);
    }
  });
export type ClockRule = z.infer<typeof clockRuleSchema>;
