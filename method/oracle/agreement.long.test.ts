// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileMethod, digestOf, evaluate, parseMethod, unitResults } from '../index.ts';
import { tableOf } from '../testing/table-of.ts';
import { assess } from './oracle.ts';
import { randomCase } from './random-case.ts';

// The same question as in the short test, asked of twenty thousand cases: for what is rare.
test('the engine gives what a second reading of the page gives, over twenty thousand cases', () => {
  for (let seed = 1; seed <= 20; seed += 1)
    for (const { method, units, facts } of fc.sample(randomCase(), { numRuns: 1000, seed })) {
      const parsed = parseMethod('method.json', JSON.stringify(method));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      const evaluated = evaluate(compileMethod(parsed.value.method), tableOf(units, facts));
      if (!evaluated.ok) throw new Error(JSON.stringify(evaluated.faults));
      const expected = assess({ method, units, facts });
      expect([...unitResults(evaluated.value)]).toEqual(expected.results);
      expect(digestOf(evaluated.value)).toBe(expected.digest);
    }
});
