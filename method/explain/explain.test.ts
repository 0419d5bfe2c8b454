// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { evaluatedText, factsOf, seatOf, unitsNamed } from '../testing/evaluated.ts';
import { explain } from './explain.ts';
import { explanationLines } from './explain-text.ts';
import { closerSentence, itemSentence } from './sentences.ts';
import type { Vocabulary } from './vocabulary.ts';

const sheet = (shrink: string): string => `
method: m
edition: "1"
subject: community
sections:
  - id: safe
    title: { zh: 平安法治星, en: Safe }
    star: true
    win: 8
    items:
      - id: on-time
        title: { zh: 按期办结, en: Closed on time }
        full: 10
        measure: cases.on_time
        rule: { short: { target: 0.95, unit: 0.01, lose: 1 } }
        ${shrink}
      - { id: order, full: 2, less: [{ measure: checks.late, each: 0.5 }, { measure: checks.faked, each: 1 }] }
`;

const vocabulary: Vocabulary = (measure) =>
  measure === 'cases.on_time'
    ? {
        title: { zh: '按期办结率', en: 'Closed on time' },
        unit: { zh: '件', en: 'cases' },
        form: 'ratio',
        numerator: { zh: '按期办结的事项', en: 'cases closed on time' },
        act: { zh: '按期办结', en: 'closed on time' },
      }
    : undefined;

const units = unitsNamed('community', ['a', 'b']);
const facts = factsOf({
  a: { 'cases.on_time': [33, 40], 'checks.late': 3 },
  b: { 'cases.on_time': [60, 60], 'checks.late': 0 },
});

// 33/40 = 0.825 is 12.5 steps of 0.01 below 0.95: 10 − 12.5, kept at 0. Order: 2 − 3 · 0.5 = 0.5; checks.faked is not known.
// The section has 0.5, 8 are needed: 7.5 wanting, so on-time must give 7.5, 2.5 steps: 0.925, which is 37 of 40: 4 more.
// Order alone gives at most 2: no rule of it could close the gap, and an item without a rule has none.
test('the gap, and what would close it in records', () => {
  const evaluation = evaluatedText(sheet(''), units, facts);
  const { sections, unknown } = explain(evaluation, seatOf(evaluation, 'a'));
  expect(sections[0]).toMatchObject({
    points: 0.5,
    won: false,
    reasons: ['points'],
    gap: 7.5,
    closers: [{ item: 'on-time', measure: 'cases.on_time', value: 0.925, records: { num: 37, den: 40, more: 4 } }],
  });
  expect(sections[0]?.items[0]).toMatchObject({ num: 33, den: 40, value: 0.825, shrunk: null, points: 0, full: 10 });
  expect(sections[0]?.items[1]?.deductions).toEqual([
    { measure: 'checks.late', each: 0.5, value: 3, taken: 1.5 },
    { measure: 'checks.faked', each: 1, value: null, taken: 0 },
  ]);
  expect(unknown.deductions).toEqual(['safe/order: checks.faked']);
});

// Catches a search that takes the plain value for the one that the rule sees. k = 10, N = 33 + 60, D = 40 + 60:
// (33 + 10 · 93/100) / 50 = 0.846 now. With x of 40: (x + 10 · (60 + x)/100) / 50 ≥ 0.925 ⇔ 1.1 x ≥ 40.25 ⇔ x ≥ 36.59…: 37 of 40.
// At 36: (36 + 9.6) / 50 = 0.912, 3.8 steps, 6.2 points and 0.5: not enough.
test('with the small-number rule the counterfactual moves the peers too', () => {
  const evaluation = evaluatedText(sheet('shrink: 10'), units, facts);
  const [section] = explain(evaluation, seatOf(evaluation, 'a')).sections;
  expect(section?.items[0]?.shrunk).toBeCloseTo(0.846, 12);
  expect(section?.closers).toEqual([
    { item: 'on-time', measure: 'cases.on_time', value: 0.925, records: { num: 37, den: 40, more: 4 } },
  ]);
});

