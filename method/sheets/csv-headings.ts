// SPDX-License-Identifier: Apache-2.0
import type { Faults, Words } from '../fault.ts';
import type { CsvRows } from './csv-rows.ts';
import { columnsOf, type Heading, refuseManyColumns, refuseNoHeadings, type Wanted } from './headings.ts';
import { MOST_COLUMNS } from './limits.ts';

export type CsvHeader = { readonly names: readonly string[]; readonly columns: ReadonlyMap<string, number> };

/** Reads the first row as headings; undefined, with its faults, where no row can be understood. */
export function readHeader(rows: CsvRows, wanted: Wanted, faults: Faults): CsvHeader | undefined {
  if (!rows.next()) {
    if (faults.none) refuseNoHeadings(wanted, faults);
    return undefined;
  }
  const tooMany = rows.count > MOST_COLUMNS;
  if (tooMany) refuseManyColumns(rows.placeOf(0), faults);
  if (tooMany || rows.broken) {
    // Which column is which cannot be told: only the writing of the other rows is checked.
    while (rows.next());
    return undefined;
  }
  const headings: Heading[] = [];
  for (let cell = 0; cell < rows.count; cell += 1) headings.push({ text: rows.text(cell), place: rows.placeOf(cell) });
  const columns = columnsOf(headings, wanted, faults);
  rows.headings = headings.map((heading) => heading.text);
  return { names: rows.headings, columns };
}

/** Whether a row has as many cells as there are headings; a fault where it has not. */
export function hasWidth(rows: CsvRows, width: number, faults: Faults): boolean {
  if (rows.count === width) return true;
  const { count } = rows;
  if (count < width)
    faults.add(() => ({
      ...rows.placeOf(0),
      code: 'row-short',
      what: {
        zh: `这一行有${count}个单元格，比表头少${width - count}个`,
        en: `the row has ${count} cells, ${width - count} fewer than the headings`,
      },
      mend: count === 1 && rows.text(0).trim() === '' ? DELETE_ROW : FILL_UP,
    }));
  else
    faults.add(() => ({
      ...rows.placeOf(Math.min(width, MOST_COLUMNS - 1)),
      code: 'row-long',
      what: {
        zh: `这一行有${count}个单元格，比表头多${count - width}个`,
        en: `the row has ${count} cells, ${count - width} more than the headings`,
      },
      mend: CUT_DOWN,
    }));
  return false;
}

const DELETE_ROW: Words = { zh: '删去这一行，或清空它', en: 'delete the row, or empty it' };

const FILL_UP: Words = {
  zh: '补上缺的逗号；空单元格也要占一个位置',
  en: 'add the missing commas; an empty cell keeps its place',
};

const CUT_DOWN: Words = {
  zh: '删去多余的单元格；内容里有逗号的，整个单元格加引号；数字里不写千位分隔符',
  en: 'delete the surplus cells; put a cell with a comma inside in quotes; write numbers without thousands separators',
};
