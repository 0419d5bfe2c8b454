// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { lintMethod } from './lint.ts';
import { factsOf, parsedMethod, unitsNamed } from './testing/evaluated.ts';
import { tableOf } from './testing/table-of.ts';

const LINES = [
  'method: careful',
  'edition: "1"',
  'title: { zh: 稳妥, en: Careful }',
  'subject: village',
  'period: year',
  'basis: { document: 宛创〔2023〕1号, approval: 宛批〔2023〕2号, from: 2023-01-01, to: 2023-12-31 }',
  'sections:',
  '  - id: s',
  '    title: { zh: 甲星, en: A }',
  '    star: true',
  '    win: 8',
  '    items:',
  '      - { id: i, title: { zh: 乙, en: B }, full: 9, measure: m, rule: { linear: [0, 1] }, shrink: 5 }',
  'adjustments:',
  '  - { id: p, title: { zh: 丙, en: C }, measure: q, each: 1, cap: 2 }',
  '  - { id: r, title: { zh: 丁, en: D }, measure: q, each: 1, cap: 3 }',
  'caps: [{ of: [p, r], at: 5 }]',
  'grades: [{ id: g, title: { zh: 戊, en: E }, stars: 1, total: 10, each: 9, quota: { share: 0.5 } }]',
  'ranking: { by: [total] }',
];
const CAREFUL = LINES.join('\n');

const PLACES = unitsNamed('village', ['a', 'b', 'c']);
const FACTS = factsOf({ a: { m: [1, 20], q: 0 }, b: { m: [10, 20], q: 1 }, c: { m: [20, 20], q: 2 } });

type Given = { facts?: typeof FACTS; places?: typeof PLACES };
const warned = (text: string, { facts = FACTS, places = PLACES }: Given = {}): string[] =>
  lintMethod('m.yaml', parsedMethod(text), tableOf(places, facts)).map(({ line, code }) => `${line} ${code}`);

const changed = (from: string, to: string): string => {
  const text = CAREFUL.replace(from, to);
  expect(text).not.toBe(CAREFUL);
  return text;
};

