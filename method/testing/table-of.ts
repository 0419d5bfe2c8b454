// SPDX-License-Identifier: Apache-2.0
import { FactsBuilder, setFact, type Table } from '../table.ts';
import { unitsFrom } from '../units.ts';

export type UnitRow = Record<string, string | null>;
export type FactRow = { unit: string; measure: string; num: number | null; den: number | null };

/** A table from rows, for tests: throws on rows that cannot be used. */
export function tableOf(rows: readonly UnitRow[], facts: readonly FactRow[]): Table {
  const header = [...new Set(['id', 'name', 'kind', 'parent', ...rows.flatMap((row) => Object.keys(row))])];
  const read = unitsFrom({
    file: 'units.csv',
    header,
    rows: rows.map((row) => header.map((heading) => row[heading] ?? null)),
    lines: rows.map((_, index) => index + 2),
    placeOf: (row) => ({ line: row + 2 }),
  });
  if (!read.ok) throw new Error(read.faults.map(({ what }) => what.en).join('; '));
  const builder = new FactsBuilder(read.value);
  for (const { unit, measure, num, den } of facts) {
    const column = builder.column(measure);
    const index = read.value.index.get(unit);
    if (column === undefined || index === undefined || !setFact(column, index, { num, den }))
      throw new Error(`unusable fact ${unit} ${measure}`);
  }
  return { units: read.value, facts: builder.facts };
}
