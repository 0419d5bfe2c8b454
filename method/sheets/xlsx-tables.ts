// SPDX-License-Identifier: Apache-2.0
import type { CellObject } from '@e965/xlsx';
import type { Faults } from '../fault.ts';
import { type RawRow, type RawTable, refuseManyRows } from './raw-table.ts';
import { type CellAt, textCell } from './xlsx-cells.ts';
import { openBook, type Sheet, sheetOf } from './xlsx-sheet.ts';

type Wanted = { readonly sheets: readonly string[]; readonly most: number };

const DAY = 86_400_000;
/** Half a minute: a day is kept as a fraction of seconds and comes out a little early. */
const SLACK = 30_000;

/**
 * A cell as its text. People type codes and phones into cells that a spreadsheet takes for numbers, and days for dates: both are read
 * back as they were typed, which a whole number and a day allow.
 */
function plainCell(cell: CellObject | undefined, at: CellAt): string | null | undefined {
  if (cell?.t === 'n' && typeof cell.v === 'number' && Number.isSafeInteger(cell.v)) return String(cell.v);
  if (cell?.t === 'd' && cell.v instanceof Date) {
    const midnight = Math.floor((cell.v.getTime() + SLACK) / DAY) * DAY;
    if (Number.isFinite(midnight)) return new Date(midnight).toISOString().slice(0, 10);
  }
  return textCell(cell, at);
}

function rowsOf({ names, rows, placeOf }: Sheet, { most, faults }: { most: number; faults: Faults }): RawRow[] {
  const read: RawRow[] = [];
  for (const { row, cells } of rows) {
    if (read.length >= most) {
      refuseManyRows(placeOf(row, 0), most, faults);
      break;
    }
    const texts = names.map((heading, column) => {
      const text = plainCell(cells[column], { heading, place: () => placeOf(row, column), faults });
      return text === undefined || text === '' ? null : text;
    });
    if (texts.some((text) => text !== null)) read.push({ line: row, cells: texts });
  }
  return read;
}

/** Reads the sheets of a workbook that are named, or its only one. */
export function readXlsxTables(bytes: Uint8Array, { sheets, most }: Wanted, faults: Faults): RawTable[] {
  const book = openBook(bytes, faults);
  if (book === undefined) return [];
  const named = book.names.filter((name) => sheets.includes(name.trim()));
  const chosen = named.length === 0 && book.names.length === 1 ? book.names : named;
  if (chosen.length === 0)
    faults.add({
      line: 1,
      column: 1,
      code: 'unknown-sheet',
      what: { zh: `没有工作表${sheets.join('、')}`, en: `there is no sheet ${sheets.join(', ')}` },
      mend: { zh: `把工作表改名为${sheets.join('或')}`, en: `rename the sheet to ${sheets.join(' or ')}` },
    });
  return chosen.flatMap((name) => {
    const sheet = sheetOf(book, name, { wanted: { names: [], open: true }, faults });
    return sheet === undefined
      ? []
      : [{ sheet: name.trim(), headings: sheet.names, rows: rowsOf(sheet, { most, faults }) }];
  });
}
