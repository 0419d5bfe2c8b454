// SPDX-License-Identifier: Apache-2.0
import type { Outline } from '@beichen/engines/ground/micro.ts';
import { Delaunay } from 'd3-delaunay';

/** What the cells cover, in micro-degrees: as much as a large prefecture-level city. */
export const WIDTH = 3_000_000;
export const HEIGHT = 2_000_000;

/** Numbers from 0 to 1 that are the same at every run (a linear congruential generator with the constants of Numerical Recipes). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Corner = readonly [number, number];

/** The side between two corners broken into parts, bent aside: both cells beside it get the same corners, in their own order. */
function bent(from: Corner, to: Corner, parts: number): Corner[] {
  const isTurned = from[0] > to[0] || (from[0] === to[0] && from[1] > to[1]);
  const [[x1, y1], [x2, y2]] = isTurned ? [to, from] : [from, to];
  const random = randomFrom(Math.imul(x1, 31) + y1 + Math.imul(x2, 17) + y2);
  const inner = Array.from({ length: parts - 1 }, (_, n): Corner => {
    const share = (n + 1) / parts;
    const aside = (random() - 0.5) * 0.2;
    return [
      Math.round(x1 + (x2 - x1) * share - (y2 - y1) * aside),
      Math.round(y1 + (y2 - y1) * share + (x2 - x1) * aside),
    ];
  });
  return [from, ...(isTurned ? inner.reverse() : inner)];
}

/** As many cells as asked for that cut the plane among them, each side in so many parts. */
export function cutPlane(count: number, parts: number): Outline[] {
  const random = randomFrom(20_261_126);
  const seats = Float64Array.from({ length: count * 2 }, (_, at) => random() * (at % 2 === 0 ? WIDTH : HEIGHT));
  const cells = new Delaunay(seats).voronoi([0, 0, WIDTH, HEIGHT]).cellPolygons();
  return [...cells].map((polygon) => {
    const corners = polygon.slice(0, -1).map(([x, y]): Corner => [Math.round(x), Math.round(y)]);
    return [
      [corners.flatMap((corner, at) => bent(corner, corners[(at + 1) % corners.length] ?? corner, parts)).flat()],
    ];
  });
}
