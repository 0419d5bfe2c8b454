// SPDX-License-Identifier: Apache-2.0

export { type Catalogue, type Measure, readCatalogue } from './catalogue.ts';
export { type Comparison, compare, type UnitMove } from './compare.ts';
export { digestOf, type Hash } from './digest.ts';
export { type CompiledMethod, compileMethod } from './evaluate/compile.ts';
export { type Evaluation, evaluate, evaluateSeats } from './evaluate/evaluate.ts';
export { type Seats, takeSeats } from './evaluate/seats.ts';
export { explain, explainer } from './explain/explain.ts';
export { explanationLines } from './explain/explain-text.ts';
export { recomputeTotal } from './explain/recompute.ts';
export type { Explanation } from './explain/tree.ts';
export { type MeasureWords, noVocabulary, type Vocabulary } from './explain/vocabulary.ts';
export { whatIf } from './explain/what-if.ts';
export { type Fault, type Outcome, placeOf, type Words } from './fault.ts';
export type { Method } from './model.ts';
export { checkMethod, type ParsedMethod, parseMethod } from './parse.ts';
export { type UnitResult, unitResult, unitResults } from './results.ts';
export { readSource, type Source } from './source/read-source.ts';
export { placeWords, type Reach, type Steadiness, stability } from './stability.ts';
export { type FactColumn, type Facts, FactsBuilder, setFact, type Table, type Units, valueAt } from './table.ts';
export { type UnitRows, unitsFrom } from './units.ts';
