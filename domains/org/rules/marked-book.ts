// SPDX-License-Identifier: Apache-2.0
import { type Cell, type Row, type Sheet, writeBook } from '@beichen/method/workbook-layout';
import type { SheetFault } from '../model/sheets.ts';
import type { Table } from './sheet-lines.ts';

const told = (faults: readonly SheetFault[]): string =>
  faults.map(({ column, what, mend }) => `${column ?? ''}：${what.zh}；${mend.zh}`).join('\n');

function markedSheet({ sheet: title, headings, rows }: Table, faults: readonly SheetFault[]): Sheet {
  const own = Map.groupBy(
    faults.filter(({ sheet }) => sheet === title),
    ({ row }) => row ?? 0,
  );
  const body = rows.map(({ line, cells }): Row => {
    const wrong = own.get(line) ?? [];
    const columns = new Set(wrong.map(({ column }) => column));
    const marked = cells.map((value, at): Cell => {
      const heading = headings[at]?.normalize('NFKC').trim() ?? null;
      return columns.has(heading) ? { value, style: 'wrong' } : value;
    });
    return { cells: [...marked, told(wrong) || null] };
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
        }),
      ),
    ],
  };
}

/** A file as it was handed in, what is wrong marked in its cells and said at the end of its rows: mended, it comes in as it is. */
export function writeMarkedBook(tables: readonly Table[], faults: readonly SheetFault[]): Uint8Array {
  return writeBook({
    title: '导入检查',
    language: 'zh',
    decimals: 0,
    running: { left: '导入检查', right: '', foot: '', pages: '第&P页，共&N页', font: '宋体' },
    sheets: [...tables.map((table) => markedSheet(table, faults)), listSheet(faults)],
  });
}
