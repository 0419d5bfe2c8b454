// SPDX-License-Identifier: Apache-2.0
import type { OrgPath } from '@beichen/kernel/paths.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import { z } from 'zod';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
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

/** The section `org` of pack.yaml. */
export const orgPackSchema = z.strictObject({
  as_of: civilDateSchema.describe('单位表的截止日：首次载入的单位从这一天起在册'),
  kinds: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), words).describe('单位的类别及其名称'),
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

/** A unit as other domains see it, in the place that it has today. `path` is for access and never leaves the server. */
export type OrgUnit = {
  readonly id: number;
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly class: string | null;
  readonly zone: string | null;
  readonly parent: number | null;
  /** 1 for the root. */
  readonly level: number;
  readonly path: OrgPath;
};

export const unitId = z.coerce.number().int().positive().max(2_147_483_647).describe('单位的内部编号');

export const unitShape = z.object({
  id: unitId,
  code: z.string().describe('单位代码，来自单位表'),
  kind: z.string().describe('类别'),
  kindTitle: words.describe('类别的名称'),
  name: z.string().describe('显示用的名称'),
  level: z.int().describe('层级，根为 1'),
});

export const unitPage = z.object({
  unit: unitShape.extend({
    nameEntered: z.string().describe('原表里的名称'),
    class: z.string().nullable().describe('类型，分组用'),
    zone: z.string().nullable().describe('所在功能区的代码'),
  }),
  chain: z.array(unitShape).describe('从根到上一级'),
  children: z.int().nullable().describe('下一级单位的个数；只见名称的单位为 null'),
  below: z.int().nullable().describe('下属各级单位的个数'),
  abilities: z.array(z.string()).describe('本人在这个单位上有的权限'),
});

export const childrenPage = z.object({
  units: z.array(unitShape.extend({ leaf: z.boolean().describe('下面没有单位') })),
  next: z.int().nullable().describe('还有下一页时，作为 after 再问'),
});

export const foundPage = z.object({
  units: z.array(unitShape.extend({ above: z.array(z.string()).describe('上级的名称，从根起') })),
});
