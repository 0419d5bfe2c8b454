// SPDX-License-Identifier: Apache-2.0
import type { Grant } from '@beichen/kernel/permissions.ts';
import { describe, expect, test } from 'vitest';
import { nearestPost } from './may.ts';

const grant = (unit: number, path: string, permissions: readonly string[]): Grant => ({
  role: 'any',
  permissions,
  unit,
  path,
  line: null,
  sensitivity: 'open',
});

describe('in whose name something is done', () => {
  const city = grant(1, '1/', ['cases.close']);
  const street = grant(3, '1/3/', ['cases.close', 'cases.read']);
  const sibling = grant(30, '1/30/', ['cases.close']);

  test('that of the nearest post over the place, wherever it stands in the list', () => {
    for (const grants of [
      [city, street, sibling],
      [sibling, street, city],
    ])
      expect(nearestPost(grants, 'cases.close', ['1/3/4/'])).toBe(3);
    expect(nearestPost([street, city], 'cases.close', ['1/30/5/'])).toBe(1);
  });

  test('of two places the one to which the nearer post reaches', () => {
    expect(nearestPost([city, sibling], 'cases.close', ['1/3/4/', '1/30/5/'])).toBe(30);
  });

  test('nobody, where no post gives the permission there: 3 is not above 30', () => {
    expect(nearestPost([street], 'cases.close', ['1/30/'])).toBeNull();
    expect(nearestPost([city], 'cases.defer', ['1/3/'])).toBeNull();
    expect(nearestPost([], 'cases.close', ['1/3/'])).toBeNull();
  });
});
