// SPDX-License-Identifier: Apache-2.0
import Flatbush from 'flatbush';
import { type Box, boxOf, countCorners, type Outline } from './micro.ts';

/** Sides that are looked at for one place, about: what has more of them is cut into bands from south to north. */
const SIDES_IN_BAND = 8;
/** Buckets of the grid for each cell, about: so many that every second one lies wholly in one cell. */
const BUCKETS_EACH = 16;

/** Four numbers a side: from its southern end to its northern one; where it runs due east, from its western end. */
type Sides = readonly number[];

function sidesOf(outline: Outline): Sides {
  const sides: number[] = [];
  for (const ring of outline.flat())
    for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[before], ring[before + 1], ring[at], ring[at + 1]];
      if (y1 < y2 || (y1 === y2 && x1 < x2)) sides.push(x1, y1, x2, y2);
      else sides.push(x2, y2, x1, y1);
    }
  return sides;
}

/**
 * Whether a place lies between sides, those from `at` to `end`: it does where a ray from it to the west crosses an odd number of them. A
 * side has its southern end and not its northern one, and what lies on it counts as east of it. So of two outlines that share a side exactly
 * one has the places on it, and where a plane is cut into outlines, every place lies in exactly one. All numbers are whole, and the
 * products exact (micro.ts).
 */
function isBetween(sides: ArrayLike<number>, [from, end]: readonly [number, number], place: Place): boolean {
  const { x, y } = place;
  let inside = false;
  for (let at = from; at < end; at += 4) {
    const south = sides[at + 1] as number;
    const north = sides[at + 3] as number;
    if (y < south || y >= north) continue;
    const west = sides[at] as number;
    if ((x - west) * (north - south) >= ((sides[at + 2] as number) - west) * (y - south)) inside = !inside;
  }
  return inside;
}

type Place = { x: number; y: number };

/** Whether a place, in whole micro-degrees, lies in an outline. Each side is looked at. */
export function isIn(outline: Outline, x: number, y: number): boolean {
  const sides = sidesOf(outline);
  return isBetween(sides, [0, sides.length], { x, y });
}

/** Lists of whole numbers in one array: those of `n` are `items` from `starts[n]` to `starts[n + 1]`. */
type Lists = { readonly starts: Int32Array; readonly items: Int32Array };

/** Sorts items into their lists, in the order in which they came. */
function listsOf(
  count: number,
  { lists, items }: { readonly lists: readonly number[]; readonly items: readonly number[] },
): Lists {
  const starts = new Int32Array(count + 1);
  for (const list of lists) starts[list + 1] = (starts[list + 1] as number) + 1;
  for (let at = 0; at < count; at += 1) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number);
  const sorted = new Int32Array(items.length);
  const next = starts.slice();
  for (const [at, list] of lists.entries()) {
    sorted[next[list] as number] = items[at] as number;
    next[list] = (next[list] as number) + 1;
  }
  return { starts, items: sorted };
}

/** The sides of all cells, by bands. A cell has the bands from `first` on, each `height` high, from `south` up. */
class Banded {
  readonly first: Int32Array;
  readonly south: Int32Array;
  readonly height: Int32Array;
  readonly starts: Int32Array;
  readonly sides: Int32Array;

  constructor(cells: readonly Outline[], boxes: readonly Box[]) {
    this.first = new Int32Array(cells.length);
    this.south = new Int32Array(cells.length);
    this.height = new Int32Array(cells.length);
    const [starts, all]: [number[], number[]] = [[], []];
    for (const [at, cell] of cells.entries()) {
      const [, south, , north] = boxes[at] as Box;
      const count = Math.max(1, Math.floor(countCorners(cell) / SIDES_IN_BAND));
      const height = Math.max(1, Math.ceil((north - south + 1) / count));
      this.first[at] = starts.length;
      this.south[at] = south;
      this.height[at] = height;
      const bands: number[][] = Array.from({ length: count }, () => []);
      const sides = sidesOf(cell);
      for (let n = 0; n < sides.length; n += 4) {
        const [x1 = 0, low = 0, x2 = 0, high = 0] = [sides[n], sides[n + 1], sides[n + 2], sides[n + 3]];
        // A side that runs due east is crossed by no ray to the west.
        if (low === high) continue;
        const last = Math.min(count - 1, Math.floor((high - south) / height));
        for (let band = Math.floor((low - south) / height); band <= last; band += 1)
          bands[band]?.push(x1, low, x2, high);
      }
      for (const band of bands) {
        starts.push(all.length);
        for (const value of band) all.push(value);
      }
    }
    this.starts = Int32Array.from([...starts, all.length]);
    this.sides = Int32Array.from(all);
  }

  /** Whether a cell has the place, which lies no further north or south than the cell. */
  has(cell: number, place: Place): boolean {
    const band =
      (this.first[cell] as number) +
      Math.floor((place.y - (this.south[cell] as number)) / (this.height[cell] as number));
    return isBetween(this.sides, [this.starts[band] as number, this.starts[band + 1] as number], place);
  }
}

