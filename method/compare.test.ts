// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import { evaluatedText, factsOf, unitsNamed } from './testing/evaluated.ts';

const sheet = (win: number, full: number): string => `
method: m
edition: "${win}-${full}"
subject: club
sections:
  - id: play
    star: true
    win: ${win}
    items:
      - { id: serve, title: { zh: 发球, en: Serve }, full: ${full}, measure: aces, rule: { linear: [0, 10] } }
      - { id: dues, full: 5, measure: dues, rule: { points: true } }
grades: [{ id: good, stars: 1 }]
ranking: { by: [total] }
`;

const units = unitsNamed('club', ['a', 'b', 'c']);
const facts = factsOf({ a: { aces: 10, dues: 0 }, b: { aces: 5, dues: 5 }, c: { aces: 0, dues: 3 } });

// Full 10 → 20 doubles what serve gives: a 10 → 20, b 5 + 5 = 10 → 15, c 3 → 3. Ranks: a and b tie first (10), c third; then a, b, c.
test('who moves, by what, because of which items', () => {
  const comparison = compare(evaluatedText(sheet(10, 10), units, facts), evaluatedText(sheet(16, 20), units, facts));
  expect(comparison.moves).toEqual([
    {
      unit: 'a',
      name: 'a',
      total: { before: 10, after: 20 },
      stars: { before: 1, after: 1 },
      won: [],
      lost: [],
      grade: { before: 'good', after: 'good' },
      rank: { before: 1, after: 1 },
      rankAll: { before: 1, after: 1 },
      because: [{ section: 'play', item: 'serve', title: { zh: '发球', en: 'Serve' }, before: 10, after: 20, by: 10 }],
    },
    {
      unit: 'b',
      name: 'b',
      total: { before: 10, after: 15 },
      stars: { before: 1, after: 0 },
      won: [],
      lost: ['play'],
      grade: { before: 'good', after: null },
      rank: { before: 1, after: 2 },
      rankAll: { before: 1, after: 2 },
      because: [{ section: 'play', item: 'serve', title: { zh: '发球', en: 'Serve' }, before: 5, after: 10, by: 5 }],
    },
  ]);
  expect(comparison.unmoved).toBe(1);
  expect(comparison.byStars).toEqual([
    { stars: 1, before: 2, after: 1 },
    { stars: 0, before: 1, after: 2 },
  ]);
  expect(comparison.byGrade).toEqual([
    { grade: { id: 'good', title: { zh: 'good', en: 'good' } }, before: 2, after: 1 },
  ]);
});

// Catches units matched by position rather than by id.
test('units of only one side are told, the others are matched by id', () => {
  const later = evaluatedText(
    sheet(10, 10),
    unitsNamed('club', ['b', 'c', 'd']),
    factsOf({ b: { aces: 5, dues: 5 }, c: { aces: 0, dues: 3 }, d: { aces: 1, dues: 0 } }),
  );
  const comparison = compare(evaluatedText(sheet(10, 10), units, facts), later);
  expect([comparison.onlyBefore, comparison.onlyAfter]).toEqual([['a'], ['d']]);
  // b was first beside a and is first alone; c was third and is second.
  expect(comparison.moves.map(({ unit, rank }) => [unit, rank])).toEqual([['c', { before: 3, after: 2 }]]);
});
