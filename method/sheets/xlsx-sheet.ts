// SPDX-License-Identifier: Apache-2.0
import { type CellObject, type Range, read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { zipSync } from 'fflate';
import type { Faults } from '../fault.ts';
import { columnsOf, type Heading, refuseManyColumns, refuseNoHeadings, type Wanted } from './headings.ts';
import { MOST_COLUMNS, MOST_SHEET_ROWS } from './limits.ts';
import { type Place, shown } from './place.ts';
import { isKept, trimmed } from './xlsx-trim.ts';
import { unzip } from './zip.ts';

/** Names under which a sheet is found that was not named: the file that it stands for, in either language. */
export type Purpose = {
  readonly sheet: string | undefined;
  readonly names: readonly string[];
  readonly wanted: Wanted;
};

type SheetRow = readonly (CellObject | undefined)[];

/** A sheet whose headings have been read. */
export type Sheet = {
  readonly names: readonly string[];
  readonly columns: ReadonlyMap<string, number>;
  /** Rows that are not empty, below the headings; `row` counts from 1 as the spreadsheet does. */
  readonly rows: Iterable<{ readonly row: number; readonly cells: SheetRow }>;
  readonly placeOf: (row: number, column: number) => Place;
  /** Cells are merged: the rows that they touch are left out, since what their cells hold cannot be told. */
  readonly merged: boolean;
};

/**
 * Only what the cells hold: no formats, no formulas, no HTML. `WTF` would throw at any tag that the library does not
 * know; without it a sheet that cannot be read is left out, and is told as broken.
 */
const OPTIONS = {
  type: 'array',
  dense: true,
  cellDates: true,
  UTC: true,
  cellFormula: false,
  cellHTML: false,
  cellText: false,
  WTF: false,
} as const;

/** A workbook whose sheets can be asked for by name. */
export type OpenBook = { readonly names: readonly string[]; sheet(name: string): WorkSheet | undefined };

/** Opens a workbook, whatever its sheets are. */
export function openBook(bytes: Uint8Array, faults: Faults): OpenBook | undefined {
  const parts = unzip(bytes, isKept, faults);
  if (parts === undefined) return undefined;
  if (![...parts.keys()].some((name) => /(?:^|\/)workbook[^/]*\.xml$/i.test(name))) return refuseBroken(faults);
  // What the library reads is a zip of our own making: it never sees the one that was handed in.
  const checked = zipSync(trimmed(parts), { level: 0 });
  const book = attempt(() => read(checked, { ...OPTIONS, bookSheets: true }));
  if (book === undefined || !Array.isArray(book.SheetNames)) return refuseBroken(faults);
  const names = book.SheetNames;
  return {
    names,
    sheet: (name) => attempt(() => sheetNamed(read(checked, { ...OPTIONS, sheets: names.indexOf(name) }), name)),
  };
}

/** Opens the sheet of a workbook that stands for a file, and reads its headings. */
export function openSheet(bytes: Uint8Array, purpose: Purpose, faults: Faults): Sheet | undefined {
  const book = openBook(bytes, faults);
  if (book === undefined) return undefined;
  const name = chosen(book.names, purpose, faults);
  return name === undefined ? undefined : sheetOf(book, name, { wanted: purpose.wanted, faults });
}

/** A sheet of an open workbook, its headings read. */
export function sheetOf(
  book: OpenBook,
  name: string,
  { wanted, faults }: { readonly wanted: Wanted; readonly faults: Faults },
): Sheet | undefined {
  const sheet = book.sheet(name);
  return sheet === undefined ? refuseBroken(faults) : readSheet(name, sheet, { wanted, faults });
}

function attempt<T>(task: () => T | undefined): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}

function refuseBroken(faults: Faults): undefined {
  faults.add({
    line: 1,
    column: 1,
    code: 'broken-workbook',
    what: { zh: '这不是.xlsx工作簿，或已损坏', en: 'this is no .xlsx workbook, or it is broken' },
    mend: {
      zh: '用表格软件打开原表，另存为.xlsx',
      en: 'open the original in a spreadsheet program and save it as .xlsx',
    },
  });
}

function sheetNamed(book: WorkBook, name: string): WorkSheet | undefined {
  return book.SheetNames.includes(name) ? book.Sheets[name] : undefined;
}

/** The sheet that is asked for; else the one that is named after its purpose; else the only one. */
function chosen(names: readonly string[], { sheet, names: known }: Purpose, faults: Faults): string | undefined {
  const found =
    sheet === undefined
      ? (known
          .map((name) => names.find((other) => other.trim().toLowerCase() === name))
          .find((name) => name !== undefined) ?? (names.length === 1 ? names[0] : undefined))
      : names.find((name) => name === sheet);
  if (found !== undefined) return found;
  const listed = names
    .slice(0, 20)
    .map((name) => `“${shown(name)}”`)
    .join('、');
  const listedEn = names
    .slice(0, 20)
    .map((name) => `"${shown(name)}"`)
    .join(', ');
  faults.add({
    line: 1,
    column: 1,
    code: 'unknown-sheet',
    what:
      sheet === undefined
        ? {
            zh: `不知道用哪张工作表，工作簿中有${listed}`,
            en: `it is not clear which sheet is meant; the workbook has ${listedEn}`,
          }
        : {
            zh: `没有工作表“${shown(sheet)}”，工作簿中有${listed}`,
            en: `there is no sheet "${shown(sheet)}"; the workbook has ${listedEn}`,
          },
    mend:
      sheet === undefined
        ? {
            zh: `把要用的工作表改名为${known.join('或')}`,
            en: `rename the sheet that is needed to ${known.join(' or ')}`,
          }
        : { zh: '改正工作表名', en: 'correct the name of the sheet' },
  });
  return undefined;
}

