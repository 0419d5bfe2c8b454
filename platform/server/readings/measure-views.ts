// SPDX-License-Identifier: Apache-2.0
import { findPeriod } from '@beichen/kernel/periods.ts';
import { instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { READ_PERIODS } from './measure-source.ts';

// What is asked of measures, and what is answered: shapes that web and documentation share.

const words = z.object({ zh: z.string(), en: z.string() });

function isRead(id: string): boolean {
  const period = findPeriod(id);
  return period !== undefined && READ_PERIODS.includes(period.kind);
}

export const figureAsked = z.strictObject({
  unit: z.coerce.number().int().min(1).max(2_147_483_647).describe('单位的内部编号'),
  period: z
    .string()
    .refine(isRead, { error: '写月、季或年 · name a month, a quarter or a year' })
    .describe('月、季或年：2026-09、2026-q3、2026'),
});
export type FigureAsked = z.infer<typeof figureAsked>;

export const recordsAsked = figureAsked.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.uuid().optional().describe('上一页给出的 next：记录的标识'),
});
export type RecordsAsked = z.infer<typeof recordsAsked>;

const measureShape = z.object({
  measure: z.string().describe('指标的标识'),
  title: words,
  form: z.enum(['count', 'ratio', 'value']).describe('count 计数 · ratio 分子除以分母 · value 分布'),
  unit: words.describe('数的是什么，也是分子的单位'),
});

export const measureList = z.object({
  measures: z.array(measureShape.extend({ combine: z.enum(['sum', 'distinct', 'histogram', 'none']) })),
});

/** A percentile from buckets is known as far as they are fine: at most the bound, or more than the last one. */
const percentile = z.object({ value: z.number(), moreThan: z.boolean().describe('true 指超过 value，在末档') });

export const figureView = measureShape.extend({
  num: z.number(),
  den: z.number().nullable(),
  buckets: z
    .array(z.object({ upTo: z.number().nullable().describe('含；末档为 null'), count: z.number() }))
    .nullable()
    .describe('分布；不是分布的为 null'),
  percentile: z
    .object({ median: percentile, p90: percentile })
    .nullable()
    .describe('中位数和九成位数，取所在档的上限；没有记录的为 null'),
  asOf: instantSchema.nullable().describe('算到哪一刻；从未有过记录的为 null'),
  stale: z.boolean().describe('有新的记录还没算进来'),
});
export type FigureView = z.infer<typeof figureView>;

export const recordsView = z.object({
  total: z.int().describe('名单全长：比率的分母，计数的数'),
  counting: z.int().describe('其中计入的：比率的分子'),
  rows: z.array(
    z.object({
      record: z.string(),
      label: z.string().describe('编号'),
      title: z.string(),
      href: z.string(),
      counts: z.boolean().describe('是否计入'),
      cells: z.array(
        z.object({
          title: words,
          value: z.union([z.string(), z.number()]).nullable(),
          form: z.enum(['text', 'instant', 'number']),
        }),
      ),
    }),
  ),
  hidden: z.int().describe('这一页里计数但只有当事方可看的'),
  next: z.string().nullable().describe('下一页的游标；没有了为 null'),
});
export type RecordsView = z.infer<typeof recordsView>;
