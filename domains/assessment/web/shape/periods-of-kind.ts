// SPDX-License-Identifier: Apache-2.0
import { getPeriod } from '@beichen/kernel/periods.ts';
import type { Head } from './pick-result.ts';

/** Periods of a kind that have a result, of any kind without one; those that are over first: what is over is known whole. */
export function periodsOfKind(
  heads: readonly Pick<Head, 'period' | 'treeDate'>[],
  { kind, today }: { readonly kind: string | null; readonly today: string },
): readonly string[] {
  const fit = heads.filter(({ period }) => kind === null || getPeriod(period).kind === kind);
  const over = fit.filter(({ treeDate }) => treeDate < today);
  return [...new Set([...over, ...fit].map(({ period }) => period))];
}