/** Whether a cell has nothing in it: a format alone is nothing. */
export const isBlank = (cell: CellObject | undefined): boolean =>
  cell === undefined || cell.t === 'z' || (cell.t === 's' && (cell.v === undefined || cell.v === ''));

function readSheet(
  name: string,
  sheet: WorkSheet,
  { wanted, faults }: { wanted: Wanted; faults: Faults },
): Sheet | undefined {
  const data = sheet['!data'] ?? [];
  const placeOf = (row: number, column: number): Place => ({
    line: row,
    column: column + 1,
    cell: `${name}!${utils.encode_cell({ r: row - 1, c: column })}`,
  });
  if (data.length > MOST_SHEET_ROWS) return refuseBroken(faults);
  const merges = sheet['!merges'] ?? [];
  refuseMerges(merges, { name, placeOf }, faults);
  const touched = rowsTouched(merges, data.length);
  let top = 0;
  while (top < data.length && lastCell(data[top]) < 0) top += 1;
  const head = data[top];
  if (head === undefined) {
    refuseNoHeadings(wanted, faults);
    return undefined;
  }
  // A merged title or heading: what the columns are cannot be told.
  if (touched.lastIndexOf(1, top) >= 0) return undefined;
  const width = lastCell(head) + 1;
  if (width > MOST_COLUMNS) {
    refuseManyColumns(placeOf(top + 1, 0), faults);
    return undefined;
  }
  const headings: Heading[] = [];
  for (let column = 0; column < width; column += 1)
    headings.push({ text: headingOf(head[column], placeOf(top + 1, column), faults), place: placeOf(top + 1, column) });
  const columns = columnsOf(headings, wanted, faults);
  const names = headings.map((heading) => heading.text);
  const rows = rowsBelow(data, { top, width, touched }, { placeOf, faults });
  return { names, columns, placeOf, rows, merged: merges.length > 0 };
}

/** The last cell of a row that is not blank; −1 where all are. */
function lastCell(row: SheetRow | undefined): number {
  let last = (row?.length ?? 0) - 1;
  while (last >= 0 && isBlank(row?.[last])) last -= 1;
  return last;
}

function headingOf(cell: CellObject | undefined, place: Place, faults: Faults): string {
  if (isBlank(cell)) return '';
  if (cell?.t === 's') return String(cell.v);
  faults.add({
    ...place,
    code: 'heading-not-text',
    what: { zh: '表头不是文字', en: 'the heading is not text' },
    mend: { zh: '把单元格设为“文本”格式，重新填写表头', en: 'format the cell as text and enter the heading again' },
  });
  // A name of its own, so that it is not told as empty or repeated besides.
  return `(${place.cell})`;
}

type Area = { readonly top: number; readonly width: number; readonly touched: Uint8Array };

function* rowsBelow(
  data: readonly SheetRow[],
  { top, width, touched }: Area,
  { placeOf, faults }: { placeOf: Sheet['placeOf']; faults: Faults },
): Generator<{ row: number; cells: SheetRow }> {
  for (let at = top + 1; at < data.length; at += 1) {
    const cells = data[at];
    const last = lastCell(cells);
    if (cells === undefined || last < 0 || touched[at] === 1) continue;
    if (last >= width)
      faults.add(() => ({
        ...placeOf(at + 1, last),
        code: 'row-long',
        what: { zh: '这个单元格上面没有表头', en: 'there is no heading above this cell' },
        mend: { zh: '删去这个单元格的内容，或补上表头', en: 'delete the content of the cell, or add a heading' },
      }));
    yield { row: at + 1, cells };
  }
}

/** 1 for each row that a merged range touches. */
function rowsTouched(merges: readonly Range[], rows: number): Uint8Array {
  // How many ranges begin or end at a row: their sum is taken once, however many ranges there are.
  const steps = new Int32Array(rows + 1);
  for (const { s, e } of merges) {
    const from = Math.min(s.r, rows);
    const to = Math.min(Math.max(s.r, e.r) + 1, rows);
    steps[from] = (steps[from] as number) + 1;
    steps[to] = (steps[to] as number) - 1;
  }
  let open = 0;
  return Uint8Array.from(steps.subarray(0, rows), (step) => {
    open += step;
    return open > 0 ? 1 : 0;
  });
}

function refuseMerges(
  merges: readonly Range[],
  { name, placeOf }: { name: string; placeOf: Sheet['placeOf'] },
  faults: Faults,
): void {
  for (const range of merges)
    faults.add(() => ({
      ...placeOf(range.s.r + 1, range.s.c),
      cell: `${name}!${utils.encode_range(range)}`,
      code: 'merged-cells',
      what: { zh: '有合并单元格', en: 'cells are merged' },
      mend: { zh: '取消合并，每个单元格都填上内容', en: 'unmerge them, and fill in every cell' },
    }));
}
