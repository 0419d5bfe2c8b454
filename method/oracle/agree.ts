// SPDX-License-Identifier: Apache-2.0
import { expect } from 'vitest';
import { compileMethod, digestOf, evaluate, parseMethod, unitResults } from '../index.ts';
import { tableOf } from '../testing/table-of.ts';
import { assess } from './oracle.ts';
import type { RandomCase } from './random-case.ts';

/** Holds the engine against the second reading on one case: every result, and the digest. */
export function expectAgreement({ method, units, facts }: RandomCase): void {
  const parsed = parseMethod('method.json', JSON.stringify(method));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const evaluated = evaluate(compileMethod(parsed.value.method), tableOf(units, facts));
  if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
  const expected = assess({ method, units, facts });
  expect([...unitResults(evaluated.value)]).toEqual(expected.results);
  expect(digestOf(evaluated.value)).toBe(expected.digest);
}
