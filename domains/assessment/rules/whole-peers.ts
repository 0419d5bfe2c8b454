// SPDX-License-Identifier: Apache-2.0
import type { CompiledMethod, Units } from '@beichen/method';

/** The unit of a kind that a unit lies in; −1 where there is none. */
function aboveOf({ parents, kinds }: Units, unit: number, kind: string): number {
  let at = unit;
  while (at >= 0 && kinds[at] !== kind) at = parents[at] ?? -1;
  return at;
}

/**
 * Whether units that somebody sees are all that a method looks at to give any of them its result: every peer of each, and all units where a
 * quota is counted over all. With a part of them it would give another result, not a smaller one. `whole` are the units of which all
 * below is there, by code.
 */
export function seesEveryPeer(compiled: CompiledMethod, units: Units, whole: ReadonlySet<string>): boolean {
  const isWhole = (unit: number): boolean => whole.has(units.ids[unit] ?? '');
  if (units.parents.every((above, unit) => above >= 0 || isWhole(unit))) return true;
  const { peers, grades, method } = compiled;
  if (peers === 'all' || peers.startsWith('attribute:')) return false;
  if (grades.some(({ quota }) => quota?.within === 'all')) return false;
  return units.kinds.every((kind, unit) => kind !== method.subject || isWhole(aboveOf(units, unit, peers)));
}
