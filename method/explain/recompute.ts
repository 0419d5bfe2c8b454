// SPDX-License-Identifier: Apache-2.0
import { clamp, roundTo } from '../rounding.ts';
import type { AdjustmentNode, Explanation, ItemNode, SectionNode } from './tree.ts';

/** Recomputes the total from the leaves of a reason tree alone: if it gives another number, the tree does not explain the result. */
export function recomputeTotal({ sections, adjustments }: Explanation, decimals: number): number {
  const scale = 10 ** decimals;
  let total = 0;
  for (const section of sections) total += recomputeSection(section, scale);
  return roundTo(Math.max(0, plus(total, adjustments)), scale);
}

/** Points of a section from its items. */
export function recomputeSection({ items, scaled, adjustments, bounds, zeroedBy }: SectionNode, scale: number): number {
  if (zeroedBy.length > 0) return 0;
  let sum = 0;
  for (const item of items) sum += recomputeItem(item, scale);
  if (scaled !== null) sum = scaled.counted === 0 ? 0 : (sum * scaled.full) / scaled.counted;
  return roundTo(clamp(plus(sum, adjustments), bounds.floor, bounds.ceiling), scale);
}

/** Points of an item from what its rule gave. */
export function recomputeItem({ ruled, deductions, floor, full, points }: ItemNode, scale: number): number {
  if (ruled === null) return points ?? 0;
  let left = ruled;
  for (const { taken } of deductions) left -= taken;
  return roundTo(clamp(left, floor, full), scale);
}

function plus(sum: number, adjustments: readonly AdjustmentNode[]): number {
  let result = sum;
  for (const { added } of adjustments) result += added;
  return result;
}
