// SPDX-License-Identifier: Apache-2.0
import { byCodePoint } from './order.ts';

/**
 * The units of one city, every kind of them, in columns. Rows stand in the order (kind, id) by code point, so that
 * the units of one kind are one contiguous range, and the facts of that kind are views, not copies.
 */
export type Units = {
  /** The file that they came from, and the line of each, for faults that are found later. */
  readonly file: string;
  readonly lines: Int32Array;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly kinds: readonly string[];
  /** Index of the parent, −1 for a root. */
  readonly parents: Int32Array;
  /** Every column of the file by its heading, in the file's order, `null` for an empty cell: what the digest covers. */
  readonly columns: ReadonlyMap<string, readonly (string | null)[]>;
  readonly index: ReadonlyMap<string, number>;
};

/** The facts of one measure over all units (METHOD.md section 2). NaN stands for an empty cell. */
export type FactColumn = {
  readonly num: Float64Array;
  readonly den: Float64Array;
  /** 1 where the file has a row for the unit, even one whose cells are empty. */
  readonly given: Uint8Array;
};

/** Facts by measure; a measure without any row has no column. */
export type Facts = ReadonlyMap<string, FactColumn>;

/** Units and facts that belong together: what a method is evaluated on. */
export type Table = { readonly units: Units; readonly facts: Facts };

/** Cells (units × measures) that a table may have: 17 bytes each, so about a gigabyte. */
const MOST_CELLS = 60_000_000;

/** Measures that a table may have: with few units, MOST_CELLS alone would let millions of columns be made. */
const MOST_MEASURES = 10_000;

/** Fills the columns of a table row by row. A caller that must know more than "twice" looks before it sets. */
export class FactsBuilder {
  readonly facts = new Map<string, FactColumn>();
  private readonly size: number;

  constructor(units: Units) {
    this.size = units.ids.length;
  }

  /** The column of a measure, made at its first row; `undefined` where there would be too many. */
  column(measure: string): FactColumn | undefined {
    const known = this.facts.get(measure);
    if (known !== undefined) return known;
    if (this.facts.size >= MOST_MEASURES || (this.facts.size + 1) * this.size > MOST_CELLS) return undefined;
    const made = {
      num: new Float64Array(this.size).fill(Number.NaN),
      den: new Float64Array(this.size).fill(Number.NaN),
      given: new Uint8Array(this.size),
    };
    this.facts.set(measure, made);
    return made;
  }
}

/** Sets one fact; `null` is an empty cell. False where the unit has one already: nothing is changed then. */
export function setFact(
  column: FactColumn,
  unit: number,
  { num, den }: { num: number | null; den: number | null },
): boolean {
  if (column.given[unit] === 1) return false;
  column.given[unit] = 1;
  column.num[unit] = num ?? Number.NaN;
  column.den[unit] = den ?? Number.NaN;
  return true;
}

/** The value of a fact: num, or num / den; NaN where it is missing (no row, an empty num, or den = 0). */
export function valueAt(column: FactColumn | undefined, unit: number): number {
  if (column === undefined) return Number.NaN;
  const den = column.den[unit] as number;
  const num = column.num[unit] as number;
  if (Number.isNaN(den)) return num;
  return den === 0 ? Number.NaN : num / den;
}

/** The range [from, to) of the units of one kind. */
export function rangeOfKind({ kinds }: Units, kind: string): { from: number; to: number } {
  return {
    from: firstWhere(kinds.length, (unit) => byCodePoint(kinds[unit] as string, kind) >= 0),
    to: firstWhere(kinds.length, (unit) => byCodePoint(kinds[unit] as string, kind) > 0),
  };
}

/** The first index from which on a condition holds, found by halving. */
function firstWhere(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
