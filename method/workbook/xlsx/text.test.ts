// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { cellText, escapeXml, looksLikeFormula, sharedText } from './cell-text.ts';
import { columnName } from './sheet-body.ts';
import { sheetNames } from './sheet-names.ts';
import { linesOf } from './text-width.ts';

// Broke if one control character in a name made the whole workbook unreadable.
test('what XML cannot carry is left out, everything else stays', () => {
  expect(cellText('a\u0000b\u0007\u000b\ufffe\uffffc')).toBe('abc');
  expect(cellText('\ud842\udfb7 \ud842 \udfb7')).toBe('𠮷  ');
  expect(cellText('一\t二\n三\r四')).toBe('一\t二\n三\r四');
});

// Broke if a spreadsheet refused the file for one long cell, or a character were cut in two.
test('a text that no cell holds is cut, with a mark', () => {
  expect(cellText('字'.repeat(32_767))).toHaveLength(32_767);
  const cut = cellText(`${'a'.repeat(32_765)}𠮷bc`);
  expect(cut).toBe(`${'a'.repeat(32_765)}…`);
});

// Broke if a text came back as another: a spreadsheet reads _x000D_ as a carriage return.
test('markup and the escapes of spreadsheets are escaped', () => {
  expect(escapeXml('<a & "b">')).toBe('&lt;a &amp; &quot;b&quot;&gt;');
  expect(sharedText('_x000D_ \r')).toBe('_x005F_x000D_ _x000D_');
});

// Broke if one of the ways to begin a formula were forgotten.
test('what looks like a formula', () => {
  for (const text of ['=1', '+1', '-1', '@a', '\t1', '\r1', '＝1', '＋1', '－1', '＠a'])
    expect(looksLikeFormula(text), text).toBe(true);
  for (const text of ['', '一', '−1', '1=1', ' =1', "'=1"]) expect(looksLikeFormula(text), text).toBe(false);
});

// Broke if a spreadsheet refused the file for the name of a sheet.
test('names of sheets: legal, short, each its own', () => {
  expect(sheetNames(["a[b]:c*d?e/f\\g'", 'X', 'x', '', 'History', "''", 'x'])).toEqual([
    'a b c d e f g',
    'X',
    'x(2)',
    'Sheet4',
    'History(2)',
    'Sheet6',
    'x(3)',
  ]);
  const long = sheetNames([`${'a'.repeat(30)}𠮷`, 'b'.repeat(40), 'b'.repeat(41)]);
  expect(long).toEqual(['a'.repeat(30), 'b'.repeat(31), `${'b'.repeat(28)}(2)`]);
});

// Broke if the 27th column overwrote the first.
test('names of columns', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

// Broke if a row were too low for its Chinese text, or of double height for one that just fits.
test('lines that a text takes: a Chinese character is two wide', () => {
  expect(linesOf('411302001001', 12)).toBe(1);
  expect(linesOf('一二三四五六', 12)).toBe(1);
  expect(linesOf('一二三四五六七', 12)).toBe(2);
  expect(linesOf('一\n二', 12)).toBe(2);
});
