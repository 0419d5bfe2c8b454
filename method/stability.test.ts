// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { stability } from './stability.ts';
import { factsOf, parsedMethod, unitsNamed } from './testing/evaluated.ts';
import { tableOf } from './testing/table-of.ts';

const text = `
method: m
edition: "1"
subject: club
sections:
  - id: play
    star: true
    win: 6
    items:
      - { id: serve, full: 10, measure: aces, rule: { linear: [0, 10] } }
`;

// a has 7 points, b 5. Raising win from 6, the first change is a's loss, just above 7; lowering it, b's gain, at 5.
// Full from 10: b's 0.5 · full is rounded, and reaches 6 at 11.99 (5.995, rounded 6.00; at 11.98 it is 5.99); a's 0.7 · full falls below 6 under 8.57 (0.7 · 8.57 = 5.999, rounded 6.00; 0.7 · 8.56 = 5.992, 5.99).
test('how far each number may move before a star changes hands', () => {
  const table = tableOf(unitsNamed('club', ['a', 'b']), factsOf({ a: { aces: 7 }, b: { aces: 5 } }));
  const { source } = parsedMethod(text);
  const found = new Map(stability(source, table).map((steadiness) => [steadiness.path.join('.'), steadiness]));
  expect([...found.keys()]).toEqual([
    'sections.0.win',
    'sections.0.items.0.full',
    'sections.0.items.0.rule.linear.0',
    'sections.0.items.0.rule.linear.1',
  ]);
  const win = found.get('sections.0.win');
  expect(win?.up.value).toBeGreaterThan(7);
  expect(win?.up.value).toBeLessThan(7.001);
  expect(win?.up.changes).toEqual([{ unit: 'a', what: 'star-lost', star: 'play' }]);
  expect(win?.down.value).toBeCloseTo(5, 2);
  expect(win?.down.changes).toEqual([{ unit: 'b', what: 'star-won', star: 'play' }]);
  const full = found.get('sections.0.items.0.full');
  expect(full?.up).toEqual({ value: 11.99, changes: [{ unit: 'b', what: 'star-won', star: 'play' }], end: 'changed' });
  expect(full?.down).toEqual({
    value: 8.56,
    changes: [{ unit: 'a', what: 'star-lost', star: 'play' }],
    end: 'changed',
  });
});

// Catches a move that leaves the language: win can't go above what the items give, so the search ends there.
test('a number that may not go further ends the search', () => {
  const table = tableOf(unitsNamed('club', ['a']), factsOf({ a: { aces: 10 } }));
  const win = stability(parsedMethod(text.replace('win: 6', 'win: 10')).source, table)[0];
  expect(win?.up).toEqual({ value: null, changes: [], end: 'invalid' });
});
