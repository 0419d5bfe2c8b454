// SPDX-License-Identifier: Apache-2.0

/** What a sheet may be at most, so that any input costs bounded time and memory. */

/** UTF-16 units in a cell: a spreadsheet's own limit, so that a .csv and its .xlsx take the same cells. */
export const MOST_CELL_LENGTH = 32_767;

/** Columns that are told apart: more than any list of attributes has. */
export const MOST_COLUMNS = 1024;

/** Rows of units: China has 620,000 villages and communities. */
export const MOST_UNITS = 1_000_000;

/** Cells of units, kept as strings. */
export const MOST_UNIT_CELLS = 12_000_000;

/** Bytes of a .csv: positions stay 31-bit integers. */
export const MOST_BYTES = 2_147_483_000;
