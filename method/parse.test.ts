// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileMethod, evaluate, parseMethod } from './index.ts';
import { factsOf, unitsNamed } from './testing/evaluated.ts';
import { tableOf } from './testing/table-of.ts';

/** A method without a fault, of one star and one other section; each test below spoils one thing in it. */
const sound = `method: club-sheet
edition: "2026"
title: { zh: 俱乐部考核, en: Clubs }
subject: club
period: quarter
sections:
  - id: play
    title: { zh: 打球, en: Play }
    star: true
    win: 8
    items:
      - { id: serve, full: 10, measure: games.aces, rule: { linear: [0, 5] } }
      - { id: order, full: 5, floor: -2, less: [{ measure: games.late, each: 0.5 }] }
  - id: money
    items:
      - { id: dues, full: 10, measure: dues.paid, rule: { holds: { at_least: 0.9 } }, missing: zero }
adjustments:
  - { id: cup, section: play, measure: cups.won, each: 1, cap: 3 }
  - { id: shield, section: play, measure: shields.won, each: 2, cap: 4 }
  - { id: fine, measure: fines.paid, each: -1, cap: 10 }
caps:
  - { of: [cup, shield], at: 5 }
vetoes:
  - { id: cheat, measure: games.thrown, when: { over: 0 }, then: { lose: [play], zero: [money], grade_at_most: second } }
grades:
  - { id: first, stars: 1, total: 20, quota: { share: 0.2, of: second } }
  - { id: second, total: 10 }
ranking: { by: [stars, total], then: ["section:play", "-measure:games.late"], minimum: { measure: games.played, count: 3 } }
`;

