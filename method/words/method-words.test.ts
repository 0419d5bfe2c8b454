// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decimal } from '../amount.ts';
import { readCatalogue } from '../catalogue.ts';
import type { Vocabulary } from '../explain/vocabulary.ts';
import { parsedMethod } from '../testing/evaluated.ts';
import type { Language } from './document.ts';
import { methodWords } from './method-words.ts';
import { wordsText } from './text.ts';

const PACKS = new URL('../../packs/', import.meta.url);
const methods = readdirSync(PACKS, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(?:\/methods\/[^/]+|\/method)\.yaml$/u.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, PACKS), 'utf8') }));

const catalogue = readCatalogue('measures.yaml', readFileSync(new URL('nanyang/measures.yaml', PACKS), 'utf8'));
const measures: Vocabulary = (id) => (catalogue.ok ? catalogue.value.measures.get(id) : undefined);

const textOf = (text: string, language: Language, vocabulary?: Vocabulary): string =>
  wordsText(methodWords(parsedMethod(text).method, { language, measures: vocabulary }));

const SMALL = `
method: small
edition: "3"
title: { zh: 小办法, en: Small method }
subject: community
period: half
decimals: 1
peers: attribute:class
basis: { document: 宛创〔2023〕1号, approval: 宛批〔2023〕2号, from: 2023-01-01, to: 2023-12-31 }
sections:
  - id: safe
    title: { zh: 平安星, en: Safe }
    star: true
    lead: 市委政法委
    win: 12.5
    floor: -2
    requires: [shared]
    items:
      - id: closed
        title: { zh: 办结, en: Closed }
        full: 10
        measure: cases.closed
        rule: { linear: [0.5, 0.9] }
        shrink: 7
        missing: exclude
      - { id: order, title: { zh: 规范, en: Order }, full: 6, floor: -3, less: [{ measure: late, each: 0.5 }] }
  - id: shared
    title: { zh: 共建星, en: Shared }
    star: true
    win: 4
    items: [{ id: judge, full: 8, measure: judge, rule: { points: true } }]
adjustments:
  - { id: praise, title: { zh: 表彰, en: Praise }, section: safe, measure: praise, each: 2, cap: 4 }
  - { id: rumour, title: { zh: 通报, en: Criticism }, measure: bad, each: -1.5, cap: 3 }
caps: [{ of: [praise], at: 3 }]
vetoes:
  - { id: fire, title: { zh: 火灾, en: Fire }, measure: fires, when: { over: 0 }, then: { lose: [safe], zero: [shared], grade_at_most: four } }
grades:
  - { id: five, title: { zh: 五星, en: Five }, stars: 2, total: 20, each: 5, needs: { measure: cases.closed, at_least: 0.8 }, quota: { share: 0.15, least: 2, ties: all } }
  - { id: four, title: { zh: 四星, en: Four }, stars: 1, quota: { count: 6, within: all, through: true } }
ranking: { by: [stars], then: ["-measure:late"], minimum: { measure: cases.closed, count: 30 } }
`;

const known: Vocabulary = (id) => {
  const unit = { zh: '件', en: 'cases' };
  if (id === 'cases.closed') return { title: { zh: '办结率', en: 'Closed' }, form: 'ratio', unit };
  return id === 'late' ? { title: { zh: '逾期', en: 'Late' }, form: 'count', unit } : undefined;
};

