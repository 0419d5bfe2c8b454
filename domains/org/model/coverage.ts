// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { unitId, unitShape } from './units.ts';

const words = z.object({ zh: z.string(), en: z.string() });

const tally = z.object({
  list: z.string(),
  all: z.int().describe('这类单位的个数'),
  lacking: z.int().describe('其中缺的、超出规模的，等于清单的长度'),
});

export const coveragePage = z.object({
  unit: unitShape,
  lists: z
    .array(
      tally.extend({
        list: z.string().describe('清单的标识'),
        about: z
          .enum(['covers', 'tie', 'post', 'counted', 'over', 'under'])
          .describe(
            'covers 应有党组织覆盖 · tie 应有人分包 · post 应有人任职 · counted 应登记户数 · over、under 超出规模',
          ),
        kindTitle: words.describe('哪类单位'),
        byTitle: words.describe('应有的党组织、岗位等'),
        title: words.describe('清单的名称'),
      }),
    )
    .describe('每一类应有的覆盖和任职'),
  below: z.array(z.object({ unit: unitShape, tallies: z.array(tally) })).describe('下一级单位各有多少'),
});

export const gapsAsked = z.strictObject({
  list: z.string().max(60).describe('哪一份清单，见覆盖情况'),
  after: unitId.optional().describe('上一页给出的 next'),
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('每页个数'),
});

export const gapsPage = z.object({
  total: z.int().describe('清单全长'),
  units: z.array(unitShape.extend({ above: z.array(z.string()).describe('上级的名称，从这个单位的下一级起') })),
  next: z.int().nullable().describe('还有下一页时，作为 after 再问'),
});
