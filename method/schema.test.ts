// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseMethod } from './parse.ts';
import { methodJsonSchema } from './schema.ts';

const PACKS = new URL('../packs/', import.meta.url);
const methods = readdirSync(PACKS, { recursive: true, encoding: 'utf8' }).filter((path) =>
  /(?:\/methods\/[^/]+|\/method)\.yaml$/u.test(path),
);

// Editors know draft 2020-12 with its own words only; `strict` refuses what they would pass over in silence.
const valid = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, strictTuples: false }).compile(
  methodJsonSchema(),
);

const SOUND = `
method: a
edition: "1"
subject: village
decimals: 2
sections:
  - { id: s, star: true, win: 3, items: [{ id: i, full: 10, measure: m, rule: { linear: [0, 1] }, shrink: 2 }] }
adjustments: [{ id: p, measure: q, each: 1, cap: 2 }]
vetoes: [{ id: v, measure: n, when: { over: 0 }, then: { lose: all } }]
grades: [{ id: g, total: 3, needs: { measure: m, at_least: 0.5 }, quota: { share: 0.1, least: 1 } }]
ranking: { by: [total] }
`;

describe('the JSON Schema of methods', () => {
  test('method.schema.json is up to date; if not: npm run schema && npm run mend (would catch an editor that checks yesterday’s language)', () => {
    const committed: unknown = JSON.parse(readFileSync(new URL('method.schema.json', import.meta.url), 'utf8'));
    expect(committed).toEqual(methodJsonSchema());
  });

  test('it accepts a small method (would catch planted faults that fail for another reason)', () => {
    expect(valid(parse(SOUND)), JSON.stringify(valid.errors)).toBe(true);
  });

  test.each(methods)('it accepts packs/%s (would catch a schema stricter than the language)', (path) => {
    expect(valid(parse(readFileSync(new URL(path, PACKS), 'utf8'))), JSON.stringify(valid.errors)).toBe(true);
  });

  // What the parser calls each of them: the schema must not be what tells a fault first, or in poorer words.
  test.each([
    ['rule: { linear: [0, 1] }', 'rule: { linear: [0, 1], each: 2 }', 'one-of'],
    ['rule: { linear: [0, 1] }', 'rule: {}', 'one-of'],
    ['rule: { linear: [0, 1] }', 'rule: { linear: [0, 1, 2] }', 'too-many'],
    ['rule: { linear: [0, 1] }', 'rule: { bands: { order: highest, shares: [[1.5, 3]] } }', 'share-range'],
    ['full: 10', 'full: 0', 'full-range'],
    ['full: 10', 'full: 1001', 'full-range'],
    ['decimals: 2', 'decimals: 5', 'out-of-range'],
    ['shrink: 2', 'shrink: 0', 'out-of-range'],
    ['measure: m, rule: { linear: [0, 1] }, ', 'measure: m, ', 'no-rule'],
    ['measure: m, rule', 'rule', 'rule-without-measure'],
    ['win: 3, ', '', 'star-without-win'],
    ['star: true, ', '', 'win-without-star'],
    ['when: { over: 0 }', 'when: { over: 0, under: 3 }', 'one-of'],
    ['at_least: 0.5 }', 'at_least: 0.5, over: 1 }', 'one-of'],
    ['then: { lose: all }', 'then: {}', 'one-or-more'],
    ['each: 1, cap', 'each: 0, cap', 'each-zero'],
    ['cap: 2', 'cap: 0', 'out-of-range'],
    ['share: 0.1, least: 1', 'share: 1.2', 'share-range'],
    ['share: 0.1, least: 1', 'share: 0.1, count: 3', 'share-or-count'],
    ['share: 0.1, least: 1', 'count: 3, least: 1', 'least-beside-count'],
    ['by: [total]', 'by: [totals]', 'key'],
    ['edition: "1"', 'edition: 1', 'wrong-type'],
    ['method: a', 'method: A_b', 'kebab-case'],
    ['subject: village', 'subject: village\ncolour: red', 'unknown-key'],
  ])(
    '%s → %s is refused by it, and by the parser as %s (would catch a bound that editors never see)',
    (sound, planted, code) => {
      const text = SOUND.replace(sound, planted);
      expect(text).not.toBe(SOUND);
      expect(valid(parse(text))).toBe(false);
      const parsed = parseMethod('method.yaml', text);
      expect(parsed.ok ? [] : parsed.faults.map((fault) => fault.code)).toContain(code);
    },
  );

  test('bounds that editors are told change no fault (would catch “out of range” in place of the reason)', () => {
    const parsed = parseMethod(
      'method.yaml',
      SOUND.replace('full: 10', 'full: 1001').replace('each: 1, cap', 'each: 0, cap'),
    );
    expect(parsed.ok ? [] : parsed.faults.map(({ what }) => what.zh)).toEqual([
      '满分1001不在0到1000之间',
      'each不能是0',
    ]);
  });

  test('what is typed is described (would catch a key that an editor completes without a word)', () => {
    const schema = JSON.stringify(methodJsonSchema());
    for (const words of ['得星分数线', '小样本校正', '缺数时', '一票否决', '并列放不下时', '考核周期', '按同组名次'])
      expect(schema).toContain(words);
  });
});
