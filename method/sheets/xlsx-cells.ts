// SPDX-License-Identifier: Apache-2.0
import type { CellObject } from '@e965/xlsx';
import type { Faults, Words } from '../fault.ts';
import { MOST_CELL_LENGTH } from './limits.ts';
import { numberFault, numberIn, REFUSED } from './number-cell.ts';
import { type Place, shown } from './place.ts';
import { isBlank } from './xlsx-sheet.ts';

/** A cell that is being read: its column's heading, and where it stands. */
export type CellAt = { readonly heading: string; readonly place: () => Place; readonly faults: Faults };

type Refused = { readonly code: string; readonly what: Words; readonly mend: Words };

function refuse({ heading, place, faults }: CellAt, { code, what, mend }: Refused): void {
  faults.add(() => ({
    ...place(),
    code,
    what: { zh: `“${shown(heading)}”列：${what.zh}`, en: `column "${shown(heading)}": ${what.en}` },
    mend,
  }));
}

const ENTER_AS_TEXT: Words = {
  zh: '把这一列设为“文本”格式，重新填入',
  en: 'format the column as text and enter it again',
};

const ENTER_AS_NUMBER: Words = {
  zh: '把单元格设为“常规”格式，重新填入数字；没有数据的留空',
  en: 'format the cell as General and enter the number again; leave it empty where there is no value',
};

const NO_VALUE: Refused = {
  code: 'formula-without-value',
  what: { zh: '公式没有算出的值', en: 'the formula has no calculated value' },
  mend: {
    zh: '用表格软件打开工作簿，保存后再用；或把公式换成数值',
    en: 'open the workbook in a spreadsheet program and save it, or replace the formula with its value',
  },
};

const errorOf = (cell: CellObject): Refused => ({
  code: 'error-cell',
  what: { zh: `单元格是错误值${errorName(cell)}`, en: `the cell is the error ${errorName(cell)}` },
  mend: {
    zh: '改正公式，或填入数值；没有数据的留空',
    en: 'correct the formula, or enter the value; leave it empty where there is none',
  },
});

const ERRORS = new Map<unknown, string>([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
]);

const errorName = (cell: CellObject): string => ERRORS.get(cell.v) ?? '#?';

/**
 * The text of a cell, `null` where it is empty, undefined (with its fault) where it is no text: a number, date or truth
 * value has lost the way in which it was written.
 */
export function textCell(cell: CellObject | undefined, at: CellAt): string | null | undefined {
  if (cell === undefined || isBlank(cell)) return null;
  if (cell.t === 's') return checkedText(String(cell.v), at);
  if (cell.t === 'e') refuse(at, errorOf(cell));
  else if (cell.t === 'n' && Number.isNaN(cell.v)) refuse(at, NO_VALUE);
  else refuse(at, notText(cell));
  return undefined;
}

function notText(cell: CellObject): Refused {
  const [zh, en] =
    cell.t === 'n'
      ? [`数字${cell.v}`, `the number ${cell.v}`]
      : cell.t === 'b'
        ? ['逻辑值', 'TRUE or FALSE']
        : ['日期', 'a date'];
  return {
    code: 'cell-not-text',
    what: { zh: `表格软件把内容变成了${zh}`, en: `the spreadsheet turned the content into ${en}` },
    mend: ENTER_AS_TEXT,
  };
}

/** What a .csv refuses in a cell is refused here too, so that one stands for the other. */
function checkedText(text: string, at: CellAt): string | undefined {
  if (text.length > MOST_CELL_LENGTH) {
    refuse(at, {
      code: 'cell-too-long',
      what: { zh: `单元格超过${MOST_CELL_LENGTH}个字符`, en: `the cell is longer than ${MOST_CELL_LENGTH} characters` },
      mend: { zh: '缩短内容', en: 'shorten it' },
    });
    return undefined;
  }
  if (text.includes('\0')) {
    refuse(at, {
      code: 'nul',
      what: { zh: '有空字符（NUL）', en: 'there is a NUL character' },
      mend: { zh: '删去它', en: 'delete it' },
    });
    return undefined;
  }
  // Half of a surrogate pair is no character, and has no place in a digest.
  if (/[\ud800-\udfff]/u.test(text)) {
    refuse(at, {
      code: 'broken-character',
      what: { zh: `有不完整的字符：${shown(text)}`, en: `there is half a character: ${shown(text)}` },
      mend: { zh: '重新填写这个单元格', en: 'enter the cell again' },
    });
    return undefined;
  }
  return text;
}

/** The number of a cell, or of the text in it; NaN where it is empty, REFUSED (with its fault) where it is none. */
export function numberCell(cell: CellObject | undefined, at: CellAt): number {
  if (cell === undefined || isBlank(cell)) return Number.NaN;
  if (cell.t === 's') {
    const text = checkedText(String(cell.v), at);
    const value = text === undefined ? REFUSED : numberIn(text);
    if (value === REFUSED && text !== undefined) refuse(at, numberFault(text));
    return value;
  }
  if (cell.t === 'n' && typeof cell.v === 'number') {
    if (Number.isFinite(cell.v)) return cell.v === 0 ? 0 : cell.v;
    if (Number.isNaN(cell.v)) refuse(at, NO_VALUE);
    else
      refuse(at, {
        code: 'number-too-large',
        what: { zh: '数字太大', en: 'the number is too large' },
        mend: ENTER_AS_NUMBER,
      });
    return REFUSED;
  }
  if (cell.t === 'e') refuse(at, errorOf(cell));
  else
    refuse(at, {
      code: cell.t === 'b' ? 'number-boolean' : 'number-date',
      what:
        cell.t === 'b'
          ? { zh: '是逻辑值，不是数字', en: 'TRUE or FALSE is no number' }
          : { zh: '是日期，不是数字', en: 'a date is no number' },
      mend: ENTER_AS_NUMBER,
    });
  return REFUSED;
}
