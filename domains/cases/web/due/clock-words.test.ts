// SPDX-License-Identifier: Apache-2.0
import { filled, type Say } from '@beichen/platform-web/words/text.ts';
import { expect, test } from 'vitest';
import zh from '../../locales/zh-CN.json';
import type { CaseKey } from '../words.ts';
import { dueText } from './clock-words.ts';

const say: Say<CaseKey> = (key, values) => filled(zh[key], values);
const told = (left: number, overdue: boolean): string => {
  const row = { stage: 'dispatched', deferred: false, lastDay: '2026-09-28', overdue } as const;
  return dueText({ ...row, running: { unit: 'working-days', left, gone: 1 } }, say, 'zh-CN');
};

test('a case in hand says its last day and what is left', () => {
  expect(told(2.4, false)).toBe('9月28日截止，余2.4个工作日');
  expect(told(-1.3, true)).toBe('9月28日到期，超期1.3个工作日');
});

// At 00:52 of the day after its last one a case is overdue by 0.036 of a working day: it said “余0个工作日”.
test('one that is late by less than a tenth of a day is late', () => {
  expect(told(-0, true)).toBe('9月28日到期，已超期');
  expect(told(0, false)).toBe('9月28日截止，余0个工作日');
});
