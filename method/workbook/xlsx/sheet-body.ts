// SPDX-License-Identifier: Apache-2.0
import type { Cell, Row } from './layout.ts';
import type { SharedStrings } from './shared-strings.ts';
import { styleIndex } from './styles.ts';

/** Points that a line of the body takes, and what a row has besides. */
const LINE = 12;
const ROOM = 4;
/** The highest row that a spreadsheet knows. */
const HIGHEST = 409;

/** Writes the rows of a sheet and keeps what the rest of it must know of them. */
export class SheetBody {
  /** Rows so far. */
  count = 0;
  /** The row of the table's heading, counted from 1. */
  heading: number | undefined;
  readonly joined: { readonly row: number; readonly from: number }[] = [];
  private readonly columns: readonly number[];
  private readonly names: readonly string[];
  private readonly strings: SharedStrings;

  constructor(columns: readonly number[], strings: SharedStrings) {
    this.columns = columns;
    this.names = columns.map((_, at) => columnName(at));
    this.strings = strings;
  }

  rowXml(row: Row): string {
    this.count += 1;
    const { cells, lines, joinFrom, heading } = row;
    if (heading === true) this.heading = this.count;
    if (joinFrom !== undefined && joinFrom < this.columns.length - 1)
      this.joined.push({ row: this.count, from: joinFrom });
    const height = Math.min(row.height ?? (lines ?? 1) * LINE + ROOM, HIGHEST);
    let text = `<row r="${this.count}" ht="${height}"${joinFrom === undefined ? '' : ' customHeight="1"'}>`;
    const own = row.style === undefined ? undefined : styleIndex(row.style);
    // The cells that are joined to the last one need its border.
    const size = joinFrom === undefined ? cells.length : this.columns.length;
    for (let at = 0; at < size; at += 1) {
      const cell = cells[at] ?? null;
      text += this.cellXml(at, cell, own ?? (this.columns[at] as number));
    }
    return `${text}</row>`;
  }

  private cellXml(column: number, cell: Cell, style: number): string {
    if (cell !== null && typeof cell === 'object') return this.cellXml(column, cell.value, styleIndex(cell.style));
    const place = `<c r="${this.names[column]}${this.count}" s="`;
    if (cell === null || cell === '') return `${place}${style}"/>`;
    if (typeof cell === 'number') return `${place}${style}"><v>${cell}</v></c>`;
    const index = this.strings.indexOf(cell);
    return `${place}${this.strings.isRisky(index) ? style + 1 : style}" t="s"><v>${index}</v></c>`;
  }
}

/** A, B, …, Z, AA, … */
export function columnName(index: number): string {
  let name = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}
