// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Scale } from './scales.ts';

/** A time in which a clock stands still. Without `to` it has not ended. */
export type Pause = { readonly from: Instant; readonly to?: Instant; readonly reason: string };

/** A pause on a scale. `to` is Infinity while it has not ended. */
type Stretch = { readonly from: number; readonly to: number };

/** The pauses in order on a scale, those that meet or overlap joined, what lies before `begins` cut off. */
export function stretchesOf(pauses: readonly Pause[], scale: Scale, begins: number): Stretch[] {
  const placed = pauses
    .map((pause) => ({
      from: Math.max(begins, scale.positionOf(pause.from)),
      to: pause.to === undefined ? Number.POSITIVE_INFINITY : scale.positionOf(pause.to),
    }))
    .filter((stretch) => stretch.to > stretch.from)
    .sort((a, b) => a.from - b.from);
  const joined: Stretch[] = [];
  for (const stretch of placed) {
    const last = joined.at(-1);
    if (last !== undefined && stretch.from <= last.to) {
      joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, stretch.to) };
    } else joined.push(stretch);
  }
  return joined;
}

/**
 * The position at which `length` has run since `begins`, the pauses behind it left out: Infinity where one that has not
 * ended comes first. A pause that begins when the time has just run out comes too late to move it.
 */
export function runOut(begins: number, length: number, pauses: readonly Stretch[]): number {
  let position = begins + length;
  for (const pause of pauses) {
    if (pause.from >= position) break;
    position += pause.to - pause.from;
  }
  return position;
}

/** How much has run from `begins` to a position, the pauses behind `begins` left out. */
export function ran(begins: number, to: number, pauses: readonly Stretch[]): number {
  const paused = pauses.map((pause) => Math.max(0, Math.min(pause.to, to) - pause.from));
  return paused.reduce((left, length) => left - length, to - begins);
}