/** Codes of the faults of a text with their places, as `line:column code`. */
function faultsOf(text: string, catalogue?: ReadonlySet<string>): string[] {
  const parsed = parseMethod('m.yaml', text, catalogue);
  return parsed.ok ? [] : parsed.faults.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

/**
 * The sound file with one text in it replaced. In the replacement ¦code¦ marks where a fault of that code must be
 * told: the marks are taken out, and their places are the expected ones.
 */
function spoiled(from: string, to: string): { text: string; expected: string[] } {
  expect(sound.split(from)).toHaveLength(2);
  const marked = sound.replace(from, () => to);
  const expected: string[] = [];
  let text = '';
  for (const [at, part] of marked.split('¦').entries()) {
    if (at % 2 === 0) text += part;
    else expected.push(`${text.split('\n').length}:${text.length - text.lastIndexOf('\n')} ${part}`);
  }
  return { text, expected };
}

test('the sound file has no fault', () => {
  expect(faultsOf(sound)).toEqual([]);
});

// Each row: what is refused, the text replaced, and its replacement with the faults marked.
const refusals: [string, string, string][] = [
  ['a key that stands twice', 'period: quarter', 'period: quarter\n¦duplicate-key¦period: year'],
  ['an anchor and an alias', 'period: quarter', 'period: &p ¦anchor¦quarter\nbasis: ¦alias¦*p'],
  ['a merge key', '{ id: dues,', '{ ¦merge-key¦<<: { a: 1 }, id: dues,'],
  ['a tag', 'subject: club', 'subject: !!str ¦tag¦club'],
  ['an infinity', 'total: 10', 'total: ¦not-finite¦.inf'],
  ['an integer beyond 2^53', 'total: 10', 'total: ¦integer-range¦9007199254740993'],
  ['an unknown key', 'star: true', 'star: true\n    ¦unknown-key¦colour: red'],
  ['a number for the edition', 'edition: "2026"', 'edition: ¦wrong-type¦2026'],
  ['an id that is not kebab-case', 'method: club-sheet', 'method: ¦kebab-case¦Club_Sheet'],
  ['people as the subject', 'subject: club', 'subject: ¦people-ranked¦grid_worker'],
  ['an unknown period', 'period: quarter', 'period: ¦wrong-value¦week'],
  ['five decimals', 'period: quarter', 'period: quarter\ndecimals: ¦out-of-range¦5'],
  ['two items of one id', 'id: order', 'id: ¦id-twice¦serve'],
  ['an adjustment of an unknown section', 'id: fine,', 'id: fine, section: ¦unknown-reference¦work,'],
  ['a cap of an unknown adjustment', 'of: [cup, shield]', 'of: [cup, ¦unknown-reference¦spoon]'],
  ['a veto that takes a section that is no star', 'lose: [play]', 'lose: [¦unknown-reference¦money]'],
  ['a veto that zeroes nothing known', 'zero: [money]', 'zero: [¦unknown-reference¦cash]'],
  ['a veto with an unknown grade', 'grade_at_most: second', 'grade_at_most: ¦unknown-reference¦third'],
  ['a quota of an unknown grade', 'of: second', 'of: ¦unknown-reference¦third'],
  ['a ranking by an unknown section', '"section:play"', '¦unknown-reference¦"section:work"'],
  ['a ranking key that is none', 'by: [stars, total]', 'by: [stars, ¦key¦points]'],
  ['a star that requires itself', 'win: 8', 'win: 8\n    requires: ¦requires-circle¦[play]'],
  ['any above its list', 'win: 8', 'win: 8\n    requires: { any: ¦any-above-list¦2, of: [¦unknown-reference¦money] }'],
  ['linear with equal ends', 'linear: [0, 5]', 'linear: [5, ¦equal-ends¦5]'],
  ['steps that do not rise', 'linear: [0, 5]', 'steps: [[1, 2], ¦not-rising¦[1, 3]]'],
  ['a curve that does not rise', 'linear: [0, 5]', 'curve: [[2, 2], ¦not-rising¦[1, 3]]'],
  [
    'bands that do not rise, over 1',
    'linear: [0, 5]',
    'bands: { order: highest, shares: [[0.5, 2], ¦not-rising¦[0.5, 1], [¦share-range¦1.5, 0]] }',
  ],
  ['two rules', 'rule: { linear: [0, 5] }', 'rule: ¦one-of¦{ linear: [0, 5], each: 1 }'],
  ['an unknown rule', 'rule: { linear: [0, 5] }', 'rule: ¦one-of¦{ ¦unknown-key¦cubic: [0, 5] }'],
  ['two bounds of a condition', 'when: { over: 0 }', 'when: ¦one-of¦{ over: 0, under: 5 }'],
  ['an each of 0 in a rule', 'linear: [0, 5]', 'each: ¦out-of-range¦0'],
  ['a unit of 0', 'linear: [0, 5]', 'short: { target: 1, unit: ¦out-of-range¦0, lose: 1 }'],
  ['a loss of 0', 'linear: [0, 5]', 'over: { limit: 1, unit: 1, lose: ¦out-of-range¦0 }'],
  ['full of 0', 'full: 10, measure: dues.paid', 'full: ¦full-range¦0, measure: dues.paid'],
  ['full above 1000', 'full: 10, measure: dues.paid', 'full: ¦full-range¦1000.5, measure: dues.paid'],
  ['full with three decimals', 'full: 10, measure: dues.paid', 'full: ¦too-many-decimals¦9.125, measure: dues.paid'],
  ['a floor above full', 'floor: -2', 'floor: ¦floor-above-full¦6'],
  ['a section floor above all of its items', '  - id: money', '  - id: money\n    floor: ¦floor-above-full¦11'],
  [
    'an item with neither rule nor less',
    '- { id: order, full: 5, floor: -2, less: [{ measure: games.late, each: 0.5 }] }',
    '- ¦no-rule¦{ id: order, full: 5, floor: -2 }',
  ],
  [
    'a rule without a measure',
    '- { id: serve, full: 10, measure: games.aces,',
    '- ¦rule-without-measure¦{ id: serve, full: 10,',
  ],
  ['missing on an item without a rule', 'floor: -2', '¦without-rule¦missing: zero'],
  ['shrink on an item without a rule', 'floor: -2', '¦without-rule¦shrink: 2'],
  ['a measure on an item without a rule', 'floor: -2', '¦without-rule¦measure: games.won'],
  ['a deduction of each 0', 'each: 0.5', 'each: ¦out-of-range¦0'],
  [
    'a star without win',
    '- id: play\n    title: { zh: 打球, en: Play }\n    star: true\n    win: 8\n',
    '- ¦star-without-win¦id: play\n    star: true\n',
  ],
  ['win on a section that is no star', '  - id: money', '  - id: money\n    ¦win-without-star¦win: 5'],
  // 10 + 5 from the items, and the cap lets 5 of 3 + 4 bonuses count: 20 at most.
  ['a win out of reach', 'win: 8', 'win: ¦win-out-of-reach¦20.5'],
  ['a win out of reach under a ceiling', 'win: 8', 'ceiling: full\n    win: ¦win-out-of-reach¦15.5'],
  ['an adjustment of each 0', 'each: -1', 'each: ¦each-zero¦0'],
  [
    'an adjustment without a cap',
    '- { id: fine, measure: fines.paid, each: -1, cap: 10 }',
    '- ¦missing-key¦{ id: fine, measure: fines.paid, each: -1 }',
  ],
  ['a cap of two sections', 'of: [cup, shield]', 'of: ¦cap-each¦¦cap-section¦[cup, fine]'],
  [
    'an adjustment in two caps',
    '  - { of: [cup, shield], at: 5 }',
    '  - { of: [cup, shield], at: 5 }\n  - { of: [¦cap-shared¦cup], at: 5 }',
  ],
  ['at of 0', 'at: 5', 'at: ¦out-of-range¦0'],
  ['a quota share over 1', 'share: 0.2', 'share: ¦share-range¦1.2'],
  ['a quota share of 0', 'quota: { share: 0.2, of: second }', 'quota: ¦share-range¦0'],
  ['least beside count', 'share: 0.2', 'count: 2, ¦least-beside-count¦least: 1'],
  ['share beside count', 'quota: { share: 0.2, of: second }', 'quota: ¦share-or-count¦{ share: 0.2, count: 2 }'],
  [
    'a veto without a consequence',
    'then: { lose: [play], zero: [money], grade_at_most: second }',
    'then: ¦one-or-more¦{}',
  ],
  ['its own result as a measure', 'measure: dues.paid', 'measure: ¦measure-circle¦assessment.club-sheet.total'],
  [
    'a quota without a ranking',
    ' quota: { share: 0.2, of: second } }\n  - { id: second, total: 10 }\nranking: { by: [stars, total], then: ["section:play", "-measure:games.late"], minimum: { measure: games.played, count: 3 } }',
    ' ¦quota-without-ranking¦quota: 0.5 }',
  ],
];

describe('refused, each with its place', () => {
  // Catches a refusal that is forgotten, told at the wrong place, or told twice.
  test.each(refusals)('%s', (name, from, to) => {
    const { text, expected } = spoiled(from, to);
    // Without the grade `second` the veto has nothing to name.
    const whole = name === 'a quota without a ranking' ? text.replace(', grade_at_most: second', '') : text;
    expect(faultsOf(whole).sort()).toEqual(expected.sort());
  });

  test('a measure outside the catalogue', () => {
    const { text, expected } = spoiled('measure: fines.paid', 'measure: ¦unknown-measure¦fines.paid');
    const known = ['games.aces', 'games.late', 'dues.paid', 'cups.won', 'shields.won', 'games.thrown', 'games.played'];
    expect(faultsOf(text, new Set(known))).toEqual(expected);
  });
});

// Catches a check that stops at the first fault, or that sees nothing once a shape is wrong.
test('every fault is told in one go, with what and how to mend it in both languages', () => {
  const text = sound
    .replace('win: 8', 'win: eight')
    .replace('linear: [0, 5]', 'linear: [5, 5]')
    .replace('each: -1', 'each: 0')
    .replace('id: second', 'id: first');
  const parsed = parseMethod('m.yaml', text);
  expect(parsed.ok).toBe(false);
  if (parsed.ok) return;
  expect(parsed.faults.map(({ code }) => code)).toEqual([
    'wrong-type',
    'equal-ends',
    'each-zero',
    'unknown-reference',
    'unknown-reference',
    'id-twice',
  ]);
  for (const { file, what, mend } of parsed.faults) {
    expect(file).toBe('m.yaml');
    expect(what.zh).toMatch(/\p{Script=Han}/u);
    expect(mend.zh).toMatch(/\p{Script=Han}/u);
    expect(`${what.en} ${mend.en}`).not.toMatch(/\p{Script=Han}/u);
  }
});

describe('files that are no method', () => {
  test.each([
    ['nothing', '', ['1:1 empty-file']],
    ['a workbook', 'PK\u0003\u0004…', ['1:1 not-text']],
    ['another encoding', 'method: \uFFFD\uFFFD', ['1:1 not-text']],
    ['a text', 'just words', ['1:1 wrong-type']],
    ['two documents', 'a: 1\n---\nb: 2\n', ['2:1 yaml']],
    ['a tab', 'sections:\n\t- id: x\n', ['2:1 yaml']],
  ])('%s', (_, text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  // Catches a reader that recurses without a bound, or expands what is aliased; the runner's own limit is the bound of time.
  test('bombs end with a fault: deep brackets, deep lists, aliases of aliases, half a megabyte of text', () => {
    const aliases = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'
        .split('')
        .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`),
    ].join('\n');
    for (const text of ['['.repeat(200_000), '- '.repeat(100_000), aliases, 'x'.repeat(600_000)]) {
      const parsed = parseMethod('bomb.yaml', text);
      expect(parsed.ok).toBe(false);
      if (!parsed.ok) expect(parsed.faults.length).toBeLessThanOrEqual(1001);
    }
  });
});

test('JSON is read as well, indented by tabs too, and dates stay strings', () => {
  const json = JSON.stringify(
    {
      method: 'm',
      edition: '1',
      subject: 'club',
      basis: { from: '2026-01-01' },
      sections: [{ id: 's', items: [{ id: 'i', full: 1, measure: 'x', rule: { each: 1 } }] }],
    },
    null,
    '\t',
  );
  const parsed = parseMethod('m.json', json);
  expect(parsed.ok && parsed.value.method.basis?.from).toBe('2026-01-01');
  const yaml = parseMethod('m.yaml', spoiled('period: quarter', 'period: quarter\nbasis: { from: 2026-01-01 }').text);
  expect(yaml.ok && yaml.value.method.basis?.from).toBe('2026-01-01');
});

/** A text with one stretch of it cut out, doubled, or replaced by something else that such files hold. */
const spoilt = fc
  .record({
    at: fc.nat(sound.length),
    length: fc.nat(40),
    by: fc.oneof(
      fc.constantFrom(
        '',
        '[',
        '}',
        ': ',
        '\n',
        '\t',
        '- ',
        '#',
        '"',
        '*a',
        '&a ',
        '!!x ',
        '0',
        '-1',
        '1e400',
        'null',
        'true',
        '{}',
        '[]',
        '：',
        '\u0000',
        '\ud800',
      ),
      fc.string({ maxLength: 6 }),
    ),
    twice: fc.boolean(),
  })
  .map(
    ({ at, length, by, twice }) =>
      `${sound.slice(0, at)}${by}${twice ? sound.slice(Math.max(0, at - length)) : sound.slice(at + length)}`,
  );

const clubs = tableOf(
  unitsNamed('club', ['a', 'b']),
  factsOf({ a: { 'games.aces': 3, 'dues.paid': [9, 10], 'games.played': 5 }, b: { 'games.aces': 0, 'games.late': 2 } }),
);

// Catches a check that trusts what another has not checked yet: whatever is spoilt, it is told, at a place in the file.
test('a file spoilt anywhere is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(spoilt, (text) => {
      const parsed = parseMethod('m.yaml', text);
      if (parsed.ok) {
        // What is read can be evaluated, or is refused for its units.
        expect(typeof evaluate(compileMethod(parsed.value.method), clubs).ok).toBe('boolean');
        return;
      }
      expect(parsed.faults.length).toBeGreaterThan(0);
      const lines = text.split(/\r?\n/u).length;
      for (const { line, column } of parsed.faults) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual(lines);
        expect(column).toBeGreaterThanOrEqual(1);
      }
    }),
    { numRuns: 1500 },
  );
});
