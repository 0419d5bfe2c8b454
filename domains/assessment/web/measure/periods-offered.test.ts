// SPDX-License-Identifier: Apache-2.0
import { civilDate } from '@beichen/kernel/time.ts';
import { expect, test } from 'vitest';
import { periodMeant, periodsOffered } from './periods-offered.ts';

const TODAY = civilDate('2026-02-10');

test('offers what runs and what went before, across the turn of the year, and what was asked for first', () => {
  const offered = '2026-q1 2025-q4 2025-q3 2025-q2 2025-q1 2026-02 2026-01 2025-12 2025-11 2026 2025'.split(' ');
  expect(periodsOffered(TODAY, '2025-q4')).toEqual(offered);
  expect(periodsOffered(TODAY, '2024')).toEqual(['2024', ...offered]);
  expect(periodsOffered(TODAY, 'soon')).toEqual(offered);
});

test('where none is asked for, it is that of the newest result, and of a part of a year the year', () => {
  expect(periodMeant('cases.solved', TODAY, '2025-q4')).toBe('2025-q4');
  expect(periodMeant('cases.solved', TODAY, undefined)).toBe('2026-q1');
  expect(periodMeant('assessment.community-stars.q1.total', TODAY, '2025-q4')).toBe('2026');
});
