// SPDX-License-Identifier: Apache-2.0
import type { Faults } from '../fault.ts';
import { hasWidth, readHeader } from './csv-headings.ts';
import { CsvRows } from './csv-rows.ts';
import { type RawRow, type RawTable, refuseManyRows } from './raw-table.ts';

/** Reads a CSV file, whose bytes are UTF-8, as one sheet; nothing where no row can be understood. */
export function readCsvTable(
  name: string,
  bytes: Uint8Array,
  { most, faults }: { readonly most: number; readonly faults: Faults },
): RawTable[] {
  const rows = new CsvRows(bytes, faults);
  const header = readHeader(rows, { names: [], open: true }, faults);
  if (header === undefined) return [];
  const width = header.names.length;
  const read: RawRow[] = [];
  while (rows.next()) {
    if (rows.broken || !hasWidth(rows, width, faults)) continue;
    if (read.length >= most) {
      refuseManyRows(rows.placeOf(0), most, faults);
      break;
    }
    const cells: (string | null)[] = [];
    for (let cell = 0; cell < width; cell += 1) cells.push(rows.isEmpty(cell) ? null : rows.text(cell));
    if (cells.some((cell) => cell !== null)) read.push({ line: rows.line, cells });
  }
  return [{ sheet: name.replace(/\.[^.]*$/, ''), headings: header.names, rows: read }];
}
