// SPDX-License-Identifier: Apache-2.0
import type { Outline } from '@beichen/engines/ground/micro.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { z } from 'zod';
import type { RelationKind } from './relations.ts';

const title = { zh: z.string().min(1), en: z.string().min(1) };
const fileName = z.string().regex(/^(?!.*\.\.)[\w-][\w./-]*$/);

const unitFile = z.strictObject({
  file: fileName.describe('单位表：code,name,kind,parent，可有 class'),
  columns: z
    .strictObject({ code: z.string(), name: z.string(), kind: z.string(), parent: z.string(), class: z.string() })
    .partial()
    .default({})
    .describe('表里的列名与此不同的，在这里对应'),
  zones: z
    .strictObject({
      kind: z.string().describe('功能区自身的类别：它不进树，只作下属单位的属性'),
      governed_by: fileName.describe('功能区的下属单位归哪个单位管：street,county'),
      prefixes: z.array(z.string().min(1)).default([]).describe('下属单位名称前面、显示时略去的字样'),
    })
    .optional(),
});

const kindId = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** The trees that units are of. A unit of another tree lies below the unit of the territory that it stands at. */
const TREES = ['territory', 'party', 'institution'] as const;

/** Relations that units of a kind may have to have. What reaches down is looked for above too, which a count below a unit cannot. */
const DUE = ['sponsors'] as const;
export type DueRelation = (typeof DUE)[number];

const unitKind = z.strictObject({
  ...title,
  tree: z.enum(TREES).optional().describe('territory 区划（不写的即是）· party 党组织 · institution 机关、企业等'),
  covers: z.array(kindId).optional().describe('这类党组织可以覆盖哪些类别的单位'),
  serves: z.array(kindId).optional().describe('这类单位可以联系服务哪些类别的单位'),
  sponsors: z.array(kindId).optional().describe('这类单位（区划单位以其岗位的名义）可以分包哪些类别的单位'),
  guides: z
    .array(kindId)
    .optional()
    .describe('责任链：可以指导哪些类别的单位及其以下；写自己的类别，即本级岗位负责本级'),
  trains: z.array(kindId).optional().describe('责任链：可以培训哪些'),
  implements: z.array(kindId).optional().describe('责任链：可以在哪些类别的单位落实'),
  assesses: z.array(kindId).optional().describe('责任链：可以考核哪些'),
  due: z.array(z.enum(DUE)).optional().describe('这类单位应有人分包；没有的列入清单'),
  households: z
    .strictObject({
      least: z.int().min(1).optional().describe('一般不少于多少户'),
      most: z.int().min(1).optional().describe('一般不超过多少户'),
    })
    .optional()
    .describe('这类单位登记户数；规模只作提醒，超出的照样登记'),
  staffed_by: z.string().optional().describe('这类单位应有人任哪个岗位，见岗位表'),
  covered_by: kindId.optional().describe('这类单位应由哪类党组织覆盖；没有的列入未覆盖清单'),
  under: z.array(kindId).optional().describe('可以设在哪些类别的单位之下；不写的，由数据包设，系统里不能新设'),
  code: z
    .strictObject({
      digits: z.int().min(1).max(18).describe('代码的位数，统计用区划代码到社区（村）为 12 位'),
      extension: z.int().min(1).max(12).optional().describe('其后本地编的位数：数字或大写字母'),
    })
    .optional()
    .describe('代码的样子；不写的不检查'),
});

/** What a pack says of a kind of unit. */
export type UnitKind = z.infer<typeof unitKind>;

/** The section `org` of pack.yaml. */
export const orgPackSchema = z.strictObject({
  as_of: civilDateSchema.describe('单位表的截止日：首次载入的单位从这一天起在册'),
  kinds: z.record(kindId, unitKind).describe('单位的类别：名称，归在哪些单位之下，代码的样子'),
  units: z.array(unitFile).min(1),
  classes: z
    .strictObject({
      file: fileName.describe('单位的类型（分组用）：code,class'),
      unlisted: z
        .strictObject({ of: z.string(), become: z.string() })
        .optional()
        .describe('名单以外的这类单位，改作哪一类：名单即考核对象，其余照样在册'),
    })
    .optional(),
  example: z
    .strictObject({
      units: unitFile.describe('演示用的单位表，单位均为编造'),
      relations: fileName.describe('演示用的覆盖、服务、分包、负责关系：kind,unit,over,可有 post'),
      households: fileName.optional().describe('演示用的户数：code,households'),
      cells: fileName.optional().describe('程序生成的边界，只作示意：code,outline'),
    })
    .optional()
    .describe('只在演示时载入'),
  readings: fileName.optional().describe('原表笔误的改正：code,reading'),
});

export type OrgPack = z.infer<typeof orgPackSchema>;

/** A row of a unit table, with its place in the pack. Empty texts where it says nothing. */
export type UnitRow = {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string;
  readonly class: string;
  readonly zone: string;
};

/** One fault of a pack, with its place. */
export type TreeFault = {
  readonly file: string;
  readonly line: number;
  readonly what: Words;
  readonly mend: Words;
};

/** A relation of the example, by the codes of its units, and the post in whose name it is. */
export type PlannedRelation = {
  readonly kind: RelationKind;
  readonly unit: string;
  readonly over: string;
  readonly post: string | null;
};

/** A sketched cell of the example, by the code of its unit. */
export type PlannedCell = { readonly code: string; readonly outline: Outline };

/** A unit as the pack plans it; parents stand before their children. */
export type PlannedUnit = {
  readonly code: string;
  readonly kind: string;
  readonly nameEntered: string;
  readonly name: string;
  readonly class: string | null;
  readonly zone: string | null;
  /** Code of the parent; `null` for the root. */
  readonly parent: string | null;
};