type Grid = {
  readonly west: number;
  readonly south: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
};

function gridOver(boxes: readonly Box[]): Grid {
  let [west, south, east, north] = boxes[0] as Box;
  for (const [x1, y1, x2, y2] of boxes)
    [west, south, east, north] = [Math.min(west, x1), Math.min(south, y1), Math.max(east, x2), Math.max(north, y2)];
  const [width, height] = [east - west + 1, north - south + 1];
  const size = Math.max(1, Math.ceil(Math.sqrt((width * height) / (boxes.length * BUCKETS_EACH))));
  return { west, south, size, columns: Math.ceil(width / size), rows: Math.ceil(height / size) };
}

/** The buckets that the sides of an outline touch, or may. */
function touched(sides: Sides, { west, south, size, columns, rows }: Grid): Set<number> {
  const buckets = new Set<number>();
  for (let at = 0; at < sides.length; at += 4) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [sides[at], sides[at + 1], sides[at + 2], sides[at + 3]];
    const last = Math.min(rows - 1, Math.floor((y2 - south) / size));
    for (let row = Math.floor((y1 - south) / size); row <= last; row += 1) {
      const low = Math.max(y1, south + row * size);
      const high = Math.min(y2, south + (row + 1) * size);
      const xAt = (y: number): number => (y1 === y2 ? x2 : x1 + ((x2 - x1) * (y - y1)) / (y2 - y1));
      const [from, to] = y1 === y2 ? [x1, x2] : [xAt(low), xAt(high)];
      const end = Math.min(columns - 1, Math.floor((Math.max(from, to) + 1 - west) / size));
      for (let column = Math.max(0, Math.floor((Math.min(from, to) - 1 - west) / size)); column <= end; column += 1)
        buckets.add(row * columns + column);
    }
  }
  return buckets;
}

/** The cells that have places of each bucket; those that have all of it stand as -1 - n. */
function fill(
  cells: readonly Outline[],
  { grid, boxes, banded }: { readonly grid: Grid; readonly boxes: readonly Box[]; readonly banded: Banded },
): Lists {
  const { west, south, size, columns, rows } = grid;
  const [lists, items]: [number[], number[]] = [[], []];
  for (const [cell, outline] of cells.entries()) {
    const [x1, y1, x2, y2] = boxes[cell] as Box;
    const edge = touched(sidesOf(outline), grid);
    for (let row = Math.floor((y1 - south) / size); row <= Math.floor((y2 - south) / size); row += 1)
      for (let column = Math.floor((x1 - west) / size); column <= Math.floor((x2 - west) / size); column += 1) {
        const bucket = row * columns + column;
        const corner = { x: west + column * size, y: south + row * size };
        if (edge.has(bucket)) items.push(cell);
        else if (corner.y >= y1 && corner.y <= y2 && banded.has(cell, corner)) items.push(-1 - cell);
        else continue;
        lists.push(bucket);
      }
  }
  return listsOf(columns * rows, { lists, items });
}

/** Finds the cell that a place lies in. */
export type CellIndex = {
  /** The number of the cell, in the order given, that has the place in whole micro-degrees; of several that overlap the first. */
  find(x: number, y: number): number | undefined;
};

/**
 * Makes cells findable: a grid of buckets, each with the cells that reach into it, and of each cell the sides that a place's own latitude
 * meets. A bucket that no side touches answers without a test.
 */
export function indexCells(cells: readonly Outline[]): CellIndex {
  if (cells.length === 0) return { find: () => undefined };
  const boxes = cells.map(boxOf);
  const banded = new Banded(cells, boxes);
  const grid = gridOver(boxes);
  const { starts, items } = fill(cells, { grid, boxes, banded });
  const { west, south, size, columns, rows } = grid;
  const norths = Int32Array.from(boxes, ([, , , north]) => north);
  const place: Place = { x: 0, y: 0 };
  return {
    find(x, y) {
      const column = Math.floor((x - west) / size);
      const row = Math.floor((y - south) / size);
      if (column < 0 || row < 0 || column >= columns || row >= rows) return undefined;
      const bucket = row * columns + column;
      place.x = x;
      place.y = y;
      for (let at = starts[bucket] as number; at < (starts[bucket + 1] as number); at += 1) {
        const cell = items[at] as number;
        if (cell < 0) return -1 - cell;
        if (y >= (banded.south[cell] as number) && y < (norths[cell] as number) && banded.has(cell, place)) return cell;
      }
      return undefined;
    },
  };
}

/** Outlines whose boxes meet, by their numbers: each pair once, the lower first. */
export function meetingPairs(outlines: readonly Outline[]): [number, number][] {
  if (outlines.length < 2) return [];
  const tree = new Flatbush(outlines.length);
  const boxes = outlines.map(boxOf);
  for (const box of boxes) tree.add(...box);
  tree.finish();
  return boxes.flatMap((box, at) =>
    tree
      .search(...box)
      .filter((other) => other > at)
      .sort((a, b) => a - b)
      .map((other): [number, number] => [at, other]),
  );
}