// Catches a sentence that names another number than the tree, or none where the catalogue gives the words.
test('said in records, in both languages', () => {
  const evaluation = evaluatedText(sheet(''), units, facts);
  const explanation = explain(evaluation, seatOf(evaluation, 'a'));
  const zh = explanationLines(explanation, { language: 'zh', vocabulary }).join('\n');
  expect(zh).toContain('平安法治星 未获得 0.5分');
  expect(zh).toContain('0.5分，得星需8分，差7.5分');
  expect(zh).toContain('33/40件，82.5%');
  expect(zh).toContain('再按期办结4件（到37/40件）');
  const en = explanationLines(explanation, { language: 'en', vocabulary }).join('\n');
  expect(en).toContain('4 more closed on time (to 37 of 40 cases)');
  expect(en).not.toMatch(/\p{Script=Han}/u);
});

// A share can't be more than all: with 3 cases all on time (1 = 3 of 3), 10 + 2 − 3 points can't be raised by more of them.
test('more than all of a whole is offered to nobody', () => {
  const text = sheet('').replace('win: 8', 'win: 11').replace('target: 0.95', 'target: 1.5');
  const evaluation = evaluatedText(
    text,
    units,
    factsOf({ a: { 'cases.on_time': [3, 3] }, b: { 'cases.on_time': [60, 60] } }),
  );
  // v = 1 is 50 steps below 1.5: 0 points; 9 are wanting, at v = 1.49: more than all.
  expect(explain(evaluation, seatOf(evaluation, 'a')).sections[0]).toMatchObject({ gap: 9, closers: [] });
});

// Where the fact is missing, the value that would do is told without records: the den is not known.
test('a missing fact may close the gap', () => {
  const evaluation = evaluatedText(sheet(''), units, factsOf({ b: { 'cases.on_time': [60, 60] } }));
  // Order gives 2 of 2, so 6 are wanting: 4 steps below 0.95.
  const [section] = explain(evaluation, seatOf(evaluation, 'a')).sections;
  expect(section).toMatchObject({ incomplete: true, reasons: ['incomplete', 'points'], gap: 6 });
  expect(section?.closers).toEqual([{ item: 'on-time', measure: 'cases.on_time', value: 0.91, records: null }]);
});

const YEAR = `
method: y
edition: "1"
subject: community
sections:
  - id: safe
    title: { zh: 平安法治星, en: Safe }
    star: true
    win: 80
    items:
      - { id: mean, title: { zh: 各季度平均得分, en: Mean of the quarters }, full: 100, measure: quarters.safe, rule: { linear: [0, 100] } }
`;

// 252 over four quarters is 63; 80 is 17 more of the mean, though 252 and the 320 that would do are whole numbers and look like counts.
test('a mean is told as a mean, and what would win is told of the mean, not of its sum', () => {
  const evaluation = evaluatedText(YEAR, units, factsOf({ a: { 'quarters.safe': [252, 4] } }));
  const explanation = explain(evaluation, seatOf(evaluation, 'a'));
  const words: Vocabulary = () => ({
    title: { zh: '平安法治星各季度得分', en: 'Safe: points of the quarters' },
    unit: { zh: '分', en: 'points' },
    form: 'value',
    mean: { zh: '个季度', en: 'quarter' },
  });
  const [item] = explanation.sections[0]?.items ?? [];
  const [closer] = explanation.sections[0]?.closers ?? [];
  if (item === undefined || closer === undefined) throw new Error('nothing told');
  expect(itemSentence(item, words)).toMatchObject({ zh: expect.stringMatching(/^63分（4个季度平均）；/u) });
  expect(itemSentence(item, words).en).toMatch(/^63 points \(mean of 4 quarters\); /u);
  expect(closerSentence(closer, { items: [item] }, words)).toEqual({
    zh: '“各季度平均得分”到80分',
    en: '"Mean of the quarters" at 80 points',
  });
});
