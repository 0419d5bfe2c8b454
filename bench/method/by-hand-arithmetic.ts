// SPDX-License-Identifier: Apache-2.0
import type { FactColumn, Facts, Units } from '../../method/index.ts';

/** The units assessed, by row of the table, and the county of each: all that the sections look at. */
export type World = {
  readonly facts: Facts;
  readonly from: number;
  readonly count: number;
  readonly groups: number;
  readonly groupOf: Int32Array;
  /** Positions county by county, and where each county starts among them. */
  readonly members: Int32Array;
  readonly starts: Int32Array;
};

/** What comes of a section, by position of the unit. */
export type Section = {
  readonly items: readonly Float64Array[];
  readonly points: Float64Array;
  readonly incomplete: Uint8Array;
};

const NONE = new Map<number, FactColumn>();

/** The facts of a measure; a column of missing ones where there is none. */
export function columnOf(facts: Facts, measure: string): FactColumn {
  const column = facts.get(measure);
  if (column !== undefined) return column;
  const size = facts.values().next().value?.num.length ?? 0;
  let none = NONE.get(size);
  if (none === undefined) {
    const empty = new Float64Array(size).fill(Number.NaN);
    none = { num: empty, den: empty, given: new Uint8Array(size) };
    NONE.set(size, none);
  }
  return none;
}

/** The value of a fact, NaN where it is missing. */
export const value = (num: number, den: number): number => (den > 0 ? num / den : den === 0 ? Number.NaN : num);

export const at = ({ num, den }: FactColumn, unit: number): number => value(num[unit]!, den[unit]!);

/** What is counted of a deduction or an adjustment: a missing one is none. */
export function over0(column: FactColumn, unit: number): number {
  const v = at(column, unit);
  return v > 0 ? v : 0;
}

/** Rounded to two decimals, half away from zero; NaN stays NaN. */
export function cents(x: number): number {
  return x >= 0 ? Math.floor(x * 100 + 0.5 + 1e-6) / 100 : 0 - Math.floor(-x * 100 + 0.5 + 1e-6) / 100;
}

export function within(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}

/** A share of the full points, in [0, full]. */
export const portion = (share: number, full: number): number => full * (share > 0 ? (share < 1 ? share : 1) : 0);

export function up(s: number): number {
  const nearest = Math.round(s);
  return Math.abs(s - nearest) <= 1e-9 * Math.max(1, Math.abs(s)) ? nearest : Math.ceil(s);
}

export function down(s: number): number {
  const nearest = Math.round(s);
  return Math.abs(s - nearest) <= 1e-9 * Math.max(1, Math.abs(s)) ? nearest : Math.floor(s);
}

/** At least x, noise aside. */
export const reaches = (v: number, x: number): boolean => v >= x || x - v <= 1e-9 * Math.max(1, Math.abs(x));

/** A section while it is being added up: points of its items, their sum, whether it is incomplete, and the full points that count. */
export type Running = World & {
  readonly items: readonly Float64Array[];
  readonly sum: Float64Array;
  readonly open: Uint8Array;
  readonly counted: Float64Array;
};

export function begin(world: World): Running {
  const { count } = world;
  return {
    ...world,
    items: Array.from({ length: 12 }, () => new Float64Array(count)),
    sum: new Float64Array(count),
    open: new Uint8Array(count),
    counted: new Float64Array(count).fill(100),
  };
}

/** The sum of a section, made up for what is left out. Some item of each always counts. */
export const scaled = (sum: number, counted: number): number => (counted === 100 ? sum : (sum * 100) / counted);

/** The size of an adjustment. */
export const sized = (x: number, cap: number): number => cents(Math.min(x, cap));

/** At most x, noise aside. */
export const notBeyond = (v: number, x: number): boolean => v <= x || v - x <= 1e-9 * Math.max(1, Math.abs(x));

/** The communities and their counties (or one group of all of them). */
export function worldOf({ kinds, parents }: Units, facts: Facts, peers: 'county' | 'all'): World {
  const from = kinds.indexOf('community');
  const count = kinds.lastIndexOf('community') + 1 - from;
  const firstCounty = kinds.indexOf('county');
  const groups = peers === 'all' ? 1 : kinds.lastIndexOf('county') + 1 - firstCounty;
  const groupOf = new Int32Array(count);
  const starts = new Int32Array(groups + 1);
  for (let i = 0; i < count; i += 1) {
    let group = 0;
    if (peers === 'county') {
      let above = parents[from + i]!;
      while (kinds[above] !== 'county') above = parents[above]!;
      group = above - firstCounty;
    }
    groupOf[i] = group;
    starts[group + 1]! += 1;
  }
  for (let group = 0; group < groups; group += 1) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const members = new Int32Array(count);
  for (let i = 0; i < count; i += 1) members[next[groupOf[i]!]!++] = i;
  return { facts, from, count, groups, groupOf, members, starts };
}
