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

/** Entries in a workbook's zip, and bytes that it may unpack to: a sheet of a million rows of facts is about 170 MB. */
export const MOST_ENTRIES = 2000;
export const MOST_INFLATED = 200_000_000;

/** How many times its packed size a part may unpack to, once it is large: sheets are packed ten to forty times. */
export const MOST_RATIO = 300;
export const RATIO_FROM = 10_000_000;

/** Rows that a sheet of a workbook can have. */
export const MOST_SHEET_ROWS = 1_048_576;
