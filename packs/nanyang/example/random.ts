// SPDX-License-Identifier: Apache-2.0
// Repeatable chance: a draw depends on its key alone, so the order of drawing, and what else is drawn, never matter.

import { createHash } from 'node:crypto';

const SEED = 'beichen 2026-q3';

/** Six bytes of a hash at a time, each read as a number in [0, 1). */
function draws(key: string): number[] {
  const bytes = createHash('sha256').update(`${SEED}/${key}`).digest();
  return [0, 6, 12, 18, 24].map((at) => bytes.readUIntBE(at, 6) / 2 ** 48);
}

export function uniform(key: string): number {
  return draws(key)[0] ?? 0;
}

/** Nearly normal with mean 0 and deviation 1: ten uniform draws, less their mean, over their deviation. */
export function normal(key: string): number {
  const sum = [...draws(`${key}/a`), ...draws(`${key}/b`)].reduce((a, b) => a + b, 0);
  return (sum - 5) / Math.sqrt(10 / 12);
}

/** How many of `tries` succeed, each with chance `chance`. */
export function successes(key: string, tries: number, chance: number): number {
  let count = 0;
  for (let at = 0; at < tries; at += 5) {
    const some = draws(`${key}/${at}`).slice(0, tries - at);
    count += some.filter((draw) => draw < chance).length;
  }
  return count;
}

/** A count with the mean `mean` (Poisson), by its cumulated chances up to where nothing more happens. */
export function countAround(key: string, mean: number): number {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(key)));
  const draw = uniform(key);
  let count = 0;
  let chance = Math.exp(-mean);
  for (let below = chance; below < draw && count < 200; below += chance) {
    count += 1;
    chance *= mean / count;
  }
  return count;
}
