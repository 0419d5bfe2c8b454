// SPDX-License-Identifier: Apache-2.0
import type { WorkingTime } from '@beichen/kernel/working-time.ts';
import { type CompiledMethod, type Evaluation, evaluate, placeOf } from '@beichen/method';
import type { MeasureSource } from '@beichen/platform-server/readings/measure-source.ts';
import { type PlacedUnit, tableOf, type UnitFact } from '../../rules/fact-table.ts';
import { findResultMeasure } from '../../rules/result-measures.ts';
import type { AssessmentPack } from '../pack/read.ts';
import type { Editions } from '../queries/editions.ts';
import type { Memory } from './memory.ts';

/** What the worker's jobs need, whatever they evaluate. */
export type Assessing = {
  readonly editions: Editions;
  readonly pack: AssessmentPack;
  readonly measures: ReadonlyMap<string, MeasureSource>;
  readonly zone: string;
  /** How time passes for limits in working days. */
  readonly time: WorkingTime;
  /** What was made last, by edition and period. */
  readonly memories: Map<string, Memory>;
};

/** The measures of a method, parted by where their facts come from: sources that read records, results of other methods, or declarations. */
export function sourcesOf(measures: readonly string[], known: ReadonlyMap<string, MeasureSource>) {
  const sources = measures.flatMap((measure) => known.get(measure) ?? []);
  const others = measures.filter((measure) => !known.has(measure));
  const [results, declared] = [true, false].map((isResult) =>
    others.filter((measure) => (findResultMeasure(measure) !== undefined) === isResult),
  ) as [string[], string[]];
  return { sources, results, declared };
}

/** Ids of the units that a method assesses. */
export function subjectsOf({ method }: CompiledMethod, units: readonly PlacedUnit[]): number[] {
  return units.filter(({ kind }) => kind === method.subject).map(({ unit_id }) => unit_id);
}

/** Evaluates, or says which unit could not be placed beside peers. */
export function evaluated(
  compiled: CompiledMethod,
  units: readonly PlacedUnit[],
  facts: readonly UnitFact[],
): Evaluation {
  const table = tableOf(units, facts);
  const outcome = table.ok ? evaluate(compiled, table.value) : table;
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.faults.map((fault) => `${placeOf(fault)} ${fault.what.en}`).join('\n'));
}
