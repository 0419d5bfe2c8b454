// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { wayBack } from './way-back.ts';

test('back to the page that was asked for, with its question', () => {
  expect(wayBack('/cases?state=open')).toBe('/cases?state=open');
});

test('never to another house, and never round in a circle', () => {
  for (const asked of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    7,
    undefined,
  ])
    expect(wayBack(asked)).toBe('/');
  expect(wayBack('/sign-in?to=%2F')).toBe('/');
});
