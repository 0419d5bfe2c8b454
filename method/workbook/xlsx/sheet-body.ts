// SPDX-License-Identifier: Apache-2.0
import { ByteText } from './byte-text.ts';
import type { Cell, Row } from './layout.ts';
import type { SharedStrings } from './shared-strings.ts';
import { STYLE_COUNT, styleIndex } from './styles.ts';

/** Points that a line of the body takes, and what a row has besides. */
const LINE = 12;
const ROOM = 4;
/** The height of a row of which nothing is said. */
const USUAL = LINE + ROOM;
/** The highest row that a spreadsheet knows. */
const HIGHEST = 409;

/** How a cell goes on after its place, by the number of its style. */
const STYLES = Array.from({ length: STYLE_COUNT }, (_, style) => style);
const EMPTY = STYLES.map((style) => `" s="${style}"/>`);
const NUMBER = STYLES.map((style) => `" s="${style}"><v>`);
const TEXT = STYLES.map((style) => `" s="${style}" t="s"><v>`);

/** Writes the rows of a sheet and keeps what the rest of it must know of them. */
export class SheetBody {
  readonly text = new ByteText();
  /** Rows so far. */
  count = 0;
  /** The row of the table's heading, counted from 1. */
  heading: number | undefined;
  readonly joined: { readonly row: number; readonly from: number }[] = [];
  private readonly columns: readonly number[];
  private readonly opens: readonly string[];
  private readonly strings: SharedStrings;

  constructor(columns: readonly number[], strings: SharedStrings) {
    this.columns = columns;
    this.opens = columns.map((_, at) => `<c r="${columnName(at)}`);
    this.strings = strings;
  }

  push(row: Row): void {
    this.count += 1;
    const { cells, lines, joinFrom, heading } = row;
    if (heading === true) this.heading = this.count;
    if (joinFrom !== undefined && joinFrom < this.columns.length - 1)
      this.joined.push({ row: this.count, from: joinFrom });
    const height = Math.min(row.height ?? (lines ?? 1) * LINE + ROOM, HIGHEST);
    const place = String(this.count);
    this.text.push(`<row r="${place}"`);
    if (height !== USUAL) this.text.push(` ht="${height}"${joinFrom === undefined ? '' : ' customHeight="1"'}`);
    this.text.push('>');
    const own = row.style === undefined ? undefined : styleIndex(row.style);
    // The cells that are joined to the last one need its border.
    const size = joinFrom === undefined ? cells.length : this.columns.length;
    for (let at = 0; at < size; at += 1) {
      this.text.push(this.opens[at] as string);
      this.text.push(place);
      this.pushCell(cells[at] ?? null, own ?? (this.columns[at] as number));
    }
    this.text.push('</row>');
  }

  private pushCell(cell: Cell, style: number): void {
    const { text, strings } = this;
    if (cell === null || cell === '') text.push(EMPTY[style] as string);
    else if (typeof cell === 'number') {
      text.push(NUMBER[style] as string);
      text.push(String(cell));
      text.push('</v></c>');
    } else if (typeof cell === 'string') {
      const index = strings.indexOf(cell);
      text.push(TEXT[strings.isRisky(index) ? style + 1 : style] as string);
      text.push(String(index));
      text.push('</v></c>');
    } else this.pushCell(cell.value, styleIndex(cell.style));
  }
}

/** A, B, …, Z, AA, … */
export function columnName(index: number): string {
  let name = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}
