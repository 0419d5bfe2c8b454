// SPDX-License-Identifier: Apache-2.0

import { plainHeading, type ReadTable } from '@beichen/engines/sheets/lines.ts';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { type Cell, type Row, type Sheet, writeBook } from '@beichen/method/workbook-layout';

const told = (faults: readonly SheetFault[]): readonly string[] =>
  faults.map(({ column, what, mend }) => `${column ?? ''}：${what.zh}；${mend.zh}`);

/** Characters of Chinese that a line of the column of faults holds, and the height of a line in points. */
const IN_A_LINE = 28;
const LINE = 16;

/** How high a row must be for all that is said of it: Excel gives a row that was written so no more than it was told. */
export function heightFor(sentences: readonly string[]): number {
  const lines = sentences.reduce((sum, sentence) => sum + Math.ceil(sentence.length / IN_A_LINE), 0);
  return Math.max(lines, 1) * LINE;
}

function markedSheet({ sheet: title, headings, rows }: ReadTable, faults: readonly SheetFault[]): Sheet {
  const own = Map.groupBy(
    faults.filter(({ sheet }) => sheet === title),
    ({ row }) => row ?? 0,
  );
  const body = rows.map(({ line, cells }): Row => {
    const wrong = own.get(line) ?? [];
    const columns = new Set(wrong.map(({ column }) => plainHeading(column ?? '')));
    const marked = cells.map((value, at): Cell => {
      return columns.has(plainHeading(headings[at] ?? '')) ? { value, style: 'wrong' } : value;
    });
    const sentences = told(wrong);
    return { cells: [...marked, sentences.join('\n') || null], height: heightFor(sentences) };
  });
  return {
    title,
    landscape: true,
    columns: [...headings.map(() => ({ width: 16, style: 'text' as const })), { width: 60, style: 'wrapped' }],
    fixed: 2,
    rows: [{ cells: [...headings, '问题'], style: 'head', heading: true }, ...body],
  };
}

function listSheet(faults: readonly SheetFault[]): Sheet {
  const head = ['工作表', '行', '列', '内容', '问题', '怎么改'];
  return {
    title: '错误',
    landscape: true,
    columns: [16, 8, 14, 24, 40, 40].map((width) => ({ width, style: 'wrapped' })),
    fixed: 0,
    rows: [
      { cells: head, style: 'head', heading: true },
      ...faults.map(
        ({ sheet, row, column, value, what, mend }): Row => ({
          cells: [sheet, row, column, value, what.zh, mend.zh],
          height: Math.max(...[value, what.zh, mend.zh].map((text) => heightFor([text]))),
        }),
      ),
    ],
  };
}

/** A file as it was handed in, what is wrong marked in its cells and said at the end of its rows: mended, it comes in as it is. */
export function writeMarkedBook(tables: readonly ReadTable[], faults: readonly SheetFault[]): Uint8Array {
  return writeBook({
    title: '导入检查',
    language: 'zh',
    decimals: 0,
    running: { left: '导入检查', right: '', foot: '', pages: '第&P页，共&N页', font: '宋体' },
    sheets: [...tables.map((table) => markedSheet(table, faults)), listSheet(faults)],
  });
}
