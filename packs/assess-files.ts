// SPDX-License-Identifier: Apache-2.0
// What the tests of the packs need: a method file, units.csv and facts.csv of a pack, assessed.

import { readFileSync } from 'node:fs';
import {
  compileMethod,
  evaluate,
  FactsBuilder,
  type Fault,
  type Outcome,
  type ParsedMethod,
  parseMethod,
  readSource,
  setFact,
  type Table,
  type UnitResult,
  unitResults,
  unitsFrom,
} from '@beichen/method';
import { cell, parseTable } from './table.ts';

type Files = { readonly method: string; readonly units: string; readonly facts: string; readonly catalogue?: string };

/** The ids of a catalogue of measures. */
export function measureIds(path: string): ReadonlySet<string> {
  const source = accepted(readSource(path, readFileSync(path, 'utf8')));
  const { measures } = source.value as { measures: { id: string }[] };
  return new Set(measures.map((measure) => measure.id));
}

export function readMethod(path: string, catalogue?: string): ParsedMethod {
  const ids = catalogue === undefined ? undefined : measureIds(catalogue);
  return accepted(parseMethod(path, readFileSync(path, 'utf8'), ids));
}

export function assessFiles(files: Files): UnitResult[] {
  const { method } = readMethod(files.method, files.catalogue);
  const table = readTables(files.units, files.facts);
  return [...unitResults(accepted(evaluate(compileMethod(method), table)))];
}

function readTables(unitsPath: string, factsPath: string): Table {
  const [head = '', ...lines] = readFileSync(unitsPath, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const units = accepted(
    unitsFrom({
      file: unitsPath,
      header: head.split(','),
      rows: lines.map((line) => line.split(',').map((text) => (text === '' ? null : text))),
      lines: lines.map((_, at) => at + 2),
      placeOf: (row) => ({ line: row + 2 }),
    }),
  );
  const builder = new FactsBuilder(units);
  const numberOf = (text: string): number | null => (text === '' ? null : Number(text));
  for (const row of parseTable(readFileSync(factsPath, 'utf8'))) {
    const unit = units.index.get(cell(row, 'unit'));
    const column = builder.column(cell(row, 'measure'));
    if (unit === undefined || column === undefined) throw new Error(`unknown unit ${cell(row, 'unit')}`);
    if (!setFact(column, unit, { num: numberOf(cell(row, 'num')), den: numberOf(cell(row, 'den')) }))
      throw new Error('a fact stated twice');
  }
  return { units, facts: builder.facts };
}

function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.faults.map(faultText).join('\n'));
}

const faultText = ({ file, line, code, what }: Fault): string => `${file}:${line ?? ''} ${code} ${what.en}`;
