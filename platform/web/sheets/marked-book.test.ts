// SPDX-License-Identifier: Apache-2.0

import { readTables } from '@beichen/method/sheets';
import { expect, test } from 'vitest';
import { heightFor, writeMarkedBook } from './marked-book.ts';

test('a row of a marked file is as high as what is said of it is long', () => {
  expect(heightFor([])).toBe(16);
  expect(heightFor(['姓名：没有姓名；填写姓名'])).toBe(16);
  // Two faults are two lines; 57 characters want three lines of 28.
  expect(heightFor(['姓名：没有姓名', '电话：不像电话号码'])).toBe(32);
  expect(heightFor(['字'.repeat(57)])).toBe(48);
});

test('a marked file says what is wrong in the language of its reader', async () => {
  const table = { sheet: 'Entries', headings: ['Unit'], rows: [{ line: 2, cells: ['甲'] }] };
  const fault = {
    sheet: 'Entries',
    row: 2,
    column: 'Unit',
    value: '甲',
    what: { zh: '不认识', en: 'Unknown' },
    mend: { zh: '改正', en: 'Mend it' },
  };
  const written = async (language: 'zh' | 'en') => {
    const bytes = writeMarkedBook([table], [fault], language);
    const read = await readTables({ name: 'check.xlsx', bytes }, { sheets: ['Entries'], most: 5 });
    const [marked] = read.ok ? read.value : [];
    return [marked?.headings, marked?.rows[0]?.cells];
  };
  expect(await written('en')).toEqual([
    ['Unit', 'What is wrong'],
    ['甲', 'Unit: Unknown; Mend it'],
  ]);
  expect(await written('zh')).toEqual([
    ['Unit', '问题'],
    ['甲', 'Unit：不认识；改正'],
  ]);
});

test('a line of a marked file holds twice as many Latin letters as Chinese characters', () => {
  // 56 letters are one line of 28, 57 want a second.
  expect(heightFor(['a'.repeat(56)])).toBe(16);
  expect(heightFor(['a'.repeat(57)])).toBe(32);
});
