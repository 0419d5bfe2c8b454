// SPDX-License-Identifier: Apache-2.0
import type { MeasureDeclaration } from '@beichen/kernel/measures.ts';
import type { RecordsBehind } from '../model/results.ts';
import { totalOf } from './frozen-facts.ts';

/** A fact and what stands behind it. `records` says of each that is known whether it counts; `total` how many there are. */
export type Behind = Pick<RecordsBehind, 'num' | 'den' | 'source' | 'declared' | 'total' | 'correction'> & {
  readonly records: ReadonlyMap<string, boolean>;
};

export const NOTHING_BEHIND: Behind = {
  num: null,
  den: null,
  source: 'none',
  declared: null,
  total: 0,
  correction: null,
  records: new Map(),
};

/**
 * A live fact with the records that the caller sees. Where they are all that the figure counts, or more since the reading was taken, the
 * figure is made of them, so that it is the count of its list always; where they are fewer, the rest is hidden from the caller.
 */
export function liveBehind(
  fact: { readonly num: number | null; readonly den: number | null },
  seen: ReadonlyMap<string, boolean>,
  { form }: MeasureDeclaration,
): Behind {
  const { num, den } = fact;
  const behind = { ...NOTHING_BEHIND, source: 'records', records: seen } as const;
  if (form === 'value') return { ...behind, num, den, total: seen.size };
  const total = totalOf(fact);
  if (seen.size < total) return { ...behind, num, den, total };
  const counting = [...seen.values()].filter((counts) => counts).length;
  if (form === 'count') return { ...behind, num: seen.size, total: seen.size };
  return { ...behind, num: counting, den: seen.size, total: seen.size };
}
