// SPDX-License-Identifier: Apache-2.0
import type { AdjustmentGroup } from '../bonus.ts';
import type { Adjustment } from '../model.ts';
import { clamp, roundTo } from '../rounding.ts';
import { type Facts, valueAt } from '../table.ts';
import type { CompiledItem, CompiledSection } from './compile.ts';
import type { SectionSums } from './items.ts';
import type { Seats } from './seats.ts';

/** One adjustment by its size, without the sign: round(min(|each| · max(0, v), cap)); 0 where the fact is missing. */
export function adjustmentSize({ each, cap }: { each: number; cap: number }, v: number, scale: number): number {
  return v > 0 ? roundTo(Math.min(Math.abs(each) * v, cap), scale) : 0;
}

/** Adds adjustments to a column of sums, group by group in the file's order (METHOD.md section 5.2). */
export function addAdjustments(
  sum: Float64Array,
  groups: readonly AdjustmentGroup[],
  given: { facts: Facts; seats: Seats; scale: number },
): void {
  if (groups.length === 0) return;
  const sizes = new Float64Array(sum.length);
  for (const { members, cap } of groups) {
    sizes.fill(0);
    for (const member of members) countIn(sizes, { member, highest: cap?.take === 'highest' }, given);
    const sign = Math.sign(members[0]?.each ?? 1);
    const at = cap?.at ?? Number.POSITIVE_INFINITY;
    for (let seat = 0; seat < sum.length; seat += 1)
      sum[seat] = (sum[seat] as number) + sign * Math.min(sizes[seat] as number, at);
  }
}

/** Counts one adjustment of a group into its sizes so far. */
function countIn(
  sizes: Float64Array,
  { member, highest }: { member: Adjustment; highest: boolean },
  { facts, seats, scale }: { facts: Facts; seats: Seats; scale: number },
): void {
  const column = facts.get(member.measure);
  if (column === undefined) return;
  for (let seat = 0; seat < sizes.length; seat += 1) {
    const v = valueAt(column, seats.who[seat] as number);
    if (!(v > 0)) continue;
    const size = adjustmentSize(member, v, scale);
    const before = sizes[seat] as number;
    sizes[seat] = highest ? Math.max(before, size) : before + size;
  }
}

/** Makes up for items that were left out: (sum · S) / s; where all were, the section is incomplete and its sum 0. */
export function scaleUp(
  { sum, excluded, incomplete }: SectionSums,
  items: readonly Float64Array[],
  { items: compiled, full }: CompiledSection,
): void {
  if (excluded === undefined) return;
  for (let seat = 0; seat < sum.length; seat += 1) {
    if (excluded[seat] === 0) continue;
    let s = 0;
    for (let at = 0; at < items.length; at += 1)
      if (!Number.isNaN(items[at]?.[seat] as number)) s += (compiled[at] as CompiledItem).span.full;
    if (s === 0) incomplete[seat] = 1;
    sum[seat] = s === 0 ? 0 : ((sum[seat] as number) * full) / s;
  }
}

/** Keeps a column of section points within the section's bounds, and rounds it. */
export function settle(sum: Float64Array, { floor, ceiling }: CompiledSection, scale: number): void {
  for (let seat = 0; seat < sum.length; seat += 1)
    sum[seat] = roundTo(clamp(sum[seat] as number, floor, ceiling), scale);
}
