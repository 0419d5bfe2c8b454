// SPDX-License-Identifier: Apache-2.0
import type { Missing } from '../model.ts';

/** What stands in for the points of an item whose own fact is missing (METHOD.md section 5.1). */
export type StandIn = {
  /** The points themselves; NaN leaves the item out. */
  readonly points: number;
  /** What they add to the section. */
  readonly adds: number;
  /** What they make of the section, for the unit. */
  readonly marks: 'incomplete' | 'excluded' | undefined;
  /** Whether the mean of the peers takes their place, where there is one. */
  readonly byMean: boolean;
};

const standing = (points: number): StandIn => ({ points, adds: points, marks: undefined, byMean: false });

const standIns: Record<Missing, (full: number) => StandIn> = {
  zero: () => standing(0),
  full: standing,
  exclude: () => ({ points: Number.NaN, adds: 0, marks: 'excluded', byMean: false }),
  peer_mean: () => ({ ...standing(0), byMean: true }),
  hold: () => ({ ...standing(0), marks: 'incomplete' }),
};

export const standInFor = (missing: Missing, full: number): StandIn => standIns[missing](full);
