// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { evaluatedText, factsOf, seatOf, unitsNamed } from '../testing/evaluated.ts';
import { explain } from './explain.ts';
import { type Figure, whatIf } from './what-if.ts';

const sheet = (more = ''): string => `
method: m
edition: "1"
subject: community
sections:
  - id: safe
    title: { zh: 平安法治星, en: Safe }
    star: true
    win: 8
    items:
      - { id: on-time, full: 10, measure: cases.on_time, rule: { short: { target: 0.95, unit: 0.01, lose: 1 } } }
      - { id: order, full: 2, less: [{ measure: checks.late, each: 0.5 }] }
      - { id: best, full: 4, measure: visits.done, rule: { best: highest } }
      - { id: held, full: 3, measure: talks.held, rule: { each: 1 } }
${more}`;

const FACTS = {
  a: { 'cases.on_time': [33, 40], 'checks.late': 3, 'visits.done': 5 },
  b: { 'cases.on_time': [60, 60], 'checks.late': 0, 'visits.done': 10, 'talks.held': 1 },
} as const;

function told(figure: Omit<Figure, 'section'>, more?: string) {
  const evaluation = evaluatedText(sheet(more), unitsNamed('community', ['a', 'b']), factsOf(FACTS));
  return whatIf(explain(evaluation, seatOf(evaluation, 'a')), evaluation.compiled, { section: 'safe', ...figure });
}

/** The same, by evaluating with the other figure. */
function evaluated(measure: string, fact: readonly [number, number] | number): number | undefined {
  const facts = factsOf({ ...FACTS, a: { ...FACTS.a, [measure]: fact } });
  const evaluation = evaluatedText(sheet(), unitsNamed('community', ['a', 'b']), facts);
  return explain(evaluation, seatOf(evaluation, 'a')).sections[0]?.points;
}

// Of a: on time 33/40 gives 0, order 2 − 3 · 0.5 = 0.5, visits 5 of the best 10 give 2, talks are missing. 37/40 = 0.925 is 2.5 steps short: 7.5.
test('another figure gives what evaluating with it gives, from the reasons alone', () => {
  expect(told({ measure: 'cases.on_time', num: 37, den: 40 })).toEqual({
    items: { 'on-time': 7.5 },
    points: 10,
    enough: null,
  });
  expect(evaluated('cases.on_time', [37, 40])).toBe(10);
  // One late check: 2 − 0.5.
  expect(told({ measure: 'checks.late', num: 1, den: null })).toEqual({
    items: { order: 1.5 },
    points: 3.5,
    enough: null,
  });
  expect(evaluated('checks.late', 1)).toBe(3.5);
});

// With small numbers the rule sees (num + 20 · N/D) / (den + 20): of a with 37/40 and b with 60/60 N/D is 97/100, so (37 + 19.4) / 60 = 0.94, one step short of 0.95.
test('with the figures of all peers, what looks at them is told too', () => {
  const shrunk = (text: string) => text.replace('cases.on_time, rule', 'cases.on_time, shrink: 20, rule');
  const of = (text: string, facts: Parameters<typeof factsOf>[0]) => {
    const evaluation = evaluatedText(text, unitsNamed('community', ['a', 'b']), factsOf(facts));
    return { evaluation, explanation: explain(evaluation, seatOf(evaluation, 'a')) };
  };
  const { evaluation, explanation } = of(shrunk(sheet()), FACTS);
  const figure = { section: 'safe', measure: 'cases.on_time', num: 37, den: 40 };
  expect(whatIf(explanation, evaluation.compiled, figure)).toBeUndefined();
  const told = whatIf(explanation, evaluation.compiled, { ...figure, peers: [{ num: 60, den: 60 }] });
  expect(told?.items).toEqual({ 'on-time': 9 });
  const after = of(shrunk(sheet()), { ...FACTS, a: { ...FACTS.a, 'cases.on_time': [37, 40] } }).explanation;
  expect(told?.points).toBe(after.sections[0]?.points);
});

test('is not told where peers, a veto or a plus hang on it, nor where nothing can be counted', () => {
  expect(told({ measure: 'visits.done', num: 9, den: null })).toBeUndefined();
  expect(told({ measure: 'talks.held', num: 2, den: null })).toBeUndefined();
  expect(told({ measure: 'cases.on_time', num: 0, den: 0 })).toBeUndefined();
  const plus = 'adjustments: [{ id: p, section: safe, measure: checks.late, each: 1, cap: 3 }]\n';
  expect(told({ measure: 'checks.late', num: 1, den: null }, plus)).toBeUndefined();
  const veto = 'vetoes: [{ id: v, measure: checks.late, when: { over: 5 }, then: { lose: all } }]\n';
  expect(told({ measure: 'checks.late', num: 1, den: null }, veto)).toBeUndefined();
});
