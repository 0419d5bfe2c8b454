// SPDX-License-Identifier: Apache-2.0
/** The table of METHOD.md section 4: a value v becomes points, before rounding. */
import { atLeast, atMost, holds, keepWithin, whole } from './numbers.ts';
import type { Order, Point, Rule } from './shape.ts';

/** What a rule may see: F is the item's `full`, L its floor, v its value, and the values of all peers that have one (v among them). */
export type Sight = { full: number; floor: number; v: number; values: number[] };

/** The points of a rule, clamped; section 4 clamps all but `linear` and `holds`, which give between 0 and F. */
export function rulePoints(rule: Rule, sight: Sight): number {
  const { full, floor, v } = sight;
  const clamp = (x: number): number => keepWithin(x, [floor, full]);
  if ('linear' in rule) return linear(rule.linear, sight);
  if ('curve' in rule) return clamp(curve(rule.curve, v));
  if ('steps' in rule) return clamp(steps(rule.steps, v));
  if ('short' in rule) return clamp(full - rule.short.lose * units(Math.max(0, rule.short.target - v), rule.short));
  if ('over' in rule) return clamp(full - rule.over.lose * units(Math.max(0, v - rule.over.limit), rule.over));
  if ('each' in rule) return clamp(rule.each * v);
  if ('best' in rule) return clamp(best(rule.best, sight));
  if ('placing' in rule) return clamp(placing(rule.placing, sight));
  if ('bands' in rule) return clamp(bands(rule.bands, sight));
  if ('holds' in rule) return holds(rule.holds, v) ? full : 0;
  return clamp(v);
}

/** `linear: [a, b]`: "F · min(1, max(0, (v − a) / (b − a)))". */
function linear([a, b]: Point, { full, v }: Sight): number {
  return full * Math.min(1, Math.max(0, (v - a) / (b - a)));
}

/** `curve`: "between two points p1 + ((p2 − p1) · (v − v1)) / (v2 − v1); flat outside". */
function curve(points: Point[], v: number): number {
  const first = points[0];
  const last = points[points.length - 1];
  if (first === undefined || last === undefined) throw new Error('an empty curve');
  if (v <= first[0]) return first[1];
  if (v >= last[0]) return last[1];
  for (let i = 0; i + 1 < points.length; i++) {
    const [v1, p1] = points[i] as Point;
    const [v2, p2] = points[i + 1] as Point;
    if (v === v1) return p1;
    if (v > v1 && v < v2) return p1 + ((p2 - p1) * (v - v1)) / (v2 - v1);
  }
  throw new Error('a curve that is not strictly rising');
}

/** `steps`: "the p of the highest vi ≤ v; below v1: 0", vi being a bound. */
function steps(points: Point[], v: number): number {
  let p = 0;
  for (const [bound, given] of points) if (atLeast(v, bound)) p = given;
  return p;
}

/** `short` and `over`: "s = max(0, …) / u, rounded up or down when whole". */
function units(distance: number, { unit, whole: direction }: { unit: number; whole?: 'up' | 'down' }): number {
  const s = distance / unit;
  return direction === undefined ? s : whole(s, direction);
}

/** `best`: "F · v / M, M the highest value among peers; 0 where M < 1e-9" and "F · M / v, M the lowest value among peers; F where v < 1e-9". */
function best(order: Order, { full, v, values }: Sight): number {
  if (order === 'highest') {
    const highest = Math.max(...values);
    return highest < 1e-9 ? 0 : (full * v) / highest;
  }
  const lowest = Math.min(...values);
  return v < 1e-9 ? full : (full * lowest) / v;
}

/** "Place r = 1 + the number of peers whose value x is better than v by |x − v| ≥ 1e-9 · max(1, |v|)." */
function place(order: Order, { v, values }: Sight): number {
  let r = 1;
  for (const x of values) {
    const better = order === 'highest' ? x > v : x < v;
    if (better && Math.abs(x - v) >= 1e-9 * Math.max(1, Math.abs(v))) r += 1;
  }
  return r;
}

/** `placing`: "with `points`: p_r, 0 beyond the list; without: F · (n − r) / (n − 1), F where n = 1". */
function placing({ order, points }: { order: Order; points?: number[] }, sight: Sight): number {
  const r = place(order, sight);
  if (points !== undefined) return points[r - 1] ?? 0;
  const n = sight.values.length;
  return n === 1 ? sight.full : (sight.full * (n - r)) / (n - 1);
}

/** `bands`: "the p of the first si with r ≤ si · n; 0 beyond", si · n being a bound. */
function bands({ order, shares }: { order: Order; shares: Point[] }, sight: Sight): number {
  const r = place(order, sight);
  const n = sight.values.length;
  for (const [share, p] of shares) if (atMost(r, share * n)) return p;
  return 0;
}
