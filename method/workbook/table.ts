// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';
import type { View } from './view.ts';
import type { Cell, Row, Sheet } from './xlsx/layout.ts';
import type { StyleName } from './xlsx/styles.ts';
import { linesOf } from './xlsx/text-width.ts';

/** A column of a table: its heading, its width in half-width characters, how its cells look. */
export type TableColumn = { readonly heading: Words; readonly width: number; readonly style: StyleName };

/** A sheet that is one table: a title, sentences on how to read it, the heading, the rows. */
export type TableSheet = {
  readonly title: Words;
  readonly notes: readonly Words[];
  readonly columns: readonly TableColumn[];
  readonly fixed: number;
  readonly landscape: boolean;
  readonly rows: Iterable<readonly Cell[]>;
  /** The name of the sheet, where it is not its title. */
  readonly name?: Words;
};

/** The columns that every table of units begins with. */
export const UNIT_COLUMNS: readonly TableColumn[] = [
  { heading: { zh: '组别', en: 'Group' }, width: 8, style: 'wrapped' },
  { heading: { zh: '标识', en: 'Id' }, width: 13, style: 'wrapped' },
  { heading: { zh: '单位', en: 'Unit' }, width: 13, style: 'wrapped' },
];

export function tableSheet({ say }: View, table: TableSheet): Sheet {
  const { columns } = table;
  return {
    title: say(table.name ?? table.title),
    landscape: table.landscape,
    fixed: table.fixed,
    columns: columns.map(({ width, style }) => ({ width, style })),
    rows: rowsOf(table, say),
  };
}

function* rowsOf({ title, notes, columns, rows }: TableSheet, say: (words: Words) => string): Generator<Row> {
  const whole = columns.reduce((sum, { width }) => sum + width, 0);
  yield { cells: [say(title)], style: 'title', height: 28, joinFrom: 0 };
  for (const note of notes) {
    const text = say(note);
    yield { cells: [text], style: 'subtitle', joinFrom: 0, lines: linesOf(text, whole) };
  }
  const headings = columns.map(({ heading }) => say(heading));
  const wrapping = columns.map(({ style }) => style === 'wrapped' || style === 'middle');
  yield { cells: headings, style: 'head', heading: true, lines: 1 + tallest(headings, columns) };
  for (const cells of rows) yield { cells, lines: tallest(cells, columns, wrapping) };
}

/** Lines that the tallest of some texts takes in its column. */
function tallest(cells: readonly Cell[], columns: readonly TableColumn[], wrapping?: readonly boolean[]): number {
  let lines = 1;
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (typeof cell !== 'string' || wrapping?.[at] === false) continue;
    lines = Math.max(lines, linesOf(cell, (columns[at] as TableColumn).width));
  }
  return lines;
}
