// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import en from '../locales/en.json';
import zh from '../locales/zh-CN.json';
import { filled, type Text } from './text.ts';

const gapsOf = (text: Text): string[] => {
  const forms = typeof text === 'string' ? [text] : [text.one, text.other];
  return [...new Set(forms.flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')))].sort();
};

test('gaps are filled, and the number chooses the form', () => {
  expect(filled('余{count}个工作日', { count: 4 })).toBe('余4个工作日');
  const left = { one: '{count} working day left', other: '{count} working days left' };
  expect(filled(left, { count: 1 })).toBe('1 working day left');
  expect(filled(left, { count: 4 })).toBe('4 working days left');
});

test('a gap without a value stays visible', () => {
  expect(filled('到{date}')).toBe('到{date}');
});

test('both languages have the same keys and the same gaps', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries<Text>(zh)) {
    expect([key, gapsOf((en as Record<string, Text>)[key] ?? '')]).toEqual([key, gapsOf(text)]);
  }
});

test('Chinese and figures stand together without a typed space', () => {
  for (const [key, text] of Object.entries(zh)) {
    expect([key, /[\u4e00-\u9fff] [\d{]|[\d}] [\u4e00-\u9fff]/.test(text)]).toEqual([key, false]);
  }
});
