// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { unitShape } from './units.ts';

/** How units are tied to each other. Which kinds of unit each of them ties, the kinds of the pack say. */
export const RELATION_KINDS = ['covers', 'serves', 'sponsors', 'guides', 'trains', 'implements', 'assesses'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

/** The duties of a chain: each holds for the unit and for all below it, until a nearer one does. */
export const DUTIES = ['guides', 'trains', 'implements', 'assesses'] as const satisfies readonly RelationKind[];

const kind = z
  .enum(RELATION_KINDS)
  .describe(
    'covers 党组织覆盖 · serves 联系服务 · sponsors 分包 · guides 指导 · trains 培训 · implements 落实 · assesses 考核',
  );
const unit = z.int().positive().max(2_147_483_647);
const reason = z.string().trim().min(2).max(200).optional().describe('起止日早于今天的，说明原因');

export const relateInput = z.strictObject({
  id: recordId,
  kind,
  unit: unit.describe('覆盖的党组织，联系服务、分包的单位，或负责的一级'),
  over: unit.describe('被覆盖、被服务、被分包的单位，或责任及于的单位'),
  post: z.string().max(60).optional().describe('以哪个岗位的名义分包、负责，如街道党工委书记；机关等以单位名义的不写'),
  from: civilDateSchema.describe('从哪一天起'),
  until: civilDateSchema.optional().describe('到哪一天止（不含）；不写为未定'),
  reason,
});

export const relationParams = z.strictObject({ id: z.uuid() });
export const endRelationInput = z.strictObject({ on: civilDateSchema.describe('从哪一天起不再'), reason });

const words = z.object({ zh: z.string(), en: z.string() });
const end = unitShape
  .pick({ id: true, name: true, kind: true, kindTitle: true })
  .extend({ seen: z.boolean().describe('看得到它的页面') });

const relationView = z.object({
  id: z.uuid(),
  kind,
  unit: end.describe('覆盖的党组织，联系服务、分包的单位，或负责的一级'),
  over: end.describe('被覆盖、被服务、被分包的单位，或责任及于的单位'),
  post: z
    .object({
      id: z.string(),
      title: words,
      holders: z.array(z.string()).nullable().describe('现由谁任职，姓名略去一部分；不在本人范围内的为 null'),
    })
    .nullable()
    .describe('以哪个岗位的名义'),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  reason: z.string().nullable(),
  endable: z.boolean().describe('本人可以结束它'),
});

const posts = z.array(z.object({ post: z.string(), title: words })).describe('可以是哪些岗位');

export const relationsAsked = z.strictObject({ on: civilDateSchema.optional().describe('哪一天的；不写为今天') });

export const relationsPage = z.object({
  tree: z.string().describe('这个单位属于哪棵树'),
  standsAt: unitShape.nullable().describe('党组织、机关等所在的单位；区划单位为 null'),
  seated: z.array(unitShape).describe('设在这里的党组织和机关等'),
  held: z.array(relationView).describe('这一天有效的；问今天时，将来开始的也在内'),
  ended: z.array(relationView).describe('在这一天以前结束的，近的在前'),
  chain: z
    .array(z.object({ duty: z.enum(DUTIES), tie: relationView.nullable().describe('没有人负责的为 null') }))
    .describe('责任链：这一天由谁指导、培训、落实、考核；本级没有定的，照最近的上级'),
  may: z
    .array(
      z.object({
        kind,
        side: z.enum(['unit', 'over']).describe('这个单位在关系的哪一端'),
        self: z.boolean().describe('可以是这个单位自己：本级的岗位对本级负责'),
        others: z
          .array(z.object({ kind: z.string(), title: words, posts, named: z.boolean().describe('须写明岗位') }))
          .describe('另一端可以是哪些类别；它们的岗位只在以它们的名义时用'),
        own: z
          .object({ posts, named: z.boolean().describe('须写明岗位') })
          .describe('以这个单位的名义时，可以是哪些岗位'),
      }),
    )
    .describe('这类单位可以有的关系'),
});
