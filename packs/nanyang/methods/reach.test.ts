// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CompiledMethod,
  compileMethod,
  evaluate,
  FactsBuilder,
  parseMethod,
  setFact,
  type UnitResult,
  unitResult,
  unitsFrom,
} from '@beichen/method';
import { describe, expect, test } from 'vitest';

type Item = CompiledMethod['sections'][number]['items'][number];

/** The value of an item's measure that gives the most points, or the fewest, alone. */
function extreme({ rule, span }: Item, best: boolean): number {
  if (rule === undefined) return 0;
  const nobody = { stat: new Float64Array(2), n: 0 };
  const values = Float64Array.from(new Set([0, 1, ...rule.kind.bends(rule.data, { ...span, ...nobody })])).filter(
    (v) => v >= 0,
  );
  const points = new Float64Array(values.length);
  rule.kind.scorer(rule.data, span)({ values, points, count: values.length }, nobody);
  const wanted = best ? Math.max(...points) : Math.min(...points);
  return values[points.indexOf(wanted)] as number;
}

/** Units of one group: one that does everything as well as it goes, and enough that do it as badly for a tenth to be two. */
function bestAndWorst(name: string): UnitResult[] {
  const parsed = parseMethod(name, readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8'));
  if (!parsed.ok) throw new Error(`${name} has faults`);
  const compiled = compileMethod(parsed.value.method);
  const { subject, peers } = parsed.value.method;
  const header = ['id', 'name', 'kind', 'parent', (peers ?? 'all').replace('attribute:', '')];
  const ids = ['best', ...Array.from({ length: 19 }, (_, at) => `worst-${at}`)];
  const rows = [['group', '组', peers ?? 'all', null, 'x'], ...ids.map((id) => [id, id, subject, 'group', 'x'])];
  const units = unitsFrom({
    file: 'units',
    header,
    rows,
    lines: rows.map((_, row) => row + 2),
    placeOf: (row) => ({ line: row + 2 }),
  });
  if (!units.ok) throw new Error('the units have faults');
  const builder = new FactsBuilder(units.value);
  const give = (id: string, measure: string, value: number): void => {
    const column = builder.column(measure);
    // Ratios of 1,000 cases: so many that the small-number rule hardly moves them.
    const ratio = compiled.ratios.has(measure) || measure === compiled.minimum?.measure;
    const fact = ratio ? { num: value * 1000, den: 1000 } : { num: value, den: null };
    if (column !== undefined) setFact(column, units.value.index.get(id) as number, fact);
  };
  for (const item of compiled.sections.flatMap(({ items }) => items)) {
    if (item.item.measure !== undefined)
      for (const id of ids) give(id, item.item.measure, extreme(item, id === 'best'));
    for (const { measure } of item.less) {
      for (const id of ids) give(id, measure, id === 'best' ? 0 : 100);
    }
  }
  for (const { veto } of compiled.vetoes) give('best', veto.measure, 0);
  for (const { each, measure } of parsed.value.method.adjustments ?? []) give('best', measure, each > 0 ? 100 : 0);
  // So that both may be ranked.
  if (compiled.minimum !== undefined) for (const id of ids) give(id, compiled.minimum.measure, 1);
  const result = evaluate(compiled, { units: units.value, facts: builder.facts });
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  const { seats, table } = result.value;
  return ['best', 'worst-0'].map((id) =>
    unitResult(result.value, seats.seatOf[table.units.index.get(id) as number] as number),
  );
}

// Catches a star that nobody can win, one that everybody has, and a grade out of everybody's reach.
describe.each([
  ['community-stars', 5],
  ['office-stars', 5],
  ['village-stars', 5],
])('%s', (name, stars) => {
  test('who does everything well wins every star and the best grade, who does nothing well wins none', () => {
    const [best, worst] = bestAndWorst(name);
    expect(best).toMatchObject({ stars, why_not_better: [], rank: 1 });
    expect(Object.values(best?.sections ?? {}).every(({ won }) => won === true)).toBe(true);
    expect(worst?.stars).toBe(0);
    expect(worst?.grade).not.toBe(best?.grade);
  });
});

test('property-credit: the best firm has the best grade, the worst does not', () => {
  const [best, worst] = bestAndWorst('property-credit');
  expect(best?.why_not_better).toEqual([]);
  expect(worst?.grade).not.toBe(best?.grade);
});
