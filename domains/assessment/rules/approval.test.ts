// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { obstacleToNaming } from './approval.ts';

const basis = {
  document: '宛创〔2026〕1号',
  approval: '市委常委会2026年1月5日批准',
  from: '2026-01-01',
  to: '2026-12-31',
};

test('names are given on an approved programme, from its first day to its last', () => {
  expect(obstacleToNaming(basis, '2026-01-01')).toBeUndefined();
  expect(obstacleToNaming(basis, '2026-12-31')).toBeUndefined();
  expect(obstacleToNaming(basis, '2025-12-31')).toBe('termOver');
  expect(obstacleToNaming(basis, '2027-01-01')).toBe('termOver');
});

test('a text that stands for one to come is no approval', () => {
  for (const approval of ['待批准机关填写', '', '  ', '待定', 'TBD', '待市委核定'])
    expect([approval, obstacleToNaming({ ...basis, approval }, '2026-06-01')]).toEqual([approval, 'notApproved']);
  expect(obstacleToNaming({ ...basis, document: '待发布机关填写' }, '2026-06-01')).toBe('notApproved');
  expect(obstacleToNaming(undefined, '2026-06-01')).toBe('notApproved');
  expect(obstacleToNaming({ ...basis, to: undefined }, '2026-06-01')).toBe('termOver');
});
