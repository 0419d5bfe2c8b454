// SPDX-License-Identifier: Apache-2.0

/** Two numbers this close, relative to the bound, are the same: 0.1 + 0.2 meets 0.3 (METHOD.md section 4). */
const NEAR = 1e-9;

/** Half of the last digit, and a little more, so that 2.675, which a double holds as 2.67499…, still rounds up. */
const NUDGE = 1e-6;

/** Rounds half away from zero to `scale` = 10^decimals; never −0 (METHOD.md section 4, "Rounding, everywhere"). */
export function roundTo(x: number, scale: number): number {
  return x >= 0 ? Math.floor(x * scale + 0.5 + NUDGE) / scale : 0 - Math.floor(-x * scale + 0.5 + NUDGE) / scale;
}

/** How far from the bound x a value may be and count as equal to it. */
export const tolerance = (x: number): number => NEAR * Math.max(1, Math.abs(x));

/** v ≥ x, within the tolerance of the bound x. */
export const atLeast = (v: number, x: number): boolean => v >= x || x - v <= tolerance(x);

/** v ≤ x, within the tolerance of the bound x. */
export const atMost = (v: number, x: number): boolean => v <= x || v - x <= tolerance(x);

/** A number of steps made whole; one that is an integer but for noise is that integer. */
export function whole(s: number, direction: 'up' | 'down' | undefined): number {
  if (direction === undefined) return s;
  const nearest = Math.round(s);
  if (Math.abs(s - nearest) <= NEAR * Math.max(1, Math.abs(s))) return nearest;
  return direction === 'up' ? Math.ceil(s) : Math.floor(s);
}

/** Keeps x within [low, high]. */
export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x);
