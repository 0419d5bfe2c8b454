// SPDX-License-Identifier: Apache-2.0
import { compileMethod, type Evaluation, evaluate, type ParsedMethod, parseMethod } from '../index.ts';
import { type FactRow, tableOf, type UnitRow } from './table-of.ts';

/** Units of one kind without parents, for tests: their ids are their names. */
export const unitsNamed = (kind: string, ids: readonly string[]): UnitRow[] =>
  ids.map((id) => ({ id, name: id, kind, parent: null }));

/** Facts by unit and measure: a number, or [num, den]. */
export function factsOf(table: Record<string, Record<string, number | readonly [number, number]>>): FactRow[] {
  return Object.entries(table).flatMap(([unit, measures]) =>
    Object.entries(measures).map(([measure, fact]) =>
      typeof fact === 'number'
        ? { unit, measure, num: fact, den: null }
        : { unit, measure, num: fact[0], den: fact[1] },
    ),
  );
}

/** A method text that must be sound. */
export function parsedMethod(text: string): ParsedMethod {
  const parsed = parseMethod('method.yaml', text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.value;
}

/** The evaluation of a method text over rows that must be sound. */
export function evaluatedText(text: string, units: readonly UnitRow[], facts: readonly FactRow[]): Evaluation {
  const result = evaluate(compileMethod(parsedMethod(text).method), tableOf(units, facts));
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}

/** The seat of a unit. */
export const seatOf = ({ seats, table }: Evaluation, id: string): number =>
  seats.seatOf[table.units.index.get(id) as number] as number;