describe('a method in words', () => {
  const zh = textOf(SMALL, 'zh', known);

  test.each([
    '# 小办法',
    '（版本：3）',
    '考核对象为社区，每半年考核一次。',
    '按“class”分组：“class”相同的社区为一组，同组比较、评定和排名。',
    '考核内容分2个部分，满分合计24分。其中平安星、共建星各为1颗星，共2颗。总分为各部分得分之和，再计入列在总分的加减分，最低0分。',
    '### （一）平安星（满分16分）',
    '牵头单位：市委政法委。',
    '得星条件（须同时满足）：本部分数据齐全；得分不低于12.5分；已得共建星；没有因一票否决失去本星。',
    '本部分得分最低−2分，加分后最高19分。',
    '| 1 | 办结 | 10 | “办结率”（小样本校正，强度7）：50%及以下得0分，达到90%得满分10分，其间按比例计分 | 不计本项 | — |',
    '| 2 | 规范 | 6（最低−3） | 从满分6分扣起，扣至−3分为止 | — | “逾期”每1件扣0.5分 |',
    '得星条件（须同时满足）：本部分数据齐全；得分不低于4分。',
    '| 1 | judge | 8 | “judge”：按评定的分数计分，最高8分 | 待补数 |',
    '| 1 | 表彰 | 平安星 | “praise”每计1加2分 | 最多加4分 |',
    '| 2 | 通报 | 总分 | “bad”每计1扣1.5分 | 最多扣3分 |',
    '- 表彰：合计最多加3分。',
    '| 1 | 火灾 | “fires”高于0 | 不得平安星；共建星计0分；等次最高定为四星 |',
    '| 1 | 五星 | 得星不少于2颗；总分不低于20分；每颗星得分不低于5分；“办结率”不低于80%（缺数视为不满足） | 不超过本组单位数的15%，至少2个 |',
    '| 2 | 四星 | 得星不少于1颗 | 不超过6个，含更高等次已占的名额 |',
    '五星：名次并列而余下名额不够的，只要还余1个名额，并列者都评上，此后不再递补。其他有名额的等次：并列者都不评上，名额不再递补。',
    '依次比较得星数（多者在前）、“逾期”（低者在前）；前一项相同的，比较后一项；各项都相同的，名次并列。指标缺数的排在后面。名次在同组内和全体中各排一次。',
    '“办结率”的分母不足30件或者缺数的，不参加排名，得分、得星和等次照计。',
    '取整：各项得分、各部分得分、每项加减分和总分，逐步四舍五入，保留1位小数。',
    '依据文件：宛创〔2023〕1号。',
    '执行期限：自2023年1月1日起至2023年12月31日止。',
  ])('says: %s (would catch a part of the file that is left out or misread)', (line) => {
    expect(zh.split('\n')).toContain(line);
  });

  test('chapters are numbered without a gap (would catch a number that a missing chapter leaves)', () => {
    const headings = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('## '));
    expect(headings(zh)).toEqual([
      '## 一、考核对象与周期',
      '## 二、分组',
      '## 三、考核内容及分值',
      '## 四、加减分',
      '## 五、合并封顶',
      '## 六、一票否决',
      '## 七、等次与名额',
      '## 八、排名',
      '## 九、小样本校正、缺数与取整',
      '## 十、依据与执行',
    ]);
    const bare = textOf(
      '{ method: a, edition: "1", subject: village, sections: [{ id: s, items: [{ id: i, full: 1, measure: m, rule: { each: 1 } }] }] }',
      'zh',
    );
    expect(headings(bare)).toEqual([
      '## 一、考核对象与周期',
      '## 二、分组',
      '## 三、考核内容及分值',
      '## 四、排名',
      '## 五、缺数与取整',
      '## 六、依据与执行',
    ]);
    expect(bare).toContain('本办法不排名。');
    expect(bare).toContain('考核对象为村，考核周期未写明。');
  });

  test('in English (would catch a Chinese sentence, or a sentence that says the opposite)', () => {
    const en = textOf(SMALL, 'en', known);
    expect(en).toContain(
      'The star is won where all of these hold: the section is complete; it has at least 12.5 points; won too: Shared; no veto takes it.',
    );
    expect(en).toContain('| 1 | Fire | “fires” is over 0 | Safe not won; Shared set to 0; no grade above “Four” |');
    expect(en).toContain('at most 15% of the group’s units, at least 2');
    expect(en.replace(/宛.〔2023〕\d号|市委政法委/gu, '')).not.toMatch(/\p{Script=Han}/u);
  });

  test('empty lists are as absent (would catch a table without rows, or 不得 without a star)', () => {
    const text = textOf(
      '{ method: a, edition: "1", subject: village, sections: [{ id: s, items: [{ id: i, full: 1, measure: m, rule: { each: 1 }, less: [] }] }], adjustments: [], caps: [], vetoes: [{ id: v, measure: n, when: { over: 0 }, then: { lose: [], unrank: true } }], grades: [] }',
      'zh',
    );
    expect(text).toContain('| 1 | v | “n”高于0 | 不参加排名 |');
    expect(text).not.toMatch(/加减分\n|合并封顶|等次与名额/u);
  });

  test('a cell keeps its place in the table (would catch a | in a title that makes a column more)', () => {
    const text = textOf(
      '{ method: a, edition: "1", subject: village, sections: [{ id: s, items: [{ id: i, title: { zh: "甲|乙" }, full: 1, measure: m, rule: { each: 1 } }] }] }',
      'zh',
    );
    expect(text).toContain('| 1 | 甲\\|乙 | 1 |');
  });
});

describe.each(methods)('$path', ({ text }) => {
  test.each(['zh', 'en'] as const)(
    'every number of the file stands in the document, %s (would catch a weight or a threshold that nobody could read)',
    (language) => {
      const document = textOf(text, language, measures);
      const absent = numbersIn(parsedMethod(text).method).filter(
        (x) => !formsOf(Math.abs(x)).some((form) => stands(form, document)),
      );
      expect(absent).toEqual([]);
      expect(document).not.toMatch(/undefined|NaN|\[object/u);
    },
  );
});

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** A number as it stands, or as a share: 0.95, 95%, 95 points. */
const formsOf = (x: number): string[] => [decimal(x), decimal(x, 2)];

const stands = (form: string, document: string): boolean =>
  new RegExp(`(?<![\\d.])${form.replaceAll('.', '\\.')}(?![\\d]|\\.\\d)`, 'u').test(document);
