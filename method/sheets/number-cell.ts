// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';
import { shown } from './place.ts';
import { textOf } from './utf8.ts';

/** The numbers of a sheet: `-?digits(.digits)?`, at most 15 digits after leading zeros (METHOD.md section 8). */

/** What a cell that is no such number gives: no number of 15 digits is infinite. NaN is an empty cell. */
export const REFUSED = Number.POSITIVE_INFINITY;

const MOST_DIGITS = 15;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;

/** Powers of ten that a double holds exactly: dividing by one of them rounds once, so the result is the nearest. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** The number in a range of bytes; NaN for an empty range, REFUSED for anything that is no number. */
export function numberAt(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return Number.NaN;
  let at = bytes[start] === MINUS ? start + 1 : start;
  const first = at;
  let mantissa = 0;
  let digits = 0;
  for (; at < end; at += 1) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) break;
    if (digits > 0 || digit > 0) digits += 1;
    mantissa = mantissa * 10 + digit;
  }
  if (at === first) return REFUSED;
  let places = 0;
  if (at < end) {
    if (bytes[at] !== POINT || at + 1 === end) return REFUSED;
    for (at += 1; at < end; at += 1) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) return REFUSED;
      if (digits > 0 || digit > 0) digits += 1;
      mantissa = mantissa * 10 + digit;
      places += 1;
    }
  }
  if (digits > MOST_DIGITS) return REFUSED;
  if (mantissa === 0) return 0;
  if (places >= TENS.length) return Number(textOf(bytes, start, end));
  const size = mantissa / (TENS[places] as number);
  return first > start ? -size : size;
}

const PLAIN = /^-?\d+(?:\.\d+)?$/;

/** Digits after leading zeros, of the whole digit string. */
const digitsOf = (text: string): number => text.replace(/[-.]/g, '').replace(/^0+/, '').length;

/** The same for a text: NaN for an empty one, REFUSED for one that is no number. */
export function numberIn(text: string): number {
  if (text === '') return Number.NaN;
  if (!PLAIN.test(text) || digitsOf(text) > MOST_DIGITS) return REFUSED;
  const value = Number(text);
  return value === 0 ? 0 : value;
}

export type NumberFault = { readonly code: string; readonly what: Words; readonly mend: Words };

/** Moves the decimal point: `shift` places to the right, as text, so that nothing is rounded. */
function shifted(number: string, shift: number): string {
  const minus = number.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = number.slice(minus.length).split('.');
  const digits = '0'.repeat(Math.max(0, -shift)) + whole + fraction + '0'.repeat(Math.max(0, shift - fraction.length));
  const point = Math.max(0, -shift) + whole.length + shift;
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const after = digits.slice(point).replace(/0+$/, '');
  return minus + (before === '' ? '0' : before) + (after === '' ? '' : `.${after}`);
}

type Habit = {
  readonly code: string;
  readonly what: Words;
  readonly test: RegExp;
  /** The text without this habit; undefined where no one number can be meant. */
  readonly write: (text: string) => string | undefined;
};

