// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });

export const sheetFault = z.object({
  sheet: z.string().describe('工作表'),
  row: z.int().nullable().describe('行，从1起'),
  column: z.string().nullable().describe('列的表头'),
  value: z.string().describe('单元格里写的'),
  what: words,
  mend: words,
});

/** What is wrong with a cell of a file that was handed in, or deserves a second look. */
export type SheetFault = z.infer<typeof sheetFault>;

/** Bytes of a file, and faults that are listed. */
export const MOST_SHEET_FILE = 10_000_000;
export const MOST_SHEET_FAULTS = 2_000;

/** What is wrong with the writing of a file, told like what is wrong with its content. */
export function faultOfFile(fault: {
  readonly cell?: string;
  readonly line?: number;
  readonly what: SheetFault['what'];
  readonly mend: SheetFault['mend'];
}): SheetFault {
  const { cell, line, what, mend } = fault;
  const [sheet = '', place] = cell?.split('!') ?? [];
  const column = place?.replace(/\d+.*$/, '') ?? null;
  return { sheet: place === undefined ? '' : sheet, row: line ?? null, column, value: '', what, mend };
}

/**
 * Faults in the order in which a reader meets them, no more than are listed: those of the whole file, then sheet by sheet as `sheets` has
 * them, row by row.
 */
export function faultsInOrder(faults: readonly SheetFault[], sheets: readonly string[] = []): SheetFault[] {
  const order = ['', ...sheets];
  const placeOf = ({ sheet }: SheetFault): number => (order.includes(sheet) ? order.indexOf(sheet) : order.length);
  return [...faults]
    .sort((a, b) => {
      if (a.sheet === b.sheet) return (a.row ?? 0) - (b.row ?? 0);
      return placeOf(a) - placeOf(b) || (a.sheet < b.sheet ? -1 : 1);
    })
    .slice(0, MOST_SHEET_FAULTS);
}