describe('lint', () => {
  test('a careful method has no warning, with data or without (would catch a warning that cries wolf)', () => {
    expect(warned(CAREFUL)).toEqual([]);
    expect(lintMethod('m.yaml', parsedMethod(CAREFUL))).toEqual([]);
  });

  test.each([
    [
      'rule: { linear: [0, 1] }',
      'rule: { steps: [[0.5, 6], [1, 9]] }',
      ['13 cliff'],
      '0 → 6 of 9 jumps, 6 → 9 is just a third',
    ],
    ['rule: { linear: [0, 1] }', 'rule: { steps: [[0.2, 3], [0.5, 6], [1, 9]] }', [], 'thirds are no cliff'],
    [
      'rule: { linear: [0, 1] }',
      'rule: { bands: { order: highest, shares: [[0.5, 9], [0.9, 6]] } }',
      ['13 cliff'],
      'the fall to 0 beyond the last band',
    ],
    [
      'rule: { linear: [0, 1] }',
      'rule: { bands: { order: highest, shares: [[0.5, 9], [1, 6]] } }',
      [],
      'nothing lies beyond the whole',
    ],
    ['win: 8', 'win: 9', ['11 win-at-most'], 'full points in everything'],
    ['each: 1, cap: 2', 'each: 3, cap: 2', ['15 cap-below-each'], 'one alone is above its cap'],
    ['at: 5', 'at: 4', ['17 cap-hides-weight'], '2 + 3 is more than 4'],
    ['at: 5', 'at: 3, take: highest', [], 'the highest of them counts in full'],
    ['at: 5', 'at: 2, take: highest', ['17 cap-hides-weight'], 'the highest of them never counts in full'],
    ['stars: 1', 'stars: 2', ['18 grade-out-of-reach'], 'there is one star'],
    ['total: 10', 'total: 15', ['18 grade-out-of-reach'], '9 + 5 is 14'],
    ['each: 9,', 'each: 10,', ['18 grade-out-of-reach'], 'the star comes to 9'],
    ['period: year\n', '', ['1 no-period'], 'no period'],
    ['title: { zh: 乙, en: B }, ', '', ['13 no-title'], 'an item without a name'],
    ['title: { zh: 戊, en: E }', 'title: { zh: 戊 }', ['18 no-english-title'], 'a grade without an English name'],
    [LINES[5] ?? '', '', ['1 no-basis'], 'no basis at all'],
    ['approval: 宛批〔2023〕2号, ', '', ['6 no-basis'], 'no approval'],
    ['approval: 宛批〔2023〕2号', 'approval: 待批准机关填写', ['6 basis-placeholder'], 'a place still to be filled in'],
    ['to: 2023-12-31', 'to: 2022-12-31', ['6 basis-day'], 'the end before the start'],
    ['to: 2023-12-31', 'to: 年底', ['6 basis-day'], 'no date'],
  ])('%s → %s: %j (would miss: %s)', (from, to, expected) => {
    expect(warned(changed(from, to))).toEqual(expected);
  });

  test('an item that tells nobody apart (would catch points that all have, counted as a standard)', () => {
    const same = (m: readonly [number, number]) => factsOf({ a: { m, q: 0 }, b: { m, q: 1 }, c: { m, q: 2 } });
    expect(warned(CAREFUL, { facts: same([20, 20]) })).toEqual(['13 nobody-loses']);
    expect(warned(CAREFUL, { facts: same([0, 20]) })).toEqual(['13 nobody-wins']);
    expect(warned(CAREFUL, { facts: same([10, 20]) })).toEqual(['13 same-for-all']);
  });

  test('few cases without shrink are told, with it they are not (would catch 1 of 2 deciding a star)', () => {
    const facts = factsOf({ a: { m: [1, 2], q: 0 }, b: { m: [5, 10], q: 1 }, c: { m: [11, 11], q: 2 } });
    expect(warned(changed(', shrink: 5', ''), { facts })).toEqual(['13 few-cases']);
    expect(warned(CAREFUL, { facts })).toEqual([]);
    const [told] = lintMethod('m.yaml', parsedMethod(changed(', shrink: 5', '')), tableOf(PLACES, facts));
    expect(told?.what.zh).toBe('3个单位中有1个的分母不足10，没有小样本校正，一两件就会大起大落');
  });

  test('a measure without a fact is told once, and its item not again (would catch a typo in a measure)', () => {
    expect(warned(changed('measure: q, each: 1, cap: 2', 'measure: typo, each: 1, cap: 2'))).toEqual(['15 no-facts']);
    expect(warned(changed('measure: m, rule', 'measure: typo, rule'))).toEqual(['13 no-facts']);
  });

  test('a quota that comes to 0 places in a group (would catch 10% of nine)', () => {
    expect(warned(changed('share: 0.5', 'share: 0.3'))).toEqual(['18 no-places']);
    expect(warned(changed('share: 0.5', 'share: 0.3, least: 1'))).toEqual([]);
    const grouped = changed('period: year', 'period: year\npeers: county');
    const counties = [
      { id: 'x', name: '宛城区', kind: 'county', parent: null },
      { id: 'y', name: '卧龙区', kind: 'county', parent: null },
    ];
    const places = [...counties, ...PLACES.map((place, at) => ({ ...place, parent: at === 0 ? 'x' : 'y' }))];
    const [told] = lintMethod('m.yaml', parsedMethod(grouped), tableOf(places, FACTS));
    expect(told?.what.zh).toBe('2个组中有1个的名额为0（a所在的组）');
  });

  test('units that do not fit are told as what they are (would catch a lint that is silent on the wrong list)', () => {
    expect(warned(CAREFUL, { places: unitsNamed('office', ['a', 'b', 'c']) })).toEqual(['4 no-units']);
    expect(warned(changed('period: year', 'period: year\npeers: county'))).toContain('2 no-peer-group');
  });
});
