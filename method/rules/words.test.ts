// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { Reading } from '../amount.ts';
import { fromFullWords } from './from-full.ts';
import { boundRule, type Rule } from './rule-kinds.ts';

const ratio: Reading = { form: 'ratio', unit: { zh: '件', en: 'cases' } };
const count: Reading = { form: 'count', unit: { zh: '件', en: 'cases' } };

function said(rule: Rule, { full, floor = 0, reading = {} }: { full: number; floor?: number; reading?: Reading }) {
  const { kind, data } = boundRule(rule);
  return kind.words(data, { full, floor, ...reading });
}

describe('rules as sentences', () => {
  test('linear: rising, falling, from nothing (would catch 及以下 on the wrong side)', () => {
    expect(said({ linear: [0.6, 1] }, { full: 10, reading: ratio })).toEqual({
      zh: '60%及以下得0分，达到100%得满分10分，其间按比例计分',
      en: '0 points at 60% or less, the full 10 at 100% or more, in proportion between',
    });
    expect(said({ linear: [8, 2] }, { full: 5 }).zh).toBe('8及以上得0分，不超过2得满分5分，其间按比例计分');
    expect(said({ linear: [0, 3] }, { full: 8, reading: count }).zh).toBe('0件得0分，达到3件得满分8分，其间按比例计分');
    expect(said({ linear: [4, 0] }, { full: 8 }).en).toBe(
      '0 points at 4 or more, the full 8 at 0, in proportion between',
    );
  });

  test('curve and steps, the best step first (would catch a level that is left out)', () => {
    expect(
      said(
        {
          curve: [
            [0.6, 4],
            [0.8, 8],
            [1, 10],
          ],
        },
        { full: 10, reading: ratio },
      ).zh,
    ).toBe('60%得4分，80%得8分，100%得10分，相邻两点之间按比例计分，两端之外按端点计分');
    expect(
      said(
        {
          steps: [
            [0.6, 5],
            [0.9, 10],
          ],
        },
        { full: 10, reading: ratio },
      ),
    ).toEqual({
      zh: '分档计分：达到90%得10分，达到60%得5分，低于60%得0分',
      en: 'in steps: 10 points from 90%, 5 points from 60%; 0 below 60%',
    });
  });

  test('short and over say where the loss ends (would catch 扣完为止 with a floor below 0)', () => {
    const short: Rule = { short: { target: 0.95, unit: 0.01, lose: 0.3 } };
    expect(said(short, { full: 14, reading: ratio }).zh).toBe(
      '达到95%得满分14分，每低1个百分点扣0.3分，不足1个百分点的按比例扣，扣完为止',
    );
    expect(said(short, { full: 14, floor: -5, reading: ratio })).toEqual({
      zh: '达到95%得满分14分，每低1个百分点扣0.3分，不足1个百分点的按比例扣，扣至−5分为止',
      en: 'the full 14 points at 95% or more; 0.3 lost for each 1 percentage point below, in proportion for part of one, down to −5',
    });
    expect(said({ short: { target: 20, unit: 5, lose: 1, whole: 'up' } }, { full: 10, reading: count }).zh).toBe(
      '达到20件得满分10分，每低5件扣1分，不足5件的按5件算，扣完为止',
    );
    expect(said({ over: { limit: 2, unit: 1, lose: 1, whole: 'down' } }, { full: 10 }).zh).toBe(
      '不超过2得满分10分，每超1扣1分，不足1的不扣，扣完为止',
    );
    expect(said({ over: { limit: 0, unit: 1, lose: 2 } }, { full: 10, reading: count }).zh).toBe(
      '为0的得满分10分，每有1件扣2分，扣完为止',
    );
  });

  test('each, holds, points (would catch a count of a ratio)', () => {
    expect(said({ each: 2 }, { full: 10, reading: count }).zh).toBe('每1件得2分，最多10分');
    expect(said({ each: 2 }, { full: 10 }).zh).toBe('每计1得2分，最多10分');
    expect(said({ each: 20 }, { full: 10, reading: ratio }).zh).toBe('按比率乘以20分计分，最多10分');
    expect(said({ holds: { at_least: 0.85 } }, { full: 6, reading: ratio }).zh).toBe('不低于85%的得满分6分，否则得0分');
    expect(said({ holds: { at_most: 2 } }, { full: 6, reading: count })).toEqual({
      zh: '不多于2件的得满分6分，否则得0分',
      en: 'the full 6 points where at most 2 cases, else 0',
    });
    expect(said({ holds: { over: 0 } }, { full: 6, reading: count }).zh).toBe(
      '有发生（多于0件）的得满分6分，否则得0分',
    );
    expect(said({ points: true }, { full: 8 }).zh).toBe('按评定的分数计分，最高8分');
  });

  test('rules that look at the peers (would catch a band that starts at the wrong share)', () => {
    expect(said({ best: 'highest' }, { full: 10 }).zh).toBe('同组最高的得满分10分，其余按本单位与最高值之比计分');
    expect(said({ placing: { order: 'highest', points: [10, 8] } }, { full: 10 }).zh).toBe(
      '按同组名次计分（高者在前）：第1名得10分，第2名得8分，其后得0分',
    );
    expect(
      said(
        {
          bands: {
            order: 'lowest',
            shares: [
              [0.1, 10],
              [0.3, 6],
            ],
          },
        },
        { full: 10 },
      ),
    ).toEqual({
      zh: '按同组名次分档计分（低者在前）：前10%得10分，10%至30%得6分，其后得0分',
      en: 'by band of the peers, the lowest first: 10 points within the first 10%, 6 points from 10% to 30%, 0 beyond',
    });
    expect(
      said(
        {
          bands: {
            order: 'lowest',
            shares: [
              [0.5, 10],
              [1, 6],
            ],
          },
        },
        { full: 10 },
      ).zh,
    ).toBe('按同组名次分档计分（低者在前）：前50%得10分，50%至100%得6分');
  });

  test('an item without a rule (would catch an end that its floor does not have)', () => {
    expect(fromFullWords({ full: 8, floor: 0 }).zh).toBe('从满分8分扣起，扣完为止');
    expect(fromFullWords({ full: 8, floor: -4 }).zh).toBe('从满分8分扣起，扣至−4分为止');
  });
});
