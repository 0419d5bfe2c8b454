// SPDX-License-Identifier: Apache-2.0
// The plane in which the cells are made: degrees, with the longitude shortened as it is at 33° north.

export type Point = readonly [x: number, y: number];

/** The cosine of 33°, as a number so that every machine has the same. */
const SHORTER = 0.83867;

export const onPlane = ([lng, lat]: Point): Point => [lng * SHORTER, lat];
export const onEarth = ([x, y]: Point): Point => [x / SHORTER, y];

export const apart = ([x1, y1]: Point, [x2, y2]: Point): number => (x1 - x2) ** 2 + (y1 - y2) ** 2;

/** Which of the points lies nearest; the first of several. */
export function nearest(to: Point, points: readonly Point[]): number {
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (const [at, point] of points.entries()) {
    const here = apart(to, point);
    if (here < least) [best, least] = [at, here];
  }
  return best;
}

/** Whether a ring runs around the point. */
export function isAround(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (const [at, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(at + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) inside = !inside;
  }
  return inside;
}

/** Points of an area, as many as are wanted, taken by chance from the square around a middle. */
export function pointsIn(
  area: { readonly middle: Point; readonly reach: number; readonly has: (point: Point) => boolean },
  count: number,
  chance: () => number,
): Point[] {
  const [x, y] = area.middle;
  const found: Point[] = [];
  for (let tries = 0; found.length < count && tries < count * 200; tries += 1) {
    const point: Point = [x + (chance() * 2 - 1) * area.reach, y + (chance() * 2 - 1) * area.reach];
    if (area.has(point)) found.push(point);
  }
  return found;
}

const ROUNDS = 6;

/**
 * Seats spread evenly over an area that is given by many of its points: each goes, some times over, to the middle of what lies nearest to
 * it (Lloyd). The fixed ones stay.
 */
export function spread(pool: readonly Point[], count: number, fixed: readonly Point[] = []): Point[] {
  let seats: Point[] = [...fixed];
  while (seats.length < fixed.length + count) seats.push(farthest(pool, seats));
  for (let round = 0; round < ROUNDS; round += 1) {
    const sums = seats.map(() => [0, 0, 0] as [number, number, number]);
    for (const point of pool) {
      const sum = sums[nearest(point, seats)];
      if (sum === undefined) continue;
      sum[0] += point[0];
      sum[1] += point[1];
      sum[2] += 1;
    }
    seats = seats.map((seat, at) => {
      const [x, y, n] = sums[at] ?? [0, 0, 0];
      return at < fixed.length || n === 0 ? seat : [x / n, y / n];
    });
  }
  return seats.slice(fixed.length);
}

/** Of some points of the pool the one that lies farthest from all seats; of a few only, so that it is no grid. */
function farthest(pool: readonly Point[], seats: readonly Point[]): Point {
  const step = Math.max(1, Math.floor(pool.length / 40));
  let [best, most] = [pool[0] ?? ([0, 0] as Point), -1];
  for (let at = (seats.length * 7) % step; at < pool.length; at += step) {
    const point = pool[at];
    const own = point === undefined ? undefined : seats[nearest(point, seats)];
    const here = point === undefined ? -1 : own === undefined ? 1 : apart(point, own);
    if (point !== undefined && here > most) [best, most] = [point, here];
  }
  return best;
}
