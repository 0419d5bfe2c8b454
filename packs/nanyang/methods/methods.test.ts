// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource } from '@beichen/method';
import { describe, expect, test } from 'vitest';
import { assessFiles, measureIds, readMethod } from '../../assess-files.ts';

const pack = join(import.meta.dirname, '..');
const catalogue = join(pack, 'measures.yaml');
const methodPath = (name: string): string => join(pack, 'methods', `${name}.yaml`);
const text = (path: string): string => readFileSync(path, 'utf8');

type Measure = {
  id: string;
  title: { zh: string; en: string };
  nature: string;
  form: string;
  source: string;
  numerator?: object;
  denominator?: object;
};
const source = readSource(catalogue, text(catalogue));
const measures = source.ok ? (source.value.value as { measures: Measure[] }).measures : [];
const sources = new Map(measures.map((measure) => [measure.id, measure.source]));

// method, stars in order, sum of the points of all items
const METHODS: [string, string[], number][] = [
  ['community-stars', ['支部过硬星', '宜业兴业星', '共建共享星', '平安法治星', '幸福和谐星'], 500],
  ['community-year', ['支部过硬星', '宜业兴业星', '共建共享星', '平安法治星', '幸福和谐星'], 600],
  ['office-stars', ['政治坚定星', '业务出彩星', '服务有力星', '清廉高效星', '支部过硬星'], 500],
  ['village-stars', ['支部过硬星', '产业兴旺星', '生态宜居星', '平安法治星', '文明幸福星'], 500],
  ['property-credit', [], 80],
];

describe.each(METHODS)('%s', (name, stars, full) => {
  const { method } = readMethod(methodPath(name), catalogue);
  const items = method.sections.flatMap((section) => section.items);

  test('has its stars and its points', () => {
    expect(method.sections.filter((section) => section.star).map((section) => section.title?.zh)).toEqual(stars);
    expect(items.reduce((sum, item) => sum + item.full, 0)).toBe(full);
  });

  test('at least four fifths of its items take measures that records give', () => {
    const named = items.map((item) => [item.measure, ...(item.less ?? []).map((entry) => entry.measure)]);
    const known = named.map((list) => list.filter((id) => id !== undefined));
    const recorded = known.filter((list) => list.every((id) => sources.get(id) === 'record'));
    expect(recorded.length / items.length).toBeGreaterThanOrEqual(0.8);
  });

  test('says which of its numbers are assumed', () => {
    expect(text(methodPath(name)).match(/# 假定：/g)?.length).toBeGreaterThanOrEqual(6);
  });
});

describe('the catalogue', () => {
  test('every measure is named by a method of the pack, but for those that stand for themselves', () => {
    const named = METHODS.map(([name]) => text(methodPath(name))).join('\n');
    // Counted from ties and posts; in the methods stand measures for which the example has invented figures of all communities.
    const counted = ['org.units_covered', 'org.units_staffed', 'org.units_sponsored'];
    expect([...measureIds(catalogue)].filter((id) => !named.includes(id))).toEqual(counted);
  });

  test('a ratio says what it divides, and nothing else does', () => {
    for (const measure of measures) {
      const parts = [measure.numerator, measure.denominator].filter((part) => part !== undefined).length;
      expect([measure.id, parts]).toEqual([measure.id, measure.form === 'ratio' ? 2 : 0]);
    }
  });

  test('no measure counts what may not be counted', () => {
    // A result is named after its method, whose own measures are these.
    const counted = measures.filter(({ id }) => !id.startsWith('assessment.'));
    const words = counted.map((measure) => `${measure.id} ${measure.title.zh} ${measure.title.en}`).join('\n');
    expect(words).not.toMatch(
      /签到|打卡|登录|在线|时长|轨迹|点赞|转发|投票|安装|已读|check-?in|log-?in|online|track|like|share|vote|install|receipt/i,
    );
  });
});

test('the example quarter comes to few five stars, more four, most two', async () => {
  const results = await assessFiles({
    method: methodPath('community-stars'),
    catalogue,
    units: join(pack, 'example', 'units.csv'),
    facts: join(pack, 'example', '2026-q3', 'facts.csv'),
  });
  const held = (grade: string | null): number => results.filter((result) => result.grade === grade).length;
  expect(results.length).toBe(423);
  expect(['five', 'four', 'three', 'two', 'one', null].map(held)).toEqual([8, 56, 89, 209, 54, 7]);
});

test('the year of a community is made of the final results of its quarters', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'year-'));
  const units = join(folder, 'units.csv');
  const facts = join(folder, 'facts.csv');
  writeFileSync(units, 'id,name,kind,parent\no,甲市,city,\nk,乙县,county,o\nc,丙社区,community,k\n');
  // 支部过硬 312 / 4 = 78, short of 80; the others 80, 85, 90, 100; stars 4, 4, 5, 3 of 5, 25 points a quarter.
  const means = { 'strong-branch': 312, thriving: 320, shared: 340, safe: 360, happy: 400 };
  const rows = [
    ...Object.entries(means).map(([star, sum]) => `c,assessment.community-stars.section.${star},${sum},4`),
    ...[4, 4, 5, 3].map((stars, at) => `c,assessment.community-stars.q${at + 1}.stars,${stars},`),
  ];
  writeFileSync(facts, `unit,measure,num,den\n${rows.join('\n')}\n`);
  const [result] = await assessFiles({ method: methodPath('community-year'), catalogue, units, facts });
  rmSync(folder, { recursive: true });
  // 78 + 80 + 85 + 90 + 100 = 433, and 20 + 20 + 25 + 15 = 80.
  expect(result).toMatchObject({ total: 513, stars: 4, grade: 'four' });
  expect(result?.sections['strong-branch']).toMatchObject({ points: 78, won: false });
});
