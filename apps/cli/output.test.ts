// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { columns } from './output.ts';

test('columns with Chinese names align, numbers to the right', () => {
  const rows = [
    ['名称', 'id', '总分'],
    ['卧龙岗社区', 'a', '9.5'],
    ['Club 2（新）', '𠮷1', '100'],
    ['Cafe\u0301\u200b', 'c', '—'],
  ];
  // A Chinese character takes two places, also beyond U+FFFF; the accent over the e and the space without width none.
  expect(columns(rows, new Set([2]))).toBe(
    [
      '名称          id   总分\n',
      '卧龙岗社区    a     9.5\n',
      'Club 2（新）  𠮷1   100\n',
      'Cafe\u0301\u200b          c       —\n',
    ].join(''),
  );
});
