// SPDX-License-Identifier: Apache-2.0
import { type Row, type Sheet, writeBook } from '@beichen/method/workbook-layout';
import {
  POST_COLUMNS,
  type PostColumn,
  SHEETS,
  TIE_COLUMNS,
  type TieColumn,
  UNIT_COLUMNS,
  type UnitColumn,
} from '../model/sheets.ts';

export type UnitRecord = Readonly<Partial<Record<UnitColumn, string>>>;
export type PostRecord = Readonly<Partial<Record<PostColumn, string>>>;

export type TieRecord = Readonly<Partial<Record<TieColumn, string>>>;

export type TreeBook = {
  /** What went out, for whoever opens the file later: of which unit, as of which day. */
  readonly of: string;
  readonly on: string;
  readonly units: readonly UnitRecord[];
  readonly posts: readonly PostRecord[];
  readonly ties?: readonly TieRecord[];
};

const WIDTHS: Readonly<Partial<Record<UnitColumn | PostColumn | TieColumn, number>>> = {
  code: 18,
  name: 28,
  parent: 18,
  parentName: 18,
  unit: 18,
  unitName: 24,
  over: 18,
  overName: 24,
  post: 20,
  role: 20,
  phone: 16,
  from: 12,
  until: 12,
  id: 38,
};

type Columns<Id extends string> = readonly { readonly id: Id; readonly heading: string }[];

/** One heading row and a row for each record: nothing merged, nothing above, so that what goes out can come in. */
function tableSheet<Id extends UnitColumn | PostColumn | TieColumn>(
  title: string,
  columns: Columns<Id>,
  records: readonly Readonly<Partial<Record<Id, string>>>[],
): Sheet {
  const rows: Row[] = [
    { cells: columns.map(({ heading }) => heading), style: 'head', heading: true },
    ...records.map((record) => ({ cells: columns.map(({ id }) => record[id] ?? null) })),
  ];
  return {
    title,
    landscape: true,
    columns: columns.map(({ id }) => ({ width: WIDTHS[id] ?? 12, style: 'text' })),
    fixed: 2,
    rows,
  };
}

function notesSheet({ of, on, units, posts, ties = [] }: TreeBook): Sheet {
  const entry = (key: string, text: string): Row => ({
    cells: [
      { value: key, style: 'key' },
      { value: text, style: 'entry' },
    ],
  });
  return {
    title: SHEETS.notes,
    landscape: false,
    columns: [
      { width: 20, style: 'key' },
      { width: 80, style: 'entry' },
    ],
    fixed: 0,
    rows: [
      entry('范围', of),
      entry('截至', on),
      entry('数目', `单位${units.length}个，任职${posts.length}个，关系${ties.length}个`),
      entry(
        '怎么改',
        '照原样导入，什么也不变。改哪个单元格，就改哪一项；加一行，就是新设或新任命；删去一行，什么也不变。',
      ),
      ...UNIT_COLUMNS.map(({ heading, note }) => entry(`${SHEETS.units} · ${heading}`, note)),
      ...POST_COLUMNS.map(({ heading, note }) => entry(`${SHEETS.posts} · ${heading}`, note)),
      ...TIE_COLUMNS.map(({ heading, note }) => entry(`${SHEETS.ties} · ${heading}`, note)),
    ],
  };
}

/** The units, posts and people of a range as a workbook. The same records give the same bytes. */
export function writeTreeBook(book: TreeBook): Uint8Array {
  return writeBook({
    title: `${book.of}：单位、岗位与人员`,
    language: 'zh',
    decimals: 0,
    running: { left: book.of, right: `截至${book.on}`, foot: '', pages: '第&P页，共&N页', font: '宋体' },
    sheets: [
      tableSheet(SHEETS.units, UNIT_COLUMNS, book.units),
      tableSheet(SHEETS.posts, POST_COLUMNS, book.posts),
      tableSheet(SHEETS.ties, TIE_COLUMNS, book.ties ?? []),
      notesSheet(book),
    ],
  });
}
