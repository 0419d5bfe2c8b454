// SPDX-License-Identifier: Apache-2.0
import type { Block, Table, WordsDocument } from '../words/document.ts';
import type { Cell, Column, Row, Sheet } from './xlsx/layout.ts';
import { linesOf } from './xlsx/text-width.ts';

/** Half-width characters of the sheet's columns together. */
const WHOLE = 112;
/** Height of a line of the text, in points. */
const LINE = 15;

/** The method in words. All of its tables share the columns of the sheet; the longer a table, the more it has a say in their widths. */
export function methodSheet({ title, subtitle, blocks }: WordsDocument, name: string): Sheet {
  const widths = widthsOf(blocks.flatMap((block) => ('table' in block ? [block.table] : [])));
  return {
    title: name,
    landscape: false,
    columns: widths.map((width): Column => ({ width, style: 'wrapped' })),
    fixed: 0,
    rows: [
      { cells: [title], style: 'title', height: 34, joinFrom: 0 },
      { cells: [subtitle], style: 'subtitle', height: 18, joinFrom: 0 },
      ...blocks.flatMap((block) => blockRows(block, widths)),
    ],
  };
}

function widthsOf(tables: readonly Table<string>[]): number[] {
  const count = Math.max(2, ...tables.map(({ columns }) => columns.length));
  const parts = Array.from({ length: count }, (_, at) => {
    let part = 0;
    let rows = 0;
    for (const table of tables) {
      const width = table.columns[at]?.width;
      if (width === undefined) continue;
      part += width * (table.rows.length + 1);
      rows += table.rows.length + 1;
    }
    return rows === 0 ? 1 / count : part / rows;
  });
  const sum = parts.reduce((before, part) => before + part, 0);
  return parts.map((part) => Math.max(6, Math.round((part / sum) * WHOLE)));
}

function blockRows(block: Block<string>, widths: readonly number[]): Row[] {
  if ('heading' in block)
    return [{ cells: [block.heading], style: block.level === 1 ? 'heading1' : 'heading2', height: 24, joinFrom: 0 }];
  if ('paragraph' in block) return [paragraph(block.paragraph)];
  if ('list' in block) return block.list.map((entry) => paragraph(`· ${entry}`));
  const { columns, rows } = block.table;
  const titles = columns.map((column) => column.title);
  return [
    { cells: titles, style: 'head', lines: tallest(titles, widths) },
    ...rows.map(
      (cells): Row => ({
        cells: cells.map((value, at): Cell => (columns[at]?.centred === true ? { value, style: 'middle' } : value)),
        lines: tallest(cells, widths),
      }),
    ),
  ];
}

/** Text of the document is set larger than its tables. */
function paragraph(text: string): Row {
  return { cells: [text], style: 'paragraph', height: linesOf(text, WHOLE * 0.88) * LINE + 4, joinFrom: 0 };
}

const tallest = (cells: readonly string[], widths: readonly number[]): number =>
  Math.max(1, ...cells.map((cell, at) => linesOf(cell, widths[at] as number)));
