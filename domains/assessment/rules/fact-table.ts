// SPDX-License-Identifier: Apache-2.0
import type { Figure, MeasureDeclaration } from '@beichen/kernel/measures.ts';
import { combined } from '@beichen/kernel/measures.ts';
import { idsOf } from '@beichen/kernel/paths.ts';
import { FactsBuilder, type Outcome, setFact, type Table, unitsFrom } from '@beichen/method';

/** A unit as it stood on the tree date. `place` is its path on that day, `parent` the code of the unit above. */
export type PlacedUnit = {
  readonly unit_id: number;
  readonly place: string;
  readonly parent_id: number | null;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly class: string | null;
  readonly zone: string | null;
  readonly pinyin: string;
};

/** A fact of a unit, as a method takes it. */
export type UnitFact = {
  readonly unit_id: number;
  readonly measure: string;
  readonly num: number | null;
  readonly den: number | null;
};

/** Columns of units.csv in an open data package, and of what a digest covers. */
export const UNIT_COLUMNS = ['id', 'name', 'kind', 'parent', 'class', 'zone'] as const;

export function unitCells(unit: PlacedUnit): (string | null)[] {
  return [unit.code, unit.name, unit.kind, unit.parent, unit.class, unit.zone];
}

/** Digits that facts.csv may carry (METHOD.md section 8): a fact is kept as it can be written, or a digest could not be recomputed. */
function factNumber(x: number): number {
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return x === 0 ? 0 : x;
  return Number(Number(x.toPrecision(15)).toFixed(9));
}

const written = (x: number | null): number | null => (x === null ? null : factNumber(x));

/** A fact with the numbers that a data package can carry: what is evaluated and what is kept are these. */
export function asWritten<Fact extends UnitFact>(fact: Fact): Fact {
  return { ...fact, num: written(fact.num), den: written(fact.den) };
}

/** Units and facts of one evaluation as the method engine takes them. Facts of units that are not there are passed over. */
export function tableOf(units: readonly PlacedUnit[], facts: readonly UnitFact[]): Outcome<Table> {
  const read = unitsFrom({
    file: 'units.csv',
    header: UNIT_COLUMNS,
    rows: units.map(unitCells),
    lines: units.map((_, at) => at + 2),
    placeOf: (row, column) => ({ line: row + 2, column: column + 1 }),
  });
  if (!read.ok) return read;
  const codes = new Map(units.map(({ unit_id, code }) => [unit_id, code]));
  const builder = new FactsBuilder(read.value);
  for (const { unit_id, measure, num, den } of facts) {
    const unit = read.value.index.get(codes.get(unit_id) ?? '');
    const column = unit === undefined ? undefined : builder.column(measure);
    if (unit !== undefined && column !== undefined) setFact(column, unit, { num: written(num), den: written(den) });
  }
  return { ok: true, value: { units: read.value, facts: builder.facts } };
}

/** A figure at the leaf that a record lies in, with the leaf's path on the tree date. */
export type LeafFigure = Figure & { readonly measure: string; readonly place: string };

/** The unit of a list that a place lies in, nearest first. */
export function unitAt(place: string, units: ReadonlySet<number>): number | undefined {
  return idsOf(place).findLast((id) => units.has(id));
}

/**
 * Facts of the assessed units from figures of leaves. Where nothing happened, a count is 0 and a ratio has nothing to be counted
 * out of, which a method takes as missing; a value is simply not there.
 */
export function factsFrom(
  figures: readonly LeafFigure[],
  declarations: readonly MeasureDeclaration[],
  subjects: readonly number[],
): UnitFact[] {
  const known = new Set(subjects);
  const adding = new Set(declarations.filter(({ combine }) => combine === 'sum').map(({ id }) => id));
  const gathered = new Map<string, Figure[]>();
  for (const figure of figures) {
    const unit = unitAt(figure.place, known);
    // What does not add up the tree is a fact of the unit that it was read at, and of no other.
    if (unit === undefined || (!adding.has(figure.measure) && idsOf(figure.place).at(-1) !== unit)) continue;
    const key = `${figure.measure} ${unit}`;
    const list = gathered.get(key);
    if (list === undefined) gathered.set(key, [figure]);
    else list.push(figure);
  }
  return declarations.flatMap(({ id, form }) =>
    subjects.flatMap((unit_id) => {
      const found = gathered.get(`${id} ${unit_id}`);
      if (found === undefined && form === 'value') return [];
      const { num, den } = combined(found ?? []);
      return [{ unit_id, measure: id, num, den: form === 'ratio' ? (den ?? 0) : den }];
    }),
  );
}
