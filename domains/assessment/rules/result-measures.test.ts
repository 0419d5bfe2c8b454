// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { circleOf, faultOfName, findResultMeasure, periodsUsed, resultFacts } from './result-measures.ts';

const outcome = (period: string, total: number, more: object = {}) => ({
  evaluation: `of ${period}`,
  method: 'quarterly',
  period,
  unit_id: 7,
  total,
  stars: 2,
  points: { fruit: total / 2 },
  ...more,
});

describe('the name of a result', () => {
  test.each([
    ['assessment.community-stars.total', { method: 'community-stars', part: null, figure: 'total' }],
    ['assessment.m.q4.stars', { method: 'm', part: 'q4', figure: 'stars' }],
    ['assessment.m.09.section.strong-branch', { method: 'm', part: '09', figure: { section: 'strong-branch' } }],
  ])('%s', (name, told) => {
    expect(findResultMeasure(name)).toEqual(told);
  });

  test.each([
    'assessment.m.q5.total',
    'assessment.m.13.total',
    'assessment.m.grade',
    'assessment.total',
    'cases.m.total',
  ])('%s is none', (name) => {
    expect(findResultMeasure(name)).toBeUndefined();
  });
});

describe('facts from results', () => {
  const all = [outcome('2026-q1', 10), outcome('2026-q3', 20)];

  test('of a quarter that is named', () => {
    const [fact, ...more] = resultFacts(['assessment.quarterly.q3.total'], '2026', all);
    expect(fact).toEqual({
      unit_id: 7,
      measure: 'assessment.quarterly.q3.total',
      num: 20,
      den: null,
      evaluations: ['of 2026-q3'],
    });
    expect(more).toEqual([]);
  });

  test('of a quarter that has none: no fact, so it is missing', () => {
    expect(resultFacts(['assessment.quarterly.q2.total'], '2026', all)).toEqual([]);
  });

  test('of the whole year: the sum of its quarters over how many have a result', () => {
    // (10 + 20) / 2 and (5 + 10) / 2.
    const facts = resultFacts(['assessment.quarterly.total', 'assessment.quarterly.section.fruit'], '2026', all);
    expect(facts.map(({ num, den }) => [num, den])).toEqual([
      [30, 2],
      [15, 2],
    ]);
  });

  test('of the same period: the figure itself, and nothing of other quarters', () => {
    const facts = resultFacts(['assessment.quarterly.total'], '2026-q3', all);
    expect(facts.map(({ num, den }) => [num, den])).toEqual([[20, null]]);
    expect(resultFacts(['assessment.quarterly.total'], '2026-q2', all)).toEqual([]);
  });

  test('of a section that the edition of then had not: no fact', () => {
    expect(resultFacts(['assessment.quarterly.q1.section.care'], '2026', all)).toEqual([]);
  });
});

test('looks at the periods within, and at those that are named', () => {
  expect(periodsUsed('2026-q2', ['assessment.m.q1.total']).sort()).toEqual(
    ['2026-04', '2026-05', '2026-06', '2026-q1', '2026-q2'].sort(),
  );
});

describe('what is refused', () => {
  const methods = new Map([['quarterly', { period: 'quarter', sections: ['fruit'] }]]);

  test.each([
    ['assessment.quarterly.q1.section.fruit', undefined],
    ['assessment.quarterly.rank', 'is not how a result is named'],
    ['assessment.yearly.total', 'there is no method "yearly"'],
    ['assessment.quarterly.section.care', 'that method has no section "care"'],
    ['assessment.quarterly.h1.total', 'that method has no period "h1"'],
  ])('%s', (name, fault) => {
    expect(faultOfName(name, methods)?.en).toBe(fault);
  });

  test('results that rest on each other', () => {
    const uses = (...names: string[]) => names.map((name) => `assessment.${name}.total`);
    expect(
      circleOf(
        new Map([
          ['year', uses('quarter')],
          ['quarter', ['cases.closed']],
        ]),
      ),
    ).toBeUndefined();
    expect(
      circleOf(
        new Map([
          ['a', uses('b')],
          ['b', uses('c')],
          ['c', uses('b')],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
  });
});
