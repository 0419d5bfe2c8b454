// SPDX-License-Identifier: Apache-2.0
import { checkAmounts } from './check/amounts.ts';
import { Draft } from './check/draft.ts';
import { checkMeasures, checkReferences } from './check/references.ts';
import { shapeFaults } from './check/shape-faults.ts';
import { checkSubject } from './check/subject.ts';
import { Faults, type Outcome } from './fault.ts';
import { type Method, method } from './model.ts';
import { readSource, type Source } from './source/read-source.ts';

/** A method file that may be evaluated: what stands in it, nothing filled in. */
export type ParsedMethod = { readonly method: Method; readonly source: Source };

/**
 * Reads and checks a method file (METHOD.md section 1): the method, or every fault of it in one go.
 * Where a catalogue is given, a measure outside it is a fault too.
 */
export function parseMethod(file: string, text: string, catalogue?: ReadonlySet<string>): Outcome<ParsedMethod> {
  const read = readSource(file, text);
  return read.ok ? checkMethod(file, read.value, catalogue) : read;
}

/** Checks a file that has been read, or a draft that is being edited. */
export function checkMethod(file: string, source: Source, catalogue?: ReadonlySet<string>): Outcome<ParsedMethod> {
  const faults = new Faults(file);
  const parsed = method.safeParse(source.value, { jitless: true });
  const draft = new Draft(source, faults, parsed.success ? [] : shapeFaults(parsed.error.issues, source.value));
  checkSubject(draft);
  checkReferences(draft);
  checkAmounts(draft);
  checkMeasures(draft, catalogue);
  return faults.outcome(() => ({ method: source.value as Method, source }));
}
