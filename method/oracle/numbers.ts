// SPDX-License-Identifier: Apache-2.0
/** Rounding, comparison and order, as METHOD.md sections 4 and 6 say them. */
import type { Condition } from './shape.ts';

/** Section 4: "round(x) = floor(x · 10^d + 0.5 + 1e-6) / 10^d for x ≥ 0, and −round(−x) below 0; never −0." */
export function round(x: number, d: number): number {
  if (x < 0) {
    const positive = round(-x, d);
    return positive === 0 ? 0 : -positive;
  }
  const power = 10 ** d;
  return Math.floor(x * power + 0.5 + 1e-6) / power;
}

/** Section 4: "v and x count as equal where |v − x| ≤ 1e-9 · max(1, |x|)"; x is the bound. */
function meetsEqually(v: number, x: number): boolean {
  return Math.abs(v - x) <= 1e-9 * Math.max(1, Math.abs(x));
}

/** v ≥ x, "in every comparison with a bound x". */
export function atLeast(v: number, x: number): boolean {
  return v > x || meetsEqually(v, x);
}

/** v ≤ x, "in every comparison with a bound x". */
export function atMost(v: number, x: number): boolean {
  return v < x || meetsEqually(v, x);
}

/** Section 4: "COND is one of at_least, at_most, over, under, equals." */
export function holds(condition: Condition, v: number): boolean {
  if ('at_least' in condition) return atLeast(v, condition.at_least);
  if ('at_most' in condition) return atMost(v, condition.at_most);
  if ('over' in condition) return v > condition.over && !meetsEqually(v, condition.over);
  if ('under' in condition) return v < condition.under && !meetsEqually(v, condition.under);
  return meetsEqually(v, condition.equals);
}

/** Section 4: "in `whole`, an s within 1e-9 · max(1, |s|) of an integer is that integer." */
export function whole(s: number, direction: 'up' | 'down'): number {
  const nearest = Math.round(s);
  if (Math.abs(s - nearest) <= 1e-9 * Math.max(1, Math.abs(s))) return nearest;
  return direction === 'up' ? Math.ceil(s) : Math.floor(s);
}

/** Section 4: "clamp(x) keeps x within [L, F]." */
export function keepWithin(x: number, [low, high]: [number, number]): number {
  if (x < low) return low;
  if (x > high) return high;
  return x;
}

/** Section 6: "Arrays are sorted by code point." */
export function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (c) => c.codePointAt(0) ?? 0);
  const right = Array.from(b, (c) => c.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
