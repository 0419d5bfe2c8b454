// SPDX-License-Identifier: Apache-2.0
export { type Fault, type Outcome, type Words, placeOf } from './fault.ts';
export { type Method } from './model.ts';
export { type ParsedMethod, checkMethod, parseMethod } from './parse.ts';
export { type Source, readSource } from './source/read-source.ts';
export { type FactColumn, type Facts, FactsBuilder, type Table, type Units, setFact, valueAt } from './table.ts';
export { type UnitRows, unitsFrom } from './units.ts';
export { type CompiledMethod, compileMethod } from './evaluate/compile.ts';
export { type Evaluation, evaluate, evaluateSeats } from './evaluate/evaluate.ts';
export { type Seats, takeSeats } from './evaluate/seats.ts';
export { type UnitResult, unitResult, unitResults } from './results.ts';
export { type Hash, digestOf } from './digest.ts';
export { type Explanation, explain } from './explain/explain.ts';
export { recomputeTotal } from './explain/recompute.ts';