/** Ways in which people and spreadsheets write numbers, each with what to write instead; in the order of undoing. */
const HABITS: readonly Habit[] = [
  {
    code: 'number-full-width',
    what: { zh: '有全角数字或符号', en: 'has full-width digits or signs' },
    test: /[\uff01-\uff5e\u2212]/,
    write: (text) =>
      text
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replace(/\u2212/g, '-'),
  },
  {
    code: 'number-space',
    what: { zh: '数字前后有空格', en: 'has a space before or after the number' },
    test: /^[\s\ufeff\u200b]|[\s\ufeff\u200b]$/,
    write: (text) => text.replace(/^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$/g, ''),
  },
  {
    code: 'number-percent',
    what: { zh: '带百分号', en: 'has a percent sign' },
    test: /^[-+]?[\d.,]+\s*%$/,
    write: (text) => {
      const number = undoneFrom(3, text.replace(/\s*%$/, ''));
      return PLAIN.test(number) ? shifted(number, -2) : undefined;
    },
  },
  {
    code: 'number-thousands',
    what: { zh: '带千位分隔符', en: 'has a thousands separator' },
    test: /^[-+]?\d[\d.]*,[\d.,]*$/,
    write: (text) => (/^[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(text) ? text.replace(/,/g, '') : undefined),
  },
  {
    code: 'number-exponent',
    what: { zh: '用了科学记数法', en: 'is in scientific notation' },
    test: /^[-+]?(?:\d+\.?\d*|\.\d+)e[-+]?\d+$/i,
    write: (text) => {
      const [number = '', exponent = ''] = text.toLowerCase().split('e');
      const plain = undoneFrom(5, number);
      return Math.abs(Number(exponent)) <= 30 && PLAIN.test(plain) ? shifted(plain, Number(exponent)) : undefined;
    },
  },
  {
    code: 'number-plus',
    what: { zh: '带加号', en: 'has a plus sign' },
    test: /^\+/,
    write: (text) => text.slice(1),
  },
  {
    code: 'number-bare-point',
    what: { zh: '小数点前后缺数字', en: 'lacks a digit before or after the decimal point' },
    test: /^-?(?:\.\d+|\d+\.)$/,
    write: (text) => text.replace(/^(-?)\./, '$10.').replace(/\.$/, ''),
  },
];

/** Undoes the habits from one of them on, as far as each can be undone. */
function undoneFrom(first: number, text: string): string {
  return HABITS.slice(first).reduce((now, habit) => (habit.test.test(now) ? (habit.write(now) ?? now) : now), text);
}

/** More than this is not looked into: no number is so long. */
const LONGEST_LOOKED_INTO = 200;

/** Why a text is no number, and what to write instead. */
export function numberFault(text: string): NumberFault {
  const quoted = shown(text);
  const looked = text.slice(0, LONGEST_LOOKED_INTO);
  const habit = HABITS.find((candidate) => candidate.test.test(looked));
  const tooLong = PLAIN.test(looked) && digitsOf(looked) > MOST_DIGITS;
  const meant = tooLong ? roundedOf(looked) : undoneFrom(0, looked);
  const mend =
    PLAIN.test(meant) && digitsOf(meant) <= MOST_DIGITS && text.length <= LONGEST_LOOKED_INTO
      ? writeWords(meant)
      : undefined;
  if (tooLong)
    return {
      code: 'number-too-long',
      what: { zh: `“${quoted}”超过15位数字`, en: `"${quoted}" has more than 15 digits` },
      mend: mend ?? { zh: '数字最多15位', en: 'write at most 15 digits' },
    };
  if (habit !== undefined)
    return {
      code: habit.code,
      what: { zh: `“${quoted}”${habit.what.zh}`, en: `"${quoted}" ${habit.what.en}` },
      mend: mend ?? PLAIN_NUMBER,
    };
  return {
    code: 'number-text',
    what: { zh: `“${quoted}”不是数字`, en: `"${quoted}" is not a number` },
    mend: PLAIN_NUMBER,
  };
}

const PLAIN_NUMBER: Words = {
  zh: '只写数字，如12或0.95，最多15位；没有数据的留空',
  en: 'write digits alone, such as 12 or 0.95, at most 15 of them; leave the cell empty where there is no value',
};

const writeWords = (number: string): Words => ({ zh: `写成${number}`, en: `write ${number}` });

/** A decimal fraction cut to 15 digits; a whole number that long cannot be shortened, and gives no number. */
function roundedOf(text: string): string {
  const value = Number(text);
  if (!text.includes('.') || Math.abs(value) >= 1e15) return '';
  const rounded = String(Number(value.toPrecision(MOST_DIGITS)));
  return PLAIN.test(rounded) ? rounded : '';
}
