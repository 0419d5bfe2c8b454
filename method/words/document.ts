// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';

/** A column of a table: its heading, its width as a part of the whole (all of them sum to 1), and how its cells stand. */
export type Column<Text> = { readonly title: Text; readonly width: number; readonly centred?: boolean };

export type Table<Text> = { readonly columns: readonly Column<Text>[]; readonly rows: readonly (readonly Text[])[] };

export type Block<Text> =
  | { readonly heading: Text; readonly level: 1 | 2 }
  | { readonly paragraph: Text }
  | { readonly list: readonly Text[] }
  | { readonly table: Table<Text> };

export type Language = 'zh' | 'en';

/** A readable document without any form: printed as text, as a file for Word, or on a page. */
export type WordsDocument = {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly Block<string>[];
};

/** A part of a document with a heading of its own, before it is numbered. */
export type Chapter = { readonly heading: Words; readonly blocks: readonly Block<Words>[] };

/** Chapters as one run of blocks, numbered as an office numbers them: 一、 and （一）. */
export function numbered(chapters: readonly Chapter[]): Block<Words>[] {
  return chapters.flatMap(({ heading, blocks }, at) => {
    let below = 0;
    const inside = blocks.map((block): Block<Words> => {
      if (!('heading' in block)) return block;
      below += 1;
      return {
        level: 2,
        heading: { zh: `（${chinese(below)}）${block.heading.zh}`, en: `${at + 1}.${below} ${block.heading.en}` },
      };
    });
    return [
      { level: 1, heading: { zh: `${chinese(at + 1)}、${heading.zh}`, en: `${at + 1}. ${heading.en}` } },
      ...inside,
    ];
  });
}

/** Blocks in both languages, read in one of them. */
export function inLanguage(blocks: readonly Block<Words>[], language: Language): Block<string>[] {
  const read = (words: Words): string => words[language];
  return blocks.map((block) => {
    if ('heading' in block) return { heading: read(block.heading), level: block.level };
    if ('paragraph' in block) return { paragraph: read(block.paragraph) };
    if ('list' in block) return { list: block.list.map(read) };
    const { columns, rows } = block.table;
    return {
      table: {
        columns: columns.map((column) => ({ ...column, title: read(column.title) })),
        rows: rows.map((row) => row.map(read)),
      },
    };
  });
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A heading's number in Chinese, up to 99; beyond that in digits. */
function chinese(n: number): string {
  if (n > 99) return String(n);
  const tens = Math.floor(n / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[n % 10]}`;
}
