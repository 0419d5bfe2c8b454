// SPDX-License-Identifier: Apache-2.0
import { Delaunay } from 'd3-delaunay';
import { apart, onEarth, type Point } from './ground.ts';
import type { Seeds } from './seeds.ts';
import type { Place } from './tree.ts';

/** In ten-thousandths of a degree, about 11 m: x and y in turn. */
export type CellRing = readonly number[];

const PER_DEGREE = 10_000;

/** Outside the city, so that cells end where it ends: along its outline, so far from it and from each other. */
const OUTSIDE = 0.02;

function pointsAround(city: readonly Point[]): Point[] {
  return city.flatMap((from, at) => {
    const to = city[(at + 1) % city.length] ?? from;
    const far = Math.sqrt(apart(from, to));
    const [ux, uy] = [(to[0] - from[0]) / far, (to[1] - from[1]) / far];
    const count = Math.ceil(far / OUTSIDE);
    return Array.from({ length: count }, (_, n): Point => {
      const along = (far * n) / count;
      // The outline runs with the clock: what is outside lies to its left.
      return [from[0] + ux * along - uy * OUTSIDE, from[1] + uy * along + ux * OUTSIDE];
    });
  });
}

function rounded([x, y]: Point): Point {
  const [lng, lat] = onEarth([x, y]);
  return [Math.round(lng * PER_DEGREE), Math.round(lat * PER_DEGREE)];
}

/** The cell of each unit that nothing lies below, against the clock, its corners rounded: those that fall together are one. */
function leafCells(seeds: Seeds, city: readonly Point[]): Map<string, Point[]> {
  const named = [...seeds].flatMap(([code, points]) => points.map((point) => ({ code, point })));
  const points = [...named.map(({ point }) => point), ...pointsAround(city)];
  const voronoi = new Delaunay(Float64Array.from(points.flat())).voronoi([90, 30, 98, 36]);
  const cells = named.map(({ code }, at): [string, Point[]] => {
    const corners = (voronoi.cellPolygon(at) ?? []).slice(0, -1).map(([x, y]) => rounded([x, y]));
    const ring = corners.filter((corner, n) => String(corner) !== String(corners[(n + 1) % corners.length]));
    return [code, turns(ring) > 0 ? ring : ring.reverse()];
  });
  return new Map(cells);
}

const turns = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], at) => {
    const [nx, ny] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * ny - nx * y;
  }, 0);

/** What the rings cover together: sides that two of them have in common go, the rest is joined end to end. */
export function joinedRings(rings: readonly (readonly Point[])[]): Point[][] {
  const sides = new Map<string, Point[]>();
  const has = new Set<string>();
  for (const ring of rings)
    for (const [at, from] of ring.entries()) has.add(`${from} ${ring[(at + 1) % ring.length] ?? from}`);
  for (const ring of rings)
    for (const [at, from] of ring.entries()) {
      const to = ring[(at + 1) % ring.length] ?? from;
      if (!has.has(`${to} ${from}`)) sides.set(String(from), [...(sides.get(String(from)) ?? []), to]);
    }
  const joined: Point[][] = [];
  for (const start of [...sides.keys()]) {
    const ring: Point[] = [];
    for (let next = sides.get(start)?.pop(); next !== undefined; next = sides.get(String(next))?.pop()) ring.push(next);
    if (ring.length > 0) joined.push(ring);
  }
  return joined;
}

/** The cells of these units and of all below them: those of the lowest are Voronoi's, the others are joined of them. */
export function cellsOf(
  places: readonly Place[],
  seeds: Seeds,
  city: readonly Point[],
): ReadonlyMap<string, readonly CellRing[]> {
  const leaves = leafCells(seeds, city);
  const cells = new Map<string, readonly CellRing[]>();
  const add = (place: Place): readonly (readonly Point[])[] => {
    const own = leaves.get(place.code);
    const rings = place.below.length === 0 ? (own === undefined ? [] : [own]) : joinedRings(place.below.flatMap(add));
    cells.set(
      place.code,
      rings.map((ring) => ring.flat()),
    );
    return rings;
  };
  for (const place of places) add(place);
  return cells;
}
