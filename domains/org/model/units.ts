// SPDX-License-Identifier: Apache-2.0
import type { OrgPath } from '@beichen/kernel/paths.ts';
import { type CivilDate, civilDateSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

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
  /** The first day on which it is no more; `null` while it goes on. */
  readonly closedOn: CivilDate | null;
};

export const unitId = z.coerce.number().int().positive().max(2_147_483_647).describe('单位的内部编号');

export const unitShape = z.object({
  id: unitId,
  code: z.string().describe('单位代码，来自单位表'),
  kind: z.string().describe('类别'),
  kindTitle: words.describe('类别的名称'),
  name: z.string().describe('显示用的名称'),
  level: z.int().describe('层级，根为 1'),
  closedOn: civilDateSchema.nullable().describe('从这一天起不再存在；仍在的为 null'),
});

export const unitPage = z.object({
  unit: unitShape.extend({
    nameEntered: z.string().describe('原表里的名称'),
    class: z.string().nullable().describe('类型，分组用'),
    zone: z.string().nullable().describe('所在功能区的代码'),
    ground: z.boolean().describe('是区划单位，可以有边界'),
  }),
  chain: z.array(unitShape).describe('从根到上一级'),
  children: z.int().nullable().describe('下一级单位的个数；只见名称的单位为 null'),
  below: z.int().nullable().describe('下属各级单位的个数'),
  opens: z.array(z.object({ kind: z.string(), title: words })).describe('可以设在它之下的单位类别'),
  abilities: z.array(z.string()).describe('本人在这个单位上有的权限'),
});

export const childrenPage = z.object({
  units: z.array(unitShape.extend({ leaf: z.boolean().describe('下面没有单位') })),
  next: z.int().nullable().describe('还有下一页时，作为 after 再问'),
});

export const foundPage = z.object({
  units: z.array(unitShape.extend({ above: z.array(z.string()).describe('上级的名称，从根起') })),
});
