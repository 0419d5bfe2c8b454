// SPDX-License-Identifier: Apache-2.0

/** Where a cell stands: line (or row) and column from 1; a workbook adds its own name for the cell, `units!B3`. */
export type Place = { readonly line: number; readonly column?: number; readonly cell?: string };

/** Content that a fault quotes: enough to recognise the cell, not a screenful. */
const SHOWN = 40;

/** A cell's content as a fault quotes it: cut, and on one line. */
export function shown(text: string): string {
  // Twice the length holds SHOWN characters even where each is a surrogate pair; a long cell is not walked whole.
  const characters = [...text.slice(0, SHOWN * 2)];
  const cut = characters.length > SHOWN || text.length > SHOWN * 2;
  const head = (cut ? characters.slice(0, SHOWN) : characters).join('');
  return (
    head
      .replace(/\r\n|\r|\n/g, '⏎')
      .replace(/\0/g, '␀')
      .replace(/\t/g, '⇥') + (cut ? '…' : '')
  );
}
