// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { amount, decimal, distance, eachOne, percent } from './amount.ts';

describe('numbers as people write them', () => {
  test.each([
    [0, '0'],
    [10, '10'],
    [0.95, '0.95'],
    [-4, '−4'],
    [1e-7, '0.0000001'],
    [1.5e21, '1500000000000000000000'],
  ])('%d is %s (would catch an exponent or a hyphen in a document)', (x, said) => {
    expect(decimal(x)).toBe(said);
  });

  test.each([
    [0.95, '95%'],
    [0.07, '7%'],
    [0.004, '0.4%'],
    [1, '100%'],
    [0, '0%'],
    [0.285, '28.5%'],
    [12.5, '1250%'],
  ])('%d is %s (would catch 7.000000000000001%%, which multiplying gives)', (share, said) => {
    expect(percent(share)).toBe(said);
  });

  test('values and distances by what is known of the measure (would catch a count shown as %, or a rate as a count)', () => {
    const days = { form: 'count', unit: { zh: '天', en: 'days' } } as const;
    expect(amount(3, days)).toEqual({ zh: '3天', en: '3 days' });
    expect(amount(1, days)).toEqual({ zh: '1天', en: '1' });
    expect(amount(0.95, { form: 'ratio', unit: { zh: '件', en: 'cases' } })).toEqual({ zh: '95%', en: '95%' });
    expect(amount(0.95, {})).toEqual({ zh: '0.95', en: '0.95' });
    expect(distance(0.01, { form: 'ratio' })).toEqual({ zh: '1个百分点', en: '1 percentage point' });
    expect(distance(2, days)).toEqual({ zh: '2天', en: '2 days' });
    expect(eachOne(days)).toBe('每1天');
    expect(eachOne({})).toBe('每计1');
  });
});
