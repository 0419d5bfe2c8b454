// SPDX-License-Identifier: Apache-2.0

import { plainHeading, type ReadTable } from '@beichen/engines/sheets/lines.ts';
import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { type Cell, type Row, type Sheet, writeBook } from '@beichen/method/workbook-layout';

type BookLanguage = 'zh' | 'en';

const WORDS = {
  zh: {
    fault: '问题',
    list: '错误',
    head: ['工作表', '行', '列', '内容', '问题', '怎么改'],
    title: '导入检查',
    pages: '第&P页，共&N页',
    colon: '：',
    then: '；',
  },
  en: {
    fault: 'What is wrong',
    list: 'Faults',
    head: ['Sheet', 'Row', 'Column', 'Content', 'What is wrong', 'How to mend it'],
    title: 'Check of an import',
    pages: 'Page &P of &N',
    colon: ': ',
    then: '; ',
  },
} as const;

function told(faults: readonly SheetFault[], language: BookLanguage): readonly string[] {
  const { colon, then } = WORDS[language];
  return faults.map(({ column, what, mend }) => `${column ?? ''}${colon}${what[language]}${then}${mend[language]}`);
}

/** Characters of Chinese that a line of the column of faults holds, and the height of a line in points. */
const IN_A_LINE = 28;
const LINE = 16;

/** In characters of Chinese: a Latin letter is half as wide. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter < '\u0250' ? 0.5 : 1), 0);

/** How high a row must be for all that is said of it: Excel gives a row that was written so no more than it was told. */
export function heightFor(sentences: readonly string[]): number {
  const lines = sentences.reduce((sum, sentence) => sum + Math.ceil(widthOf(sentence) / IN_A_LINE), 0);
  return Math.max(lines, 1) * LINE;
}

function markedSheet(
  { sheet: title, headings, rows }: ReadTable,
  faults: readonly SheetFault[],
  language: BookLanguage,
): Sheet {
  const own = Map.groupBy(
    faults.filter(({ sheet }) => sheet === title),
    ({ row }) => row ?? 0,
  );
  const body = rows.map(({ line, cells }): Row => {
    const wrong = own.get(line) ?? [];
    const columns = new Set(wrong.map(({ column }) => plainHeading(column ?? '')));
    const marked = cells.map((value, at): Cell => {
      return columns.has(plainHeading(headings[at] ?? '')) ? { value, style: 'wrong' } : value;
    });
    const sentences = told(wrong, language);
    return { cells: [...marked, sentences.join('\n') || null], height: heightFor(sentences) };
  });
  return {
    title,
    landscape: true,
    columns: [...headings.map(() => ({ width: 16, style: 'text' as const })), { width: 60, style: 'wrapped' }],
    fixed: 2,
    rows: [{ cells: [...headings, WORDS[language].fault], style: 'head', heading: true }, ...body],
  };
}

function listSheet(faults: readonly SheetFault[], language: BookLanguage): Sheet {
  const { head, list } = WORDS[language];
  return {
    title: list,
    landscape: true,
    columns: [16, 8, 14, 24, 40, 40].map((width) => ({ width, style: 'wrapped' })),
    fixed: 0,
    rows: [
      { cells: [...head], style: 'head', heading: true },
      ...faults.map(
        ({ sheet, row, column, value, what, mend }): Row => ({
          cells: [sheet, row, column, value, what[language], mend[language]],
          height: Math.max(...[value, what[language], mend[language]].map((text) => heightFor([text]))),
        }),
      ),
    ],
  };
}

/** A file as it was handed in, what is wrong marked in its cells and said at the end of its rows: mended, it comes in as it is. */
export function writeMarkedBook(
  tables: readonly ReadTable[],
  faults: readonly SheetFault[],
  language: BookLanguage,
): Uint8Array {
  const { title, pages } = WORDS[language];
  return writeBook({
    title,
    language,
    decimals: 0,
    running: { left: title, right: '', foot: '', pages, font: '宋体' },
    sheets: [...tables.map((table) => markedSheet(table, faults, language)), listSheet(faults, language)],
  });
}
