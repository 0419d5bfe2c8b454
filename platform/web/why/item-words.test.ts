// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { countOf, definitionOf, type ItemReason, type MeasureTitles, readingOf } from './item-words.ts';

const words = (unit: { zh: string; en: string }, form: 'count' | 'ratio' | 'value') => ({
  title: unit,
  unit,
  form,
});
const titles: MeasureTitles = {
  points: { ...words({ zh: '分', en: 'points' }, 'value'), mean: { zh: '个季度', en: 'quarter' } },
  cases: words({ zh: '件', en: 'cases' }, 'ratio'),
};
const itemOf = (measure: string, num: number, den: number | null): ItemReason =>
  ({ measure, num, den, value: den === null ? num : num / den }) as ItemReason;

// 252 / 4 = 63; 250 / 3 = 83.333…
test('a mean is read as points, and its sum stands in the definition alone', () => {
  const year = itemOf('points', 252, 4);
  expect(countOf(year, titles, 'zh-CN')).toBe('63.00分（4个季度平均）');
  expect(countOf(year, titles, 'en')).toBe('63.00 points (mean of 4 quarters)');
  expect(definitionOf(year, titles, 'zh-CN')).toBe('252分 / 4个季度');
  expect(definitionOf(year, titles, 'en')).toBe('252 points / 4 quarters');
  expect(readingOf(250 / 3, itemOf('points', 250, 3), titles)).toBe('83.33');
  expect(countOf(itemOf('points', 70, 1), titles, 'en')).toBe('70.00 points (1 quarter)');
});

test('a ratio keeps its counts, and a plain value its own decimals', () => {
  expect(countOf(itemOf('cases', 41, 46), titles, 'zh-CN')).toBe('41 / 46件');
  expect(definitionOf(itemOf('cases', 41, 46), titles, 'zh-CN')).toBe('41 / 46件');
  expect(countOf(itemOf('points', 63, null), titles, 'zh-CN')).toBe('63分');
});
