// SPDX-License-Identifier: Apache-2.0
import type { Adjustment, Cap } from './model.ts';

/** Adjustments that are added at one place: one alone, or those of a cap together (METHOD.md section 5.2). */
export type AdjustmentGroup = { readonly members: readonly Adjustment[]; readonly cap: Cap | undefined };

/** The adjustments of a section (or of the total, without one) in the file's order, those of a cap at the place of its first. */
export function adjustmentGroups(
  adjustments: readonly Adjustment[],
  caps: readonly Cap[],
  section: string | undefined,
): AdjustmentGroup[] {
  const mine = adjustments.filter((adjustment) => adjustment.section === section);
  const capOf = new Map(caps.flatMap((cap) => cap.of.map((id) => [id, cap] as const)));
  const groups: AdjustmentGroup[] = [];
  const placed = new Set<Cap>();
  for (const adjustment of mine) {
    const cap = capOf.get(adjustment.id);
    if (cap === undefined) groups.push({ members: [adjustment], cap: undefined });
    else if (!placed.has(cap)) {
      placed.add(cap);
      groups.push({ members: mine.filter(({ id }) => capOf.get(id) === cap), cap });
    }
  }
  return groups;
}

/** Sizes without sign, counted together as the cap says: the sum or the highest of them, at most `at`. */
export function together(sizes: readonly number[], cap: Cap | undefined): number {
  if (cap === undefined) return sizes[0] ?? 0;
  let counted = 0;
  for (const size of sizes) counted = cap.take === 'highest' ? Math.max(counted, size) : counted + size;
  return Math.min(counted, cap.at);
}

/** What the bonuses of these groups can add at most. */
export function mostAdded(groups: readonly AdjustmentGroup[]): number {
  let most = 0;
  for (const { members, cap } of groups)
    if ((members[0]?.each ?? 0) > 0)
      most += together(
        members.map((member) => member.cap),
        cap,
      );
  return most;
}
