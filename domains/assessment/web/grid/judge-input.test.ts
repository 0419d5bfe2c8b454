// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { actsFor, inputOf, numberIn, wantingOf } from './judge-input.ts';

const DRAFT = { num: '42', den: '46', reason: '按办法第十一条停钟', owner: '7', seenOn: '' };

test('a number is read as people type it', () => {
  expect(['42', ' 1,204 ', '0.5', '', '4 2', '四十二', '1e3'].map(numberIn)).toEqual([
    42,
    1204,
    0.5,
    null,
    undefined,
    undefined,
    undefined,
  ]);
});

test('what is wanting stands at its field', () => {
  expect([...wantingOf('correct', { ...DRAFT, num: '四十二', den: 'x', reason: '对' }, 'ratio')]).toEqual([
    'num',
    'den',
    'reason',
  ]);
  // A count has no denominator: whatever stands there is not asked for.
  expect([...wantingOf('correct', { ...DRAFT, den: 'x' }, 'count')]).toEqual([]);
  expect([...wantingOf('urge', { ...DRAFT, reason: '' }, 'count')]).toEqual([]);
});

test('a correction carries the figure that was seen; an empty field is no fact', () => {
  const seen = { num: 41, den: 46 };
  expect(inputOf('correct', DRAFT, { seen, form: 'ratio' })).toEqual({
    act: 'correct',
    num: 42,
    den: 46,
    seen,
    reason: DRAFT.reason,
    seenOn: null,
  });
  expect(inputOf('correct', { ...DRAFT, num: '', den: '' }, { seen, form: 'ratio' })).toMatchObject({
    num: null,
    den: null,
  });
  expect(inputOf('hold', DRAFT, { seen, form: 'ratio' })).toEqual({ act: 'hold', reason: DRAFT.reason, owner: 7 });
});

test('what may be said follows from how the fact stands', () => {
  const judgement = {} as never;
  expect(actsFor({ own: true }, { corrected: judgement, held: judgement })).toEqual(['explain']);
  expect(actsFor({ own: false }, { corrected: undefined, held: undefined })).toEqual(['correct', 'hold']);
  expect(actsFor({ own: false }, { corrected: judgement, held: judgement })).toEqual([
    'correct',
    'restore',
    'release',
    'urge',
  ]);
  expect(actsFor({ own: false }, { corrected: undefined, held: judgement }, true)).toEqual(['correct']);
});
