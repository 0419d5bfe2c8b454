// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileMethod, digestOf, evaluate, parseMethod, unitResults } from '../index.ts';
import { tableOf } from '../testing/table-of.ts';
import { assess } from './oracle.ts';
import { randomCase } from './random-case.ts';

// Catches any rule, order of sums, rounding, quota or tie that the engine reads otherwise than a plain second reading of the page.
test('the engine gives what a second reading of METHOD.md gives, digest included', () => {
  fc.assert(
    fc.property(randomCase(), ({ method, units, facts }) => {
      const parsed = parseMethod('method.json', JSON.stringify(method));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      const evaluated = evaluate(compileMethod(parsed.value.method), tableOf(units, facts));
      if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
      const expected = assess({ method, units, facts });
      expect([...unitResults(evaluated.value)]).toEqual(expected.results);
      expect(digestOf(evaluated.value)).toBe(expected.digest);
    }),
    { numRuns: 600 },
  );
}, 60_000);
