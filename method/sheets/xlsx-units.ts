// SPDX-License-Identifier: Apache-2.0
import type { Faults, Outcome } from '../fault.ts';
import type { Units } from '../table.ts';
import { UNIT_HEADINGS, unitsFrom } from '../units.ts';
import { MOST_UNIT_CELLS, MOST_UNITS } from './limits.ts';
import { isScientific, refuseManyUnits, refuseScientific } from './unit-cells.ts';
import { textCell } from './xlsx-cells.ts';
import { openSheet } from './xlsx-sheet.ts';

type Source = { readonly name: string; readonly bytes: Uint8Array; readonly sheet?: string };

/** Reads the sheet of a workbook that stands for a units.csv. */
export function readXlsxUnits(source: Source, faults: Faults): Outcome<Units> {
  const purpose = { sheet: source.sheet, names: ['units', '单位'], wanted: { names: UNIT_HEADINGS, open: true } };
  const sheet = openSheet(source.bytes, purpose, faults);
  if (sheet === undefined) return { ok: false, faults: faults.all() };
  const { names, columns, placeOf } = sheet;
  const sound = UNIT_HEADINGS.every((heading) => columns.has(heading));
  const ids = ['id', 'parent'].map((heading) => ({ heading, column: columns.get(heading) ?? -1 }));
  const read: (string | null)[][] = [];
  const lines: number[] = [];
  let partial = sheet.merged;
  for (const { row, cells } of sheet.rows) {
    if (read.length >= MOST_UNITS || read.length * names.length >= MOST_UNIT_CELLS) {
      refuseManyUnits(placeOf(row, 0), read.length, faults);
      break;
    }
    const texts: (string | null)[] = [];
    names.forEach((heading, column) => {
      const text = textCell(cells[column], { heading, place: () => placeOf(row, column), faults });
      if (text !== undefined) texts.push(text);
    });
    // With a cell refused, the row cannot be judged as a unit.
    if (texts.length < names.length) {
      partial = true;
      continue;
    }
    for (const { heading, column } of ids)
      if (isScientific(texts[column]))
        refuseScientific(heading, texts[column] as string, { at: () => placeOf(row, column), faults });
    read.push(texts);
    lines.push(row);
  }
  if (!sound) return { ok: false, faults: faults.all() };
  const rowPlace = (row: number, column: number) => placeOf(lines[row] as number, column);
  return unitsFrom({ file: source.name, header: names, rows: read, lines, placeOf: rowPlace, partial }, faults);
}
