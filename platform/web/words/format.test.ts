// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, test } from 'vitest';
import {
  bytesText,
  changeText,
  dateText,
  momentText,
  numberText,
  percentText,
  ratioText,
  showCityZone,
  weekdayText,
} from './format.ts';

beforeEach(() => showCityZone('Asia/Shanghai'));

describe('dates by the clock of the city', () => {
  test('a day, with and without its year', () => {
    expect(dateText('2023-10-18', 'zh-CN')).toBe('10月18日');
    expect(dateText('2023-10-18', 'zh-CN', true)).toBe('2023年10月18日');
    expect(dateText('2023-10-18', 'en', true)).toBe('18 Oct 2023');
  });
  test('an instant late in the evening by UTC is the next day in Nanyang', () => {
    expect(momentText('2023-10-11T18:42:00Z', 'zh-CN')).toBe('10月12日 02:42');
    expect(momentText('2023-10-12T10:42:00+08:00', 'en')).toBe('12 Oct 10:42');
  });
  test('the weekday is that of the city, not that of Greenwich', () => {
    // 1 October 2026 is a Thursday; 17:00 by UTC the evening before is already that day in Nanyang.
    expect(weekdayText('2026-09-30T17:00:00Z', 'zh-CN')).toBe('周四');
    expect(weekdayText('2026-10-04', 'en')).toBe('Sun');
  });
  test('another city has another clock', () => {
    // Urumqi is six hours ahead of Greenwich, Honolulu ten behind: the same moment is on two days.
    showCityZone('Asia/Urumqi');
    expect(momentText('2026-09-30T17:00:00Z', 'zh-CN')).toBe('9月30日 23:00');
    expect(weekdayText('2026-09-30T17:00:00Z', 'zh-CN')).toBe('周三');
    showCityZone('Pacific/Honolulu');
    expect(momentText('2026-09-30T17:00:00Z', 'zh-CN')).toBe('9月30日 07:00');
    // A day alone is no moment: it is the same everywhere.
    expect(dateText('2026-10-01', 'zh-CN')).toBe('10月1日');
  });
  test('midnight is 00:00, not 24:00', () => {
    expect(momentText('2023-10-12T00:00:00+08:00', 'zh-CN')).toBe('10月12日 00:00');
  });
});

describe('numbers', () => {
  test('groups of three, tabular decimals, a true minus', () => {
    expect(numberText(1873)).toBe('1,873');
    expect(numberText(14.7, 2)).toBe('14.70');
    expect(numberText(-1234567.5)).toBe('−1,234,567.5');
    expect(numberText(-0.001, 2)).toBe('0.00');
  });
  // 999,499 rounds to 999 thousands, 999,500 would be 1000 of them; 20,000,000 is the limit of a file, said as 20.
  test('a size stands in the unit that leaves three digits at most', () => {
    const sizes = [0, 812, 1000, 34_499, 999_499, 999_500, 2_345_678, 20_000_000];
    expect(sizes.map(bytesText)).toEqual(['0 B', '812 B', '1 KB', '34 KB', '999 KB', '1 MB', '2.3 MB', '20 MB']);
  });

  test('a change carries its sign', () => {
    expect([changeText(1), changeText(-1), changeText(0)]).toEqual(['+1', '−1', '0']);
  });
  test('the count stands before the rate', () => {
    expect(ratioText(41, 46, { unit: '件', language: 'zh-CN' })).toBe('41 / 46件，89.13%');
    expect(ratioText(41, 46, { unit: 'cases', language: 'en' })).toBe('41 / 46 cases, 89.13%');
    expect(percentText(0.897)).toBe('89.70%');
  });
  test('nothing to count has no rate', () => {
    expect(ratioText(0, 0, { unit: '件', language: 'zh-CN' })).toBe('0 / 0件');
  });
});
