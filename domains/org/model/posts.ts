// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { unitId } from './units.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const unit = z.int().positive().max(2_147_483_647).describe('单位的内部编号');

/** Somebody who is known already, by subject id, or somebody new, whose name goes to the vault and nowhere else. */
const person = z.union([
  z.strictObject({ id: z.uuid().describe('已有人员的标识') }),
  z.strictObject({
    name: z.string().trim().min(2).max(50).describe('姓名，只存入保密库'),
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d -]{7,20}$/)
      .optional()
      .describe('电话，只存入保密库'),
  }),
]);

const term = {
  from: civilDateSchema.describe('从哪一天起'),
  until: civilDateSchema.optional().describe('到哪一天止（不含）；不写为未定'),
};

export const appointInput = z.strictObject({
  id: recordId,
  unit,
  role: z.string().describe('岗位，见岗位表'),
  line: z.string().max(60).nullable().default(null).describe('条线；不分条线的为 null'),
  person,
  ...term,
  actsFor: z.uuid().optional().describe('代理哪一个任职（AB岗）'),
  source: z.string().optional().describe('兼职人员的来源，见岗位表'),
  fullTime: z.boolean().default(true).describe('专职'),
});

export const postParams = z.strictObject({ id: z.uuid() });
export const endPostInput = z.strictObject({ on: civilDateSchema.describe('从哪一天起不再任职') });

export const handOverInput = z.strictObject({
  handover: recordId.describe('交接单的标识'),
  post: recordId.describe('接任者任职的标识'),
  person,
  on: civilDateSchema.describe('从哪一天起由接任者任职'),
  note: z.string().trim().max(1_000).default('').describe('交接说明'),
});

export const postsAsked = z.strictObject({ on: civilDateSchema.optional().describe('哪一天及以后的任职；不写为今天') });

const postView = z.object({
  id: z.uuid(),
  unit: unitId,
  role: z.string(),
  roleTitle: words,
  line: z.string().nullable(),
  lineTitle: words.nullable().describe('条线的名称'),
  person: z.uuid(),
  name: z.string().nullable().describe('有任免权的人看到全名，其他人看到隐去的；已清除的为 null'),
  from: civilDateSchema,
  until: civilDateSchema.nullable(),
  actsFor: z.uuid().nullable(),
  source: words.nullable(),
  fullTime: z.boolean(),
  hasAccount: z.boolean().describe('已开通账号'),
});

export const postsPage = z.object({
  posts: z.array(postView),
  vacant: z.array(z.object({ role: z.string(), title: words })).describe('这类单位设有、现在没有人任的岗位'),
  giveable: z
    .array(
      z.object({
        role: z.string(),
        title: words,
        sources: z.array(z.object({ id: z.string(), title: words })).describe('兼职人员的来源；空的不问'),
      }),
    )
    .describe('本人可以任命的岗位'),
  lines: z.array(z.object({ id: z.string(), title: words })).describe('有哪些条线；不写条线的管所有事项'),
  givers: z.array(words).describe('这类单位的岗位由哪些岗位任免'),
});

const openWork = z.array(z.object({ holding: z.string(), title: words, count: z.int() }));

const handoverView = z.object({
  id: z.uuid(),
  unit: unitId,
  unitName: z.string(),
  roleTitle: words,
  on: civilDateSchema,
  note: z.string(),
  openWork: openWork.describe('交接时未了的'),
  madeAt: instantSchema,
  confirmedAt: instantSchema.nullable(),
  mine: z.boolean().describe('由本人接手，可以确认'),
});

export const handoversPage = z.object({ handovers: z.array(handoverView) });

export const peopleAsked = z.strictObject({
  q: z.string().trim().min(1).max(40).describe('姓名的一部分、拼音或首字母'),
});

export const peopleFound = z.object({
  people: z.array(
    z.object({
      person: z.uuid(),
      name: z.string(),
      unitName: z.string(),
      roleTitle: words,
      from: civilDateSchema,
      until: civilDateSchema.nullable(),
    }),
  ),
  more: z.boolean().describe('还有更多，请写全姓名'),
  wholeNamesOnly: z.boolean().describe('范围内人员太多，只按完整的姓名找'),
});
