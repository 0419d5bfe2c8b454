// SPDX-License-Identifier: Apache-2.0
import type { Faults, Outcome } from '../fault.ts';
import type { Units } from '../table.ts';
import { UNIT_HEADINGS, unitsFrom } from '../units.ts';
import { hasWidth, readHeader } from './csv-headings.ts';
import { CsvRows } from './csv-rows.ts';
import { MOST_UNIT_CELLS, MOST_UNITS } from './limits.ts';
import type { Place } from './place.ts';
import { isScientific, refuseManyUnits, refuseScientific } from './unit-cells.ts';

/** Reads a units.csv, whose bytes are UTF-8. */
export function readCsvUnits(file: string, bytes: Uint8Array, faults: Faults): Outcome<Units> {
  const rows = new CsvRows(bytes, faults);
  const header = readHeader(rows, { names: UNIT_HEADINGS, open: true }, faults);
  if (header === undefined) return { ok: false, faults: faults.all() };
  const sound = faults.none;
  const width = header.names.length;
  const read: (string | null)[][] = [];
  const lines: number[] = [];
  const starts: number[] = [];
  let partial = false;
  while (rows.next()) {
    if (rows.broken || !hasWidth(rows, width, faults)) {
      partial = true;
      continue;
    }
    if (read.length >= MOST_UNITS || read.length * width >= MOST_UNIT_CELLS) {
      refuseManyUnits(rows.placeOf(0), read.length, faults);
      break;
    }
    const cells: (string | null)[] = [];
    for (let cell = 0; cell < width; cell += 1) cells.push(rows.isEmpty(cell) ? null : rows.text(cell));
    for (const heading of ['id', 'parent']) {
      const column = header.columns.get(heading) ?? -1;
      if (isScientific(cells[column]))
        refuseScientific(heading, cells[column] as string, { at: () => rows.placeOf(column), faults });
    }
    read.push(cells);
    lines.push(rows.line);
    starts.push(rows.rowStart);
  }
  // Without sound headings no row can be judged as a unit.
  if (!sound) return { ok: false, faults: faults.all() };
  const placeOf = (row: number, column: number): Place => {
    rows.seek(starts[row] as number, lines[row] as number);
    return rows.placeOf(column);
  };
  return unitsFrom({ file, header: header.names, rows: read, lines, placeOf, partial }, faults);
}
