// SPDX-License-Identifier: Apache-2.0

/** How often two programs are run against each other. */
export type Pace = { readonly rounds: number; readonly runs: number };

/** Milliseconds for which two programs run before they are timed: by then they are compiled. */
const WARM_UP = 2500;

/** Milliseconds of one run by each, medians over the rounds, and the median of the rounds' ratios. */
export type Race = { readonly first: number; readonly second: number; readonly ratio: number };

/**
 * Times two programs against each other in the same process: in every round each runs so many times, and who goes
 * first changes with the round. A ratio within a round is touched less by what else the machine does than a time is.
 */
export function race(first: () => unknown, second: () => unknown, { rounds, runs }: Pace): Race {
  const times: [number, number][] = [];
  for (const start = performance.now(); performance.now() - start < WARM_UP; ) {
    first();
    second();
  }
  for (let round = 0; round < rounds; round += 1) {
    const firstLeads = round % 2 === 0;
    const one = timed(firstLeads ? first : second, runs);
    const other = timed(firstLeads ? second : first, runs);
    times.push(firstLeads ? [one, other] : [other, one]);
  }
  return {
    first: quantile(times.map(([time]) => time)),
    second: quantile(times.map(([, time]) => time)),
    ratio: quantile(times.map(([a, b]) => b / a)),
  };
}

/** Milliseconds of one of so many runs. */
export function timed(program: () => unknown, runs = 1): number {
  const start = performance.now();
  for (let run = 0; run < runs; run += 1) program();
  return (performance.now() - start) / runs;
}

/** The median, or another quantile, of some numbers. */
export function quantile(numbers: readonly number[], share = 0.5): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
