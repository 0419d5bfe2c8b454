// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { faultOf, filledBody, NOTHING_FILLED } from './move-input.ts';

const filled = { choice: '17', label: '梅溪街道', note: ' 请尽快 ' };

test('each move sends its own fields, and an empty note is none', () => {
  expect(filledBody('dispatch', filled)).toEqual({ handler: 17, note: '请尽快' });
  expect(filledBody('dispatch', { ...filled, note: ' ' })).toEqual({ handler: 17 });
  expect(filledBody('close', { ...filled, choice: 'done' })).toEqual({ outcome: 'done', note: '请尽快' });
  expect(filledBody('defer', filled)).toEqual({ reason: '请尽快' });
  expect(filledBody('answer', { ...filled, choice: 'unreached' })).toEqual({ answer: 'unreached', note: '请尽快' });
});

test('what is wanting is told at its field', () => {
  expect(faultOf('dispatch', NOTHING_FILLED)).toEqual({ field: 'choice', words: undefined });
  expect(faultOf('close', { ...NOTHING_FILLED, choice: 'done' })).toEqual({ field: 'note', words: undefined });
  expect(faultOf('defer', NOTHING_FILLED)).toEqual({ field: 'note', words: undefined });
  expect(faultOf('answer', { ...NOTHING_FILLED, choice: 'solved' })).toBeUndefined();
});

test('a phone number in a note is refused in the words of its field', () => {
  const fault = faultOf('close', { choice: 'done', label: '', note: '已联系13800138000' });
  expect([fault?.field, fault?.words?.what.zh]).toEqual(['note', '说明里有电话号码']);
});
