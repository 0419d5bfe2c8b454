// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { assess } from './oracle.ts';
import { randomCase } from './random-case.ts';
import { faultsOf } from './validity.ts';
import { factsCsv, toYaml, unitsCsv } from './writers.ts';

const RUNS = { numRuns: 100 };
const PATIENCE = 60_000;

test('random methods are valid, and keep their meaning in YAML', { timeout: PATIENCE }, () => {
  fc.assert(
    fc.property(randomCase(), ({ method }) => {
      expect(faultsOf(method)).toEqual([]);
      expect(parse(toYaml(method), { version: '1.2' })).toEqual(method);
    }),
    RUNS,
  );
});

test('random units and facts are valid', { timeout: PATIENCE }, () => {
  fc.assert(
    fc.property(randomCase(), ({ method, units, facts }) => {
      const byId = new Map(units.map((row) => [row['id'], row]));
      expect(byId.size).toBe(units.length);
      expect(new Set(facts.map(({ unit, measure }) => `${measure} ${unit}`)).size).toBe(facts.length);
      const shrunk = new Set(
        method.sections.flatMap(({ items }) =>
          items.filter(({ shrink }) => shrink !== undefined).map(({ measure }) => measure),
        ),
      );
      for (const { unit, measure, num, den } of facts) {
        const kind = byId.get(unit)?.['kind'];
        expect(kind).toBeDefined();
        expect(den === null || (den >= 0 && num !== null)).toBe(true);
        expect(kind === method.subject && shrunk.has(measure) && num !== null && den === null).toBe(false);
      }
      expect(unitsCsv(units).startsWith('id,name,kind,parent,')).toBe(true);
      expect(factsCsv(facts)).not.toMatch(/NaN|e-/);
    }),
    RUNS,
  );
});

test('the result does not depend on the order of the rows, and has the shape of the page', {
  timeout: PATIENCE,
}, () => {
  fc.assert(
    fc.property(randomCase(), ({ method, units, facts }) => {
      const result = assess({ method, units, facts });
      expect(assess({ method, units: units.toReversed(), facts: facts.toReversed() })).toEqual(result);
      expect(JSON.stringify(result)).not.toMatch(/NaN|Infinity|undefined/);
      expect(JSON.parse(JSON.stringify(result))).toEqual(result); // no -0
      for (const { sections, stars, total } of result.results) {
        expect(Object.values(sections).filter(({ won }) => won === true)).toHaveLength(stars);
        expect(total).toBeGreaterThanOrEqual(0);
      }
    }),
    RUNS,
  );
});

test('numbers in cells are in the form of the page', () => {
  const facts = [-0.5, 5e-10, 100, 2.00000000000001].map((num) => ({ unit: 'a "b", c', measure: 'm', num, den: null }));
  const cell = '"a ""b"", c",m';
  expect(factsCsv(facts)).toBe(
    `unit,measure,num,den\r\n${cell},-0.5,\r\n${cell},0.0000000005,\r\n${cell},100,\r\n${cell},2.00000000000001,\r\n`,
  );
  expect(() => factsCsv([{ unit: 'a', measure: 'm', num: 0.1 + 0.2, den: null }])).toThrow('cannot be written');
});
