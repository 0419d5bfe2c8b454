// SPDX-License-Identifier: Apache-2.0
import { utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { readTables } from './index.ts';

const WANTED = { sheets: ['单位'], most: 3 };

function workbook(sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows as unknown[][], { UTC: true }), name);
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }));
}

describe('sheets that others give their meaning', () => {
  test('codes that became numbers and days that became dates are read as they were typed', async () => {
    const bytes = workbook({
      单位: [
        ['代码', '起', '名称'],
        [411302001001, new Date(Date.UTC(2026, 9, 12)), ' 河街 '],
      ],
    });
    const read = await readTables({ name: 'f.xlsx', bytes }, WANTED);
    // Whatever zone the machine is in: the day is the one in the cell.
    expect(read).toEqual({
      ok: true,
      value: [
        {
          sheet: '单位',
          headings: ['代码', '起', '名称'],
          rows: [{ line: 2, cells: ['411302001001', '2026-10-12', ' 河街 '] }],
        },
      ],
    });
  });

  test('a fraction, a truth value and an error are told at their cells', async () => {
    const bytes = workbook({
      单位: [
        ['代码', '名称'],
        [1.5, true],
      ],
    });
    const read = await readTables({ name: 'f.xlsx', bytes }, WANTED);
    expect(read.ok ? [] : read.faults.map(({ cell }) => cell)).toEqual(['单位!A2', '单位!B2']);
  });

  test('other sheets are passed over; the only one is taken whatever its name', async () => {
    const rows = [['代码'], ['1']];
    const both = await readTables({ name: 'f.xlsx', bytes: workbook({ 说明: rows, 单位: rows }) }, WANTED);
    expect(both.ok && both.value.map(({ sheet }) => sheet)).toEqual(['单位']);
    const only = await readTables({ name: 'f.xlsx', bytes: workbook({ Sheet1: rows }) }, WANTED);
    expect(only.ok && only.value.map(({ sheet }) => sheet)).toEqual(['Sheet1']);
    const none = await readTables({ name: 'f.xlsx', bytes: workbook({ 一: rows, 二: rows }) }, WANTED);
    expect(none.ok ? [] : none.faults.map(({ code }) => code)).toEqual(['unknown-sheet']);
  });

  test('a CSV in GB18030 is one sheet, named after the file', async () => {
    // 代码,名称 / 1,河街 in GB18030.
    const bytes = new Uint8Array([
      0xb4, 0xfa, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x31, 0x2c, 0xba, 0xd3, 0xbd, 0xd6, 0x0a,
    ]);
    expect(await readTables({ name: '单位.csv', bytes }, WANTED)).toEqual({
      ok: true,
      value: [{ sheet: '单位', headings: ['代码', '名称'], rows: [{ line: 2, cells: ['1', '河街'] }] }],
    });
  });

  test('rows beyond the most are refused', async () => {
    const bytes = new TextEncoder().encode('a\n1\n2\n3\n4\n');
    const read = await readTables({ name: 'a.csv', bytes }, WANTED);
    expect(read.ok ? [] : read.faults.map(({ code }) => code)).toEqual(['too-many-rows']);
  });
});
