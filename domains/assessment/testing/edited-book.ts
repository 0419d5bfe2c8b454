// SPDX-License-Identifier: Apache-2.0
import { readTables } from '@beichen/method/sheets';
import { writeBook } from '@beichen/method/workbook-layout';
import {
  type BookLanguage,
  columnsIn,
  FACT_COLUMNS,
  FACT_SHEETS,
  type FactColumn,
  languageOfSheet,
} from '../model/fact-book.ts';

/** A row of an exported workbook by its columns. */
export type BookRow = Record<FactColumn, string | null>;

/** The rows of a workbook of forms, as they were exported. */
export async function rowsOfBook(bytes: Uint8Array): Promise<BookRow[]> {
  const read = await readTables(
    { name: 'book.xlsx', bytes },
    { sheets: Object.values(FACT_SHEETS.figures), most: 1000 },
  );
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const [table] = read.value;
  const columns = columnsIn(languageOfSheet(table?.headings ?? []));
  const at = (id: FactColumn): number =>
    table?.headings.indexOf(columns.find((one) => one.id === id)?.heading ?? '') ?? -1;
  return (table?.rows ?? []).map(
    ({ cells }) => Object.fromEntries(FACT_COLUMNS.map(({ id }) => [id, cells[at(id)] ?? null])) as BookRow,
  );
}

/** The workbook with its rows changed, as somebody does in a spreadsheet and saves it. */
export async function editedBook(
  bytes: Uint8Array,
  edit: (row: BookRow, at: number) => Partial<BookRow>,
  language: BookLanguage = 'zh',
): Promise<Uint8Array> {
  const rows = (await rowsOfBook(bytes)).map((row, at) => ({ ...row, ...edit(row, at) }));
  return writeBook({
    title: 'edited',
    language,
    decimals: 0,
    running: { left: '', right: '', foot: '', pages: '', font: '宋体' },
    sheets: [
      {
        title: FACT_SHEETS.figures[language],
        landscape: true,
        columns: FACT_COLUMNS.map(() => ({ width: 12, style: 'text' })),
        fixed: 0,
        rows: [
          { cells: FACT_COLUMNS.map(({ heading }) => heading[language]) },
          ...rows.map((row) => ({ cells: FACT_COLUMNS.map(({ id }) => row[id]) })),
        ],
      },
    ],
  });
}
