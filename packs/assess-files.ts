// SPDX-License-Identifier: Apache-2.0
// What the tests of the packs need: a method file, units.csv and facts.csv of a pack, assessed.

import { readFileSync } from 'node:fs';
import {
  compileMethod,
  evaluate,
  type Fault,
  type Outcome,
  type ParsedMethod,
  parseMethod,
  readSource,
  type UnitResult,
  unitResults,
} from '@beichen/method';
import { readFacts, readUnits } from '@beichen/method/sheets';

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

export async function assessFiles(files: Files): Promise<UnitResult[]> {
  const compiled = compileMethod(readMethod(files.method, files.catalogue).method);
  const units = accepted(await readUnits({ name: files.units, bytes: readFileSync(files.units) }));
  const expected = { subject: compiled.method.subject, ratios: compiled.ratios };
  const facts = accepted(await readFacts({ name: files.facts, bytes: readFileSync(files.facts) }, units, expected));
  return [...unitResults(accepted(evaluate(compiled, { units, facts })))];
}

function accepted<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(outcome.faults.map(faultText).join('\n'));
}

const faultText = ({ file, line, code, what }: Fault): string => `${file}:${line ?? ''} ${code} ${what.en}`;
