// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cell, parseTable } from '../../table.ts';
import { joinedRings } from './cells.ts';
import { isAround, type Point } from './ground.ts';
import { makeCells } from './make-cells.ts';

const read = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');

/** The corners of each unit's cell, in ten-thousandths of a degree. */
const cells = new Map(
  parseTable(read('cells.csv')).map((row): [string, Point[]] => {
    const corners: Point[] = [];
    const steps = cell(row, 'outline').split(' ').map(Number);
    for (let at = 0; at < steps.length; at += 2) {
      const [x, y] = corners.at(-1) ?? [0, 0];
      corners.push([x + (steps[at] ?? 0), y + (steps[at + 1] ?? 0)]);
    }
    return [cell(row, 'code'), corners];
  }),
);

const twiceArea = (ring: readonly Point[]): number =>
  ring.reduce((sum, [x, y], at) => {
    const [nx, ny] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * ny - nx * y;
  }, 0);

const governor = new Map(
  parseTable(read('../places/governed-by.csv')).map((row) => [cell(row, 'street'), cell(row, 'county')]),
);
const parents = new Map(
  ['../places/places.csv', '../places/zones.csv', '../example/grassroots.csv']
    .flatMap((file) => parseTable(read(file)))
    .map((row) => [cell(row, 'code'), governor.get(cell(row, 'code')) ?? cell(row, 'parent')]),
);

describe('the sketched cells', () => {
  test('made again they are the same', () => {
    expect(makeCells()).toBe(read('cells.csv'));
  });

  test('the city, 13 counties, 256 streets and towns, 4,994 communities and villages and 10 grids have one each', () => {
    // 249 + 7 of the zones at street level; 4,908 + 86 below them; 9 base grids and an exclusive one in the example.
    const lengths = [...cells.keys()].map((code) => code.length);
    const counts = [4, 6, 9, 12, 15].map((length) => lengths.filter((one) => one === length).length);
    expect(counts).toEqual([1, 13, 256, 4994, 10]);
  });

  test('the cells directly below one fill it: their areas add up, in whole numbers', () => {
    const sums = new Map<string, number>();
    for (const [code, ring] of cells) {
      const parent = parents.get(code) ?? '';
      sums.set(parent, (sums.get(parent) ?? 0) + twiceArea(ring));
    }
    const wrong = [...cells].filter(([code, ring]) => sums.has(code) && sums.get(code) !== twiceArea(ring));
    expect(wrong.map(([code]) => code)).toEqual([]);
    expect([...cells.values()].every((ring) => ring.length >= 3 && twiceArea(ring) > 0)).toBe(true);
  });

  test("a county's seat lies in its cell", () => {
    const outside = parseTable(read('seats.csv')).filter(
      (row) =>
        !isAround(cells.get(cell(row, 'county')) ?? [], [
          Number(cell(row, 'lng')) * 1e4,
          Number(cell(row, 'lat')) * 1e4,
        ]),
    );
    expect(outside).toEqual([]);
  });

  test('what rings cover together: two squares beside each other are one rectangle, a square around another has a hole', () => {
    const square = (x: number, y: number): Point[] => [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
    ];
    const [rectangle, ...more] = joinedRings([square(0, 0), square(1, 0)]);
    expect([twiceArea(rectangle ?? []), rectangle?.length, more]).toEqual([4, 6, []]);
    const around = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => square(x, y))).filter((_, at) => at !== 4);
    expect(
      joinedRings(around)
        .map(twiceArea)
        .sort((a, b) => a - b),
    ).toEqual([-2, 18]);
  });
});
