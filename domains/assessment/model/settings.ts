// SPDX-License-Identifier: Apache-2.0
import { clockRuleSchema } from '@beichen/engines/clocks/clock-rule.ts';
import { z } from 'zod';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const basis = z.string().min(1).describe('依据；没有公布的写“假定”');

/** How long a city keeps what stands behind its measures, by where they come from. */
export const retentionSettings = z.strictObject({
  basis,
  record: words.describe('由记录得出的：记录留存多久'),
  declared: words.describe('由单位填报的'),
  judged: words.describe('由评审组评定的'),
});
export type RetentionSettings = z.infer<typeof retentionSettings>;

/** What a pack says of its notices. */
export const noticeSettings = z.strictObject({
  basis,
  clock: clockRuleSchema.describe('公示期，从次日起算'),
  objections: z.strictObject({
    to: words.describe('异议由谁受理'),
    clock: clockRuleSchema.describe('多久以内答复，从次日起算'),
  }),
  open_data: z.boolean().optional().describe('公示期间，任何人可以下载公开数据包重新计算；不写的不开放'),
});
export type NoticeSettings = z.infer<typeof noticeSettings>;

/** What a pack says of its rankings. */
export const rankingSettings = z.strictObject({
  basis,
  least: z.int().min(1).describe('参加排名的单位少于这个数的组不显示名次'),
  bands: z
    .strictObject({
      top: z.int().min(0).describe('前几名写明名次'),
      width: z.int().min(2).describe('其后几名并为一档'),
    })
    .optional()
    .describe('中间名次并档；不写的，都写明'),
});
export type RankingSettings = z.infer<typeof rankingSettings>;

const rewardSettings = z.strictObject({
  title: words,
  amount: z.number().nonnegative().nullable().describe('数额；没有定的写 null'),
  unit: words.describe('数额的单位，如“元”'),
  basis,
});
export type Reward = z.infer<typeof rewardSettings>;

/** What a pack gives those whom a method names, by grade. */
export const namingSettings = z.record(
  z.string(),
  z.strictObject({
    basis,
    honours: z.record(
      z.string(),
      z.strictObject({ title: words.describe('称号'), rewards: z.array(rewardSettings).default([]) }),
    ),
  }),
);
export type NamingSettings = z.infer<typeof namingSettings>;
export type Honour = NamingSettings[string]['honours'][string];
