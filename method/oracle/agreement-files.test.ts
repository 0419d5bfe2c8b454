// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileMethod, digestOf, evaluate, parseMethod } from '../index.ts';
import { readFacts, readUnits } from '../sheets/index.ts';
import { assess } from './oracle.ts';
import { randomCase } from './random-case.ts';
import { factsCsv, toYaml, unitsCsv } from './writers.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

// Catches a number, an id or a cell that changes on its way through the files: the digest covers every one of them.
test('through YAML and CSV the digest is that of the second reading', async () => {
  await fc.assert(
    fc.asyncProperty(randomCase(), async ({ method, units, facts }) => {
      const parsed = parseMethod('method.yaml', toYaml(method));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      const compiled = compileMethod(parsed.value.method);
      const read = await readUnits({ name: 'units.csv', bytes: bytesOf(unitsCsv(units)) });
      if (!read.ok) throw new Error(JSON.stringify(read.faults));
      const expected = { subject: compiled.method.subject, ratios: compiled.ratios };
      const told = await readFacts({ name: 'facts.csv', bytes: bytesOf(factsCsv(facts)) }, read.value, expected);
      if (!told.ok) throw new Error(JSON.stringify(told.faults));
      const result = evaluate(compiled, { units: read.value, facts: told.value });
      if (!result.ok) throw new Error(JSON.stringify(result.faults));
      expect(digestOf(result.value)).toBe(assess({ method, units, facts }).digest);
    }),
    { numRuns: 200 },
  );
});
