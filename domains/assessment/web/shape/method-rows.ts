// SPDX-License-Identifier: Apache-2.0
import type { MethodEntry } from '../../model/results.ts';
import type { Head } from './pick-result.ts';

/** A method with the runs over its periods. */
export type MethodRow = {
  /** Its latest edition. */
  readonly entry: MethodEntry;
  readonly runs: readonly Head[];
};

/** Each method once, by its latest edition, with its runs as the server orders them: newest periods first, the foremost run of each first. */
export function methodRows(methods: readonly MethodEntry[], heads: readonly Head[]): MethodRow[] {
  const latest = methods.filter(({ method }, at) => methods.findIndex((one) => one.method === method) === at);
  return latest.map((entry) => ({ entry, runs: heads.filter(({ method }) => method === entry.method) }));
}

/** Whether a final result of the same period and method stands among the runs. */
export const hasFinal = (runs: readonly Head[], { period }: Pick<Head, 'period'>): boolean =>
  runs.some((run) => run.period === period && run.state === 'final');
