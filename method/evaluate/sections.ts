// SPDX-License-Identifier: Apache-2.0
import { type AdjustmentGroup, together } from '../bonus.ts';
import { clamp, roundTo } from '../rounding.ts';
import { type Facts, valueAt } from '../table.ts';
import type { CompiledSection } from './compile.ts';
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
  const { facts, seats, scale } = given;
  for (const { members, cap } of groups) {
    const sign = Math.sign(members[0]?.each ?? 1);
    const columns = members.map(({ measure }) => facts.get(measure));
    if (columns.every((column) => column === undefined)) continue;
    const sizes = members.map(() => 0);
    for (let seat = 0; seat < sum.length; seat += 1) {
      const unit = seats.who[seat] as number;
      for (let at = 0; at < sizes.length; at += 1)
        sizes[at] = adjustmentSize(members[at] as { each: number; cap: number }, valueAt(columns[at], unit), scale);
      sum[seat] = (sum[seat] as number) + sign * together(sizes, cap);
    }
  }
}

/** Makes up for items that were left out: (sum · S) / s; where all were, the section is incomplete and its sum 0. */
export function scaleUp({ sum, counted, incomplete }: SectionSums, full: number): void {
  if (counted === undefined) return;
  for (let seat = 0; seat < sum.length; seat += 1) {
    const s = counted[seat] as number;
    if (s === 0) {
      incomplete[seat] = 1;
      sum[seat] = 0;
    } else if (s !== full) sum[seat] = ((sum[seat] as number) * full) / s;
  }
}

/** Keeps a column of section points within the section's bounds, and rounds it. */
export function settle(sum: Float64Array, { floor, ceiling }: CompiledSection, scale: number): void {
  for (let seat = 0; seat < sum.length; seat += 1)
    sum[seat] = roundTo(clamp(sum[seat] as number, floor, ceiling), scale);
}
