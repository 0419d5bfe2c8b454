// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { type CivilDate, civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import type { RelationKind } from './relations.ts';
import { unitShape } from './units.ts';

const MOST_UNITS = 20;
const MOST_BELOW = 2_000;

const unit = z.int().positive().max(2_147_483_647).describe('单位的内部编号');
const key = z
  .string()
  .regex(/^[a-z]$/)
  .describe('新设单位在本次调整里的代号，一个小写字母');
const target = z.union([unit, key]).describe('已有单位的编号，或新设单位的代号');
const code = z.string().trim().min(1).max(40).describe('单位代码');
const name = z.string().trim().min(2).max(60).describe('单位全称，照文件写；显示时略去“居民委员会”等');

const part = z.strictObject({ key, code, name, class: z.string().trim().min(1).max(40).optional().describe('类型') });

const pass = z.strictObject({
  holding: z.string().describe('哪一类：未了事项、岗位等，见预览'),
  from: unit,
  to: target,
  records: z.array(z.string().max(60)).min(1).max(1_000).optional().describe('只是其中这几件；不写为全部'),
});
const passes = z.array(pass).max(200).default([]).describe('原单位名下的事项、岗位等各归哪里');

export const changeShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rename'), unit, name }),
  z.strictObject({ kind: z.literal('move'), unit, parent: unit.describe('改由哪个单位管') }),
  z.strictObject({
    kind: z.literal('open'),
    parent: unit,
    unitKind: z.string().describe('新单位的类别'),
    code,
    name,
    class: z.string().trim().min(1).max(40).optional(),
  }),
  z.strictObject({ kind: z.literal('close'), unit, passes }),
  z.strictObject({
    kind: z.literal('split'),
    unit,
    keeps: z.boolean().describe('原单位保留，只分出一部分；否则原单位撤销'),
    parts: z.array(part).min(1).max(MOST_UNITS),
    below: z
      .array(z.strictObject({ unit, to: target }))
      .max(MOST_BELOW)
      .default([])
      .describe('下属单位各归哪里'),
    passes,
  }),
  z.strictObject({
    kind: z.literal('merge'),
    units: z.array(unit).min(2).max(MOST_UNITS),
    into: z.union([unit, z.strictObject({ code, name, class: z.string().trim().min(1).max(40).optional() })]),
  }),
  z.strictObject({ kind: z.literal('undo'), of: recordId.describe('要撤销的调整') }),
]);

/** A post that an import gives. The name of somebody new is in the vault already, under the subject's id. */
export type ImportedPost = {
  readonly id: string;
  readonly person: string;
  readonly unit: Target;
  readonly role: string;
  readonly line: string | null;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly actsFor: string | null;
  readonly source: string | null;
  readonly fullTime: boolean;
  /** The account that is opened with it, for somebody new. */
  readonly account: { readonly id: string; readonly login: string } | null;
};

/** A relation that an import sets. Its units may be new ones. */
export type ImportedTie = {
  readonly id: string;
  readonly kind: RelationKind;
  readonly unit: Target;
  readonly over: Target;
  readonly post: string | null;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
};

/** A relation that an import ends, as it is said; `unit` is the one that it is over. */
export type ImportedUntie = {
  readonly unit: number;
  readonly by: number;
  readonly kind: RelationKind;
  readonly post: string | null;
  readonly relation: string;
  readonly on: CivilDate;
};

/** What a file comes to, carried out as one change. New units are named by their codes. It is made of sheets, and never asked for as it stands. */
export type ImportChange = {
  readonly kind: 'import';
  readonly opens: readonly {
    readonly parent: Target;
    readonly unitKind: string;
    readonly code: string;
    readonly name: string;
    readonly class: string | null;
  }[];
  readonly moves: readonly { readonly unit: number; readonly parent: Target }[];
  readonly renames: readonly { readonly unit: number; readonly name: string }[];
  readonly closes: readonly { readonly unit: number; readonly to: number | null }[];
  readonly posts: readonly ImportedPost[];
  readonly ends: readonly {
    readonly post: string;
    readonly unit: number;
    readonly role: string;
    readonly on: CivilDate;
  }[];
  /** Left out by files of before there was such a column, or such a sheet. */
  readonly counts?: readonly { readonly unit: Target; readonly households: number }[];
  readonly ties?: readonly ImportedTie[];
  readonly unties?: readonly ImportedUntie[];
};

/** A change of the tree as somebody asks for it. */
export type Change = z.infer<typeof changeShape> | ImportChange;
export type ChangeKind = Change['kind'];
export type ChangeOf<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;

/** An existing unit by its id, or a new one by its letter. */
export type Target = z.infer<typeof target>;

export const changeInput = z.strictObject({
  id: recordId,
  from: civilDateSchema.describe('从哪一天起：今天或以后'),
  basis: z.string().trim().min(2).max(200).describe('依据：批复、文件的名称和文号'),
  change: changeShape,
});

export const CHANGE_STATES = ['planned', 'done', 'withdrawn', 'refused'] as const;
const state = z
  .enum(CHANGE_STATES)
  .describe('planned 待生效 · done 已生效 · withdrawn 已撤回 · refused 到期时情况已变，没有生效');

const words = z.object({ zh: z.string(), en: z.string() });
const fault = z.object({ path: z.string(), what: words, mend: words });

export const changeParams = z.strictObject({ id: recordId });

export const changeView = z.object({
  id: recordId,
  kind: z.enum(['rename', 'move', 'open', 'close', 'split', 'merge', 'undo', 'import']),
  from: civilDateSchema,
  basis: z.string(),
  state,
  madeAt: instantSchema,
  settledAt: instantSchema.nullable(),
  units: z.array(z.object({ id: unit, name: z.string() })).describe('说到的单位，看得见的'),
  steps: z.array(words).describe('每一步做什么；待生效的，照现在的情况会做什么'),
  faults: z.array(fault).describe('没有生效的原因；待生效的，照现在的情况会妨碍它的'),
  undoneBy: recordId.nullable().describe('撤销它的那次调整'),
  undoable: z.boolean().describe('现在可以撤销'),
});

export const changesPage = z.object({
  changes: z.array(changeView),
  next: recordId.nullable().describe('还有更早的时，作为 after 再问'),
});

export const historyPage = z.object({
  changes: z.array(changeView),
  deciders: z.array(words).describe('哪些岗位可以调整区划'),
});

export const previewShape = z.object({
  faults: z.array(fault).describe('须先改正的'),
  warnings: z.array(words).describe('请留意的，不妨碍提交'),
  steps: z.array(words).describe('每一步做什么'),
  touched: z
    .array(
      z.object({
        unit: unitShape,
        below: z.int().describe('下属各级单位的个数'),
        children: z
          .array(z.object({ id: unit, name: z.string(), kindTitle: words }))
          .describe('下一级单位，分立时逐个说明归哪里'),
        held: z
          .array(
            z.object({
              holding: z.string(),
              title: words,
              count: z.int(),
              records: z
                .array(z.object({ record: z.string(), title: z.string() }))
                .describe('前若干件，可以单独说明归哪里'),
            }),
          )
          .describe('名下的事项、岗位等'),
      }),
    )
    .describe('涉及的单位'),
});
