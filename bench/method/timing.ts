// SPDX-License-Identifier: Apache-2.0

/** Milliseconds for which two programs run before they are timed: by then they are compiled. */
const WARM_UP = 2500;

/** Times are told by their lower quartile: what else the machine does only adds to them. */
const LOW = 0.25;

/** Milliseconds of a run by each, lower quartiles over the rounds, and the median of the rounds' ratios. */
export type Race = { readonly first: number; readonly second: number; readonly ratio: number };

/**
 * Times two programs against each other in the same process: in every round each runs once, and who goes first changes
 * with the round. A ratio within a round is touched less by what else the machine does than a time is.
 */
export function race(first: () => unknown, second: () => unknown, rounds: number): Race {
  const times: [number, number][] = [];
  for (const start = performance.now(); performance.now() - start < WARM_UP; ) {
    first();
    second();
  }
  for (let round = 0; round < rounds; round += 1) {
    const firstLeads = round % 2 === 0;
    const one = timed(firstLeads ? first : second);
    const other = timed(firstLeads ? second : first);
    times.push(firstLeads ? [one, other] : [other, one]);
  }
  return {
    first: quantile(
      times.map(([time]) => time),
      LOW,
    ),
    second: quantile(
      times.map(([, time]) => time),
      LOW,
    ),
    ratio: quantile(times.map(([a, b]) => b / a)),
  };
}

/** The quickest of a program's runs. */
export function quickest(program: () => unknown, runs: number): number {
  return Math.min(...Array.from({ length: runs }, () => timed(program)));
}

/** Milliseconds of a run. */
export function timed(program: () => unknown): number {
  const start = performance.now();
  program();
  return performance.now() - start;
}

/** The median, or another quantile, of some numbers. */
export function quantile(numbers: readonly number[], share = 0.5): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
