// SPDX-License-Identifier: Apache-2.0
import type { StyleName } from './styles.ts';

/** A cell in the style of its column, or in one of its own. `null` is an empty cell. */
export type Cell = string | number | null | { readonly value: string | number | null; readonly style: StyleName };

export type Row = {
  readonly cells: readonly Cell[];
  /** The style of the cells that have none of their own; without it, that of their columns. */
  readonly style?: StyleName;
  /** Lines of text that the row must have room for; one, where it is not said. */
  readonly lines?: number;
  /** In points, where lines don't say it. */
  readonly height?: number;
  /** From this column on, counted from 0, the rest of the row is one cell: for titles and sentences, not for tables. */
  readonly joinFrom?: number;
  /** The row is the heading of the table: it stays in view, is repeated on each page, and can be filtered by. */
  readonly heading?: boolean;
};

export type Column = { readonly width: number; readonly style: StyleName };

/** A sheet before it is written. */
export type Sheet = {
  readonly title: string;
  readonly landscape: boolean;
  readonly columns: readonly Column[];
  /** Columns at the left that stay in view, and are repeated where a page is too narrow. */
  readonly fixed: number;
  readonly rows: Iterable<Row>;
};

/** What stands above and under each page. */
export type Running = {
  readonly left: string;
  readonly right: string;
  readonly foot: string;
  /** `&P` and `&N` stand for the page and the number of pages. */
  readonly pages: string;
  readonly font: string;
};
