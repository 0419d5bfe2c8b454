// SPDX-License-Identifier: Apache-2.0
import type { Faults } from '../fault.ts';
import type { Units } from '../table.ts';
import { ByteIndex } from './byte-index.ts';
import { hasWidth, readHeader } from './csv-headings.ts';
import { CsvRows } from './csv-rows.ts';
import {
  FACT_HEADINGS,
  type FactHeading,
  type FactPlaces,
  type FactRow,
  type FactRows,
  type Slot,
} from './fact-rows.ts';
import { numberAt, REFUSED } from './number-cell.ts';

type Columns = Readonly<Record<FactHeading, number>>;

/** Reads the rows of a facts.csv, whose bytes are UTF-8, into `into`. */
export function readCsvFacts(
  bytes: Uint8Array,
  { units, into }: { units: Units; into: FactRows },
  faults: Faults,
): void {
  const rows = new CsvRows(bytes, faults);
  const header = readHeader(rows, { names: FACT_HEADINGS, open: false }, faults);
  if (header === undefined) return;
  const at = (heading: FactHeading): number => header.columns.get(heading) ?? -1;
  const columns = { unit: at('unit'), measure: at('measure'), num: at('num'), den: at('den') };
  const cells = new FactCells(rows, columns, { units, into });
  const width = header.names.length;
  while (rows.next()) {
    if (rows.broken || !hasWidth(rows, width, faults)) continue;
    cells.read();
  }
}

/**
 * Reads one row after the other. A unit is mostly that of the row before, and there are few measures: both are found
 * by their bytes, and no row makes a string. A column whose heading is missing is passed over.
 */
class FactCells implements FactPlaces {
  private readonly rows: CsvRows;
  private readonly columns: Columns;
  private readonly units: Units;
  private readonly into: FactRows;
  private readonly byUnit: ByteIndex;
  private readonly byMeasure = new ByteIndex();
  private readonly slots: Slot[] = [];
  private readonly row: FactRow = { unit: -1, slot: undefined, num: Number.NaN, den: Number.NaN };
  private last = { start: 0, end: 0, unit: -1 };

  constructor(rows: CsvRows, columns: Columns, { units, into }: { units: Units; into: FactRows }) {
    this.rows = rows;
    this.columns = columns;
    this.units = units;
    this.into = into;
    this.byUnit = ByteIndex.of(units.ids);
  }

  get line(): number {
    return this.rows.line;
  }

  at(heading: FactHeading): { line: number; column?: number } {
    return this.rows.placeOf(Math.max(0, this.columns[heading]));
  }

  read(): void {
    const { row, columns } = this;
    row.unit = columns.unit < 0 ? -1 : this.unit(columns.unit);
    row.slot = columns.measure < 0 ? undefined : this.measure(columns.measure);
    const num = columns.num < 0 ? Number.NaN : this.number('num', columns.num);
    const den = columns.den < 0 ? Number.NaN : this.number('den', columns.den);
    // Where one of the two columns is missing, nothing is said about what they are to each other.
    const both = columns.num >= 0 && columns.den >= 0;
    row.num = both ? num : Number.NaN;
    row.den = both ? den : Number.NaN;
    this.into.put(row, this);
  }

  private unit(cell: number): number {
    const { rows, last } = this;
    const { bytes } = rows;
    const start = rows.starts[cell] as number;
    const end = rows.ends[cell] as number;
    if (last.unit >= 0 && end - start === last.end - last.start) {
      let at = start;
      for (let before = last.start; at < end && bytes[at] === bytes[before]; before += 1) at += 1;
      if (at === end) return last.unit;
    }
    if (rows.isDoubled(cell)) {
      const id = rows.text(cell);
      const found = this.units.index.get(id) ?? -1;
      if (found < 0) this.into.unknownUnit(id, this);
      return found;
    }
    const found = this.byUnit.find(bytes, start, end);
    if (found < 0) this.into.unknownUnit(rows.text(cell), this);
    else {
      last.start = start;
      last.end = end;
      last.unit = found;
    }
    return found;
  }

  private measure(cell: number): Slot | undefined {
    const { rows } = this;
    if (rows.isDoubled(cell)) return this.into.slot(rows.text(cell), this);
    const start = rows.starts[cell] as number;
    const end = rows.ends[cell] as number;
    const found = this.byMeasure.find(rows.bytes, start, end);
    if (found >= 0) return this.slots[found];
    const slot = this.into.slot(rows.text(cell), this);
    if (slot !== undefined) this.slots[this.byMeasure.add(rows.bytes, start, end)] = slot;
    return slot;
  }

  private number(heading: 'num' | 'den', cell: number): number {
    const { rows } = this;
    const value = numberAt(rows.bytes, rows.starts[cell] as number, rows.ends[cell] as number);
    if (value === REFUSED) this.into.refuseNumber(heading, rows.text(cell), this);
    return value;
  }
}
