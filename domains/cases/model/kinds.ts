// SPDX-License-Identifier: Apache-2.0
import { clockRuleSchema } from '@beichen/engines/clocks/clock-rule.ts';
import { z } from 'zod';

/** What stands as the basis of a limit that nobody has laid down. */
export const ASSUMED = '假定';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

const categorySchema = z.strictObject({
  id,
  title: words,
  line: id.nullable().describe('条线；null 表示不归条线'),
  clock: clockRuleSchema.describe('办结时限'),
  basis: z.string().min(1).describe(`时限的依据；没有的写“${ASSUMED}”`),
});
export type CaseCategory = z.infer<typeof categorySchema>;

const kindSchema = z.strictObject({
  id,
  title: words,
  sensitivity: z.enum(['open', 'internal', 'restricted']).describe('restricted 只有当事方可见'),
  units: z.array(z.string().min(1)).min(1).describe('可以上报到哪类单位（单位种类）'),
  categories: z.array(categorySchema).min(1),
});
export type CaseKind = z.infer<typeof kindSchema>;

/** The file `cases/kinds.yaml` of a pack. */
export const kindsSchema = z.strictObject({ kinds: z.array(kindSchema).min(1) }).superRefine(({ kinds }, context) => {
  const refuse = (path: (string | number)[]) =>
    context.addIssue({ code: 'custom', path, message: 'this id stands twice', params: { code: 'twice' } });
  for (const at of secondOnes(kinds)) refuse(['kinds', at, 'id']);
  for (const [at, kind] of kinds.entries())
    for (const second of secondOnes(kind.categories)) refuse(['kinds', at, 'categories', second, 'id']);
});

function secondOnes(list: readonly { readonly id: string }[]): number[] {
  const ids = list.map((entry) => entry.id);
  return ids.flatMap((one, at) => (ids.indexOf(one) < at ? [at] : []));
}

export function findKind(kinds: readonly CaseKind[], kind: string): CaseKind | undefined {
  return kinds.find((entry) => entry.id === kind);
}

export function findCategory(kind: CaseKind, category: string): CaseCategory | undefined {
  return kind.categories.find((entry) => entry.id === category);
}
