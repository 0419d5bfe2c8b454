// SPDX-License-Identifier: Apache-2.0
import type { FactColumn } from '../../method/index.ts';
import { at, cents, type World } from './by-hand-arithmetic.ts';

/** For a small-number item of strength k: k·N/D of each county. */
export function drawnTo(column: FactColumn, k: number, { from, count, groups, groupOf }: World): Float64Array {
  const { num, den } = column;
  const sumNum = new Float64Array(groups);
  const sumDen = new Float64Array(groups);
  for (let i = 0; i < count; i += 1) {
    if (Number.isNaN(at(column, from + i))) continue;
    sumNum[groupOf[i]!]! += num[from + i]!;
    sumDen[groupOf[i]!]! += den[from + i]!;
  }
  for (let group = 0; group < groups; group += 1) sumNum[group] = (k * sumNum[group]!) / sumDen[group]!;
  return sumNum;
}

export function highestOf(column: FactColumn, { from, count, groups, groupOf }: World): Float64Array {
  const highest = new Float64Array(groups).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < count; i += 1) {
    const v = at(column, from + i);
    if (v > highest[groupOf[i]!]!) highest[groupOf[i]!] = v;
  }
  return highest;
}

export function lowestOf(column: FactColumn, { from, count, groups, groupOf }: World): Float64Array {
  const lowest = new Float64Array(groups).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < count; i += 1) {
    const v = at(column, from + i);
    if (v < lowest[groupOf[i]!]!) lowest[groupOf[i]!] = v;
  }
  return lowest;
}

/** The place of each unit in its county, 0 where its fact is missing, and how many units there have a value. */
export type Places = { readonly place: Int32Array; readonly present: Int32Array };

export function placesOf(column: FactColumn, first: 'highest' | 'lowest', world: World): Places {
  const { from, count, groups, members, starts } = world;
  const place = new Int32Array(count);
  const present = new Int32Array(groups);
  const values = new Float64Array(count);
  const sorted = new Float64Array(count);
  for (let group = 0; group < groups; group += 1) {
    const start = starts[group]!;
    const end = starts[group + 1]!;
    let filled = start;
    for (let m = start; m < end; m += 1) {
      const v = at(column, from + members[m]!);
      values[m] = v;
      if (!Number.isNaN(v)) sorted[filled++] = v;
    }
    sorted.subarray(start, filled).sort();
    present[group] = filled - start;
    for (let m = start; m < end; m += 1) {
      const v = values[m]!;
      if (Number.isNaN(v)) continue;
      const near = 1e-9 * Math.max(1, Math.abs(v));
      place[members[m]!] =
        first === 'highest'
          ? 1 + above(v, near, { sorted, start, end: filled })
          : 1 + below(v, near, { sorted, start, end: filled });
    }
  }
  return { place, present };
}

type Sorted = { readonly sorted: Float64Array; readonly start: number; readonly end: number };

/** How many of the sorted values are above v by `near` or more. */
function above(v: number, near: number, { sorted, start, end }: Sorted): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= v || sorted[middle]! - v < near) low = middle + 1;
    else high = middle;
  }
  return end - low;
}

function below(v: number, near: number, { sorted, start, end }: Sorted): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < v && v - sorted[middle]! >= near) low = middle + 1;
    else high = middle;
  }
  return low - start;
}

/** Puts the mean of the county's points where one has none; marks those of a county without any. */
export function fillMean(points: Float64Array, open: Uint8Array, { groups, members, starts }: World): void {
  for (let group = 0; group < groups; group += 1) {
    let sum = 0;
    let n = 0;
    for (let m = starts[group]!; m < starts[group + 1]!; m += 1) {
      const p = points[members[m]!]!;
      if (Number.isNaN(p)) continue;
      sum += p;
      n += 1;
    }
    if (n === starts[group + 1]! - starts[group]!) continue;
    const mean = n === 0 ? 0 : cents(sum / n);
    for (let m = starts[group]!; m < starts[group + 1]!; m += 1) {
      const i = members[m]!;
      if (!Number.isNaN(points[i]!)) continue;
      points[i] = mean;
      if (n === 0) open[i] = 1;
    }
  }
}
