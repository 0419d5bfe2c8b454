// SPDX-License-Identifier: Apache-2.0
import { Delaunay } from 'd3-delaunay';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexCells, isIn } from './cell-index.ts';
import type { Outline } from './micro.ts';

/** The square from 0 to 10. */
const SQUARE: Outline = [[[0, 0, 10, 0, 10, 10, 0, 10]]];

const SIZE = 1000;
const seats = fc.uniqueArray(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), {
  minLength: 2,
  maxLength: 60,
  selector: ([x, y]) => `${x},${y}`,
});

/** The plane from 0 to SIZE cut into cells: corners are made whole numbers first, so that neighbours share them. */
function cut(points: [number, number][]): Outline[] {
  const cells = Delaunay.from(points).voronoi([0, 0, SIZE, SIZE]).cellPolygons();
  return [...cells].map((corners) => [[corners.slice(0, -1).flatMap(([x, y]) => [Math.round(x), Math.round(y)])]]);
}

/** Counts corner by corner with whole numbers of any size: by angle, unlike the code, and the rule for the border as a nudge. */
function naive(outline: Outline, x: number, y: number): boolean {
  // A place on a border belongs to what lies east of it, or north where the border runs due east: the place moved east by ever so little, and north by less still.
  const [px, py] = [BigInt(x) * 4_000_000n + 2_000n, BigInt(y) * 4_000_000n + 1n];
  let turns = 0;
  for (const ring of outline.flat())
    for (let at = 0; at < ring.length; at += 2) {
      const next = (at + 2) % ring.length;
      const [x1, y1, x2, y2] = [ring[at], ring[at + 1], ring[next], ring[next + 1]].map(
        (whole) => BigInt(whole ?? 0) * 4_000_000n,
      ) as [bigint, bigint, bigint, bigint];
      const left = (x2 - x1) * (py - y1) - (px - x1) * (y2 - y1);
      if (y1 <= py && y2 > py && left > 0n) turns += 1;
      if (y1 > py && y2 <= py && left < 0n) turns -= 1;
    }
  return turns !== 0;
}

describe('which cell a place lies in', () => {
  test('a square has its western and southern border, and not the others', () => {
    const border = [
      [0, 5],
      [5, 0],
      [0, 0],
      [10, 5],
      [5, 10],
      [10, 10],
      [0, 10],
      [10, 0],
    ] as const;
    expect(border.map(([x, y]) => isIn(SQUARE, x, y))).toEqual([true, true, true, false, false, false, false, false]);
  });

  test('a hole is outside, and its borders go to what lies in the east and north of them', () => {
    const ring: Outline = [
      [
        [0, 0, 10, 0, 10, 10, 0, 10],
        [4, 4, 4, 6, 6, 6, 6, 4],
      ],
    ];
    expect(
      (
        [
          [5, 5],
          [4, 5],
          [6, 5],
          [5, 4],
          [5, 6],
          [1, 1],
        ] as const
      ).map(([x, y]) => isIn(ring, x, y)),
    ).toEqual([false, false, true, false, true, true]);
  });

  test('of cells that overlap the first is found, and outside of all none', () => {
    const index = indexCells([[[[5, 5, 20, 5, 20, 20, 5, 20]]], SQUARE]);
    expect([index.find(6, 6), index.find(1, 1), index.find(30, 30)]).toEqual([0, 1, undefined]);
    expect(indexCells([]).find(0, 0)).toBeUndefined();
  });

  test('every place of a plane cut into cells lies in exactly one, which is the one that a naive check finds', () => {
    const places = fc.array(fc.tuple(fc.nat(SIZE - 1), fc.nat(SIZE - 1)), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(seats, places, (points, asked) => {
        const cells = cut(points);
        const index = indexCells(cells);
        // Corners and what lies between them are the places that go wrong.
        const corners = cells
          .flat(2)
          .flatMap((ring) => ring.flatMap((x, at) => (at % 2 === 0 ? [[x, ring[at + 1] ?? 0] as const] : [])));
        for (const [x, y] of [...asked, ...corners].filter(([x, y]) => x < SIZE && y < SIZE)) {
          const having = cells.flatMap((cell, at) => (naive(cell, x, y) ? [at] : []));
          expect(having.length).toBe(1);
          expect(cells.flatMap((cell, at) => (isIn(cell, x, y) ? [at] : []))).toEqual(having);
          expect(index.find(x, y)).toBe(having[0]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('an outline of many corners is cut into bands, and gives the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(400), { minLength: 60, maxLength: 200 }),
        fc.array(fc.tuple(fc.nat(600), fc.nat(600))),
        (radii, asked) => {
          const star = radii.flatMap((r, at) => {
            const turn = (at / radii.length) * 2 * Math.PI;
            return [Math.round(300 + (r - 100) * Math.cos(turn)), Math.round(300 + (r - 100) * Math.sin(turn))];
          });
          const outline: Outline = [[star]];
          const index = indexCells([outline]);
          for (const [x, y] of [...asked, ...radii.map((_, at) => [star[2 * at] ?? 0, star[2 * at + 1] ?? 0] as const)])
            expect(index.find(x, y) === 0).toBe(isIn(outline, x, y));
        },
      ),
      { numRuns: 60 },
    );
  });
});
