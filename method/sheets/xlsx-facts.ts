// SPDX-License-Identifier: Apache-2.0
import type { Faults } from '../fault.ts';
import type { Units } from '../table.ts';
import { FACT_HEADINGS, type FactHeading, type FactPlaces, type FactRow, type FactRows } from './fact-rows.ts';
import { type CellAt, numberCell, textCell } from './xlsx-cells.ts';
import { openSheet } from './xlsx-sheet.ts';

type Source = { readonly bytes: Uint8Array; readonly sheet?: string };

/** Reads the sheet of a workbook that stands for a facts.csv into `into`. */
export function readXlsxFacts(source: Source, { units, into }: { units: Units; into: FactRows }, faults: Faults): void {
  const purpose = { sheet: source.sheet, names: ['facts', '数据'], wanted: { names: FACT_HEADINGS, open: false } };
  const sheet = openSheet(source.bytes, purpose, faults);
  if (sheet === undefined) return;
  const { columns, placeOf } = sheet;
  const columnOf = (heading: FactHeading): number => columns.get(heading) ?? -1;
  const both = columns.has('num') && columns.has('den');
  const fact: FactRow = { unit: -1, slot: undefined, num: Number.NaN, den: Number.NaN };
  for (const { row, cells } of sheet.rows) {
    const places: FactPlaces = { line: row, at: (heading) => placeOf(row, Math.max(0, columnOf(heading))) };
    const cellAt = (heading: FactHeading): CellAt => ({ heading, place: () => places.at(heading), faults });
    // Undefined for a cell that was refused, or has no column: nothing more is said about it.
    const text = (heading: FactHeading): string | undefined => {
      if (!columns.has(heading)) return undefined;
      const read = textCell(cells[columnOf(heading)], cellAt(heading));
      return read === null ? '' : read;
    };
    const unit = text('unit');
    const measure = text('measure');
    const num = numberCell(cells[columnOf('num')], cellAt('num'));
    const den = numberCell(cells[columnOf('den')], cellAt('den'));
    fact.unit = unit === undefined ? -1 : (units.index.get(unit) ?? -1);
    if (fact.unit < 0 && unit !== undefined) into.unknownUnit(unit, places);
    fact.slot = measure === undefined ? undefined : into.slot(measure, places);
    fact.num = both ? num : Number.NaN;
    fact.den = both ? den : Number.NaN;
    into.put(fact, places);
  }
}
