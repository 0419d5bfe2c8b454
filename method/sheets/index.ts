// SPDX-License-Identifier: Apache-2.0
import { Faults, type Outcome } from '../fault.ts';
import type { Facts, Units } from '../table.ts';
import { readCsvFacts } from './csv-facts.ts';
import { readCsvTable } from './csv-table.ts';
import { readCsvUnits } from './csv-units.ts';
import { FactRows, type FactsExpected } from './fact-rows.ts';
import { kindOf } from './kind.ts';
import type { RawTable } from './raw-table.ts';
import { textBytes } from './text.ts';

// Readers of workbooks are imported only for a workbook: loading their library takes a tenth of what a start may take.

/** A sheet as it was handed in. `name` is what faults call it; `sheet` chooses one of a workbook. */
export type SheetSource = { readonly name: string; readonly bytes: Uint8Array; readonly sheet?: string };

export type { FactsExpected } from './fact-rows.ts';
export type { RawTable } from './raw-table.ts';

/** Reads a list of units (METHOD.md sections 2 and 8), from CSV or .xlsx; which of the two, its content tells. */
export async function readUnits(source: SheetSource): Promise<Outcome<Units>> {
  const faults = new Faults(source.name);
  const kind = kindOf(source.bytes, faults);
  if (kind === 'csv') {
    const bytes = await textBytes(source.bytes, faults);
    if (bytes !== undefined) return readCsvUnits(source.name, bytes, faults);
  }
  if (kind === 'xlsx') {
    const { readXlsxUnits } = await import('./xlsx-units.ts');
    return readXlsxUnits(source, faults);
  }
  return { ok: false, faults: faults.all() };
}

/** Reads facts about units, from CSV or .xlsx. */
export async function readFacts(source: SheetSource, units: Units, expected: FactsExpected): Promise<Outcome<Facts>> {
  const faults = new Faults(source.name);
  const into = new FactRows(units, expected, faults);
  const kind = kindOf(source.bytes, faults);
  if (kind === 'csv') {
    const bytes = await textBytes(source.bytes, faults);
    if (bytes !== undefined) readCsvFacts(bytes, { units, into }, faults);
  }
  if (kind === 'xlsx') {
    const { readXlsxFacts } = await import('./xlsx-facts.ts');
    readXlsxFacts(source, { units, into }, faults);
  }
  into.finish();
  return faults.outcome(() => into.facts);
}

/** Which sheets of a workbook are read, and what each row may come to. */
export type TablesWanted = { readonly sheets: readonly string[]; readonly most: number };

/**
 * Reads sheets that others give their meaning: the headings as they stand, each cell as its text. Of a workbook those that are named, or
 * its only one; a CSV file is one sheet, named after the file.
 */
export async function readTables(source: SheetSource, wanted: TablesWanted): Promise<Outcome<readonly RawTable[]>> {
  const faults = new Faults(source.name);
  const tables: RawTable[] = [];
  const kind = kindOf(source.bytes, faults);
  if (kind === 'csv') {
    const bytes = await textBytes(source.bytes, faults);
    if (bytes !== undefined) tables.push(...readCsvTable(source.name, bytes, { most: wanted.most, faults }));
  }
  if (kind === 'xlsx') {
    const { readXlsxTables } = await import('./xlsx-tables.ts');
    tables.push(...readXlsxTables(source.bytes, wanted, faults));
  }
  return faults.outcome(() => tables);
}
