// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compileMethod,
  digestOf,
  type Evaluation,
  evaluate,
  explain,
  type Method,
  parseMethod,
  recomputeTotal,
  type Table,
} from './index.ts';
import { type RandomCase, randomCase } from './oracle/random-case.ts';
import { atLeast } from './rounding.ts';
import { NO_PEERS } from './rules/rule-kind.ts';
import { boundRule, type Rule } from './rules/rule-kinds.ts';
import { tableOf } from './testing/table-of.ts';

const RUNS = { numRuns: 250 };

function evaluated(method: unknown, table: Table): Evaluation {
  const parsed = parseMethod('m.json', JSON.stringify(method));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const result = evaluate(compileMethod(parsed.value.method), table);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.value;
}

const ofCase = ({ method, units, facts }: RandomCase): Evaluation => evaluated(method, tableOf(units, facts));

const seatsOf = ({ seats }: Pick<Evaluation, 'seats'>): number[] => Array.from(seats.who, (_, seat) => seat);

/** The same value with the keys of its objects in another order. */
function keysTurned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysTurned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, child]) => [key, keysTurned(child)]),
  );
}

// Catches sums in the order of rows, results by position, and a digest of the text rather than of its meaning.
test('the order of units, of facts and of keys does not matter', () => {
  fc.assert(
    fc.property(randomCase(), (world) => {
      const turned = evaluated(keysTurned(world.method), tableOf(world.units.toReversed(), world.facts.toReversed()));
      expect(digestOf(turned)).toBe(digestOf(ofCase(world)));
    }),
    RUNS,
  );
});

// Catches a reason tree that leaves out, or tells otherwise, anything that moved a total.
test('recomputing an explanation from its leaves gives the total', () => {
  fc.assert(
    fc.property(randomCase(), (world) => {
      const evaluation = ofCase(world);
      for (const seat of seatsOf(evaluation)) {
        const explanation = explain(evaluation, seat);
        expect(recomputeTotal(explanation, evaluation.compiled.method.decimals ?? 2)).toBe(evaluation.total[seat]);
      }
    }),
    RUNS,
  );
});

// Catches a counterfactual that was worked out apart from the engine: each is put into the facts and everything evaluated.
test('the value that would close a gap closes it', () => {
  let proved = 0;
  fc.assert(
    fc.property(randomCase(), (world) => {
      const evaluation = ofCase(world);
      for (const seat of seatsOf(evaluation)) {
        const { unit, sections } = explain(evaluation, seat);
        for (const { id, win, closers } of sections)
          for (const { measure, value, records } of closers) {
            const known = world.facts.find((fact) => fact.unit === unit.id && fact.measure === measure);
            const usable = known !== undefined && known.num !== null && known.den !== 0;
            const den = usable ? known.den : null;
            const points = (num: number): number => {
              const facts = [...world.facts.filter((fact) => fact !== known), { unit: unit.id, measure, num, den }];
              const changed = evaluated(world.method, tableOf(world.units, facts));
              const section = changed.compiled.sections.findIndex((candidate) => candidate.section.id === id);
              return changed.sections[section]?.points[
                changed.seats.seatOf[changed.table.units.index.get(unit.id) as number] as number
              ] as number;
            };
            const num = records === null ? (den === null ? value : value * den) : records.num;
            expect(atLeast(points(num), win as number)).toBe(true);
            proved += 1;
          }
      }
    }),
    { numRuns: 180 },
  );
  expect(proved).toBeGreaterThan(100);
});

// Catches places counted twice, ties let in at the wrong end, and a grade above its number of places.
test('a quota is never exceeded, but by ties where they are let in', () => {
  fc.assert(
    fc.property(randomCase(), (world) => {
      const { compiled, seats, grading } = ofCase(world);
      compiled.grades.forEach(({ quota }, grade) => {
        if (quota === undefined || quota.ties === 'all') return;
        const groups =
          quota.within === 'all'
            ? [seatsOf({ seats })]
            : Array.from({ length: seats.starts.length - 1 }, (_, group) =>
                seatsOf({ seats }).filter((seat) => seats.groupOf[seat] === group),
              );
        for (const group of groups) {
          const n =
            quota.of < 0
              ? group.length
              : group.filter(
                  (seat) => grading.meets[quota.of]?.[seat] === 1 && quota.of >= (grading.barred[seat] as number),
                ).length;
          const places =
            quota.share === undefined ? quota.count : Math.max(quota.least, Math.floor(quota.share * n + 1e-9));
          expect(group.filter((seat) => grading.grade[seat] === grade).length).toBeLessThanOrEqual(places);
        }
      });
    }),
    RUNS,
  );
});

const value = fc.integer({ min: -400, max: 2000 }).map((n) => n / 100);
/** Rules of which more can only be better (or, turned round, worse). */
const monotone = fc.oneof<fc.Arbitrary<{ rule: Rule; rises: boolean }>[]>(
  fc
    .tuple(value, value)
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ rule: { linear: [a, b] }, rises: a < b })),
  fc
    .record({
      target: value,
      unit: fc.constantFrom(0.01, 1, 3),
      lose: fc.constantFrom(0.5, 1, 7),
      whole: fc.constantFrom('up' as const, 'down' as const, undefined),
    })
    .map((short) => ({ rule: { short }, rises: true })),
  fc
    .record({
      limit: value,
      unit: fc.constantFrom(0.01, 1, 3),
      lose: fc.constantFrom(0.5, 1, 7),
      whole: fc.constantFrom('up' as const, 'down' as const, undefined),
    })
    .map((over) => ({ rule: { over }, rises: false })),
  fc.constantFrom(0.1, 1, 2.5).map((each) => ({ rule: { each }, rises: true })),
  fc.constant({ rule: { points: true as const }, rises: true }),
  value.map((bound) => ({ rule: { holds: { at_least: bound } }, rises: true })),
  value.map((bound) => ({ rule: { holds: { under: bound } }, rises: false })),
);

// Catches a sign, an end or a rounding that makes a better value worth less.
test('monotone rules are monotone', () => {
  fc.assert(
    fc.property(monotone, fc.array(value, { minLength: 2, maxLength: 30 }), ({ rule, rises }, values) => {
      const { kind, data } = boundRule(rule);
      const sorted = Float64Array.from(values).sort();
      const points = new Float64Array(sorted.length);
      kind.scorer(data, { full: 10, floor: -3 })({ values: sorted, points, count: sorted.length }, NO_PEERS);
      for (let at = 1; at < points.length; at += 1) {
        const step = (points[at] as number) - (points[at - 1] as number);
        expect(rises ? step : -step).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 2000 },
  );
});

// Catches a unit without peers that is scored all the same.
test('a unit without a peer group is a fault with its line', () => {
  const method: Method = {
    method: 'm',
    edition: '1',
    subject: 'club',
    peers: 'county',
    sections: [{ id: 's', items: [{ id: 'i', full: 1, measure: 'x', rule: { each: 1 } }] }],
  };
  const table = tableOf(
    [
      { id: 'c', name: 'C', kind: 'county', parent: null },
      { id: 'a', name: 'A', kind: 'club', parent: 'c' },
      { id: 'b', name: 'B', kind: 'club', parent: null },
    ],
    [],
  );
  const result = evaluate(compileMethod(method), table);
  expect(result.ok ? [] : result.faults.map(({ line, code }) => [line, code])).toEqual([[4, 'no-peer-group']]);
});
