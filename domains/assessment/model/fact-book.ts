// SPDX-License-Identifier: Apache-2.0

import { sheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { z } from 'zod';

/** The sheets by which forms go out and come in. Names and headings are stable: files are kept. */
export const FACT_SHEETS = {
  figures: { zh: '填报', en: 'Entries' },
  notes: { zh: '说明', en: 'Notes' },
} as const;

const READ_ONLY = { zh: '只供阅读，不读入', en: 'To be read; not read back' } as const;
const GIVEN = { zh: '系统给出，不改', en: 'Given by the system; leave it' } as const;

/** A row is one figure of one unit. What is not read back is there for the reader. */
export const FACT_COLUMNS = [
  { id: 'unit', heading: { zh: '单位', en: 'Unit' }, needed: false, note: READ_ONLY },
  { id: 'title', heading: { zh: '指标', en: 'Measure' }, needed: false, note: READ_ONLY },
  {
    id: 'measuredIn',
    heading: { zh: '计量单位', en: 'Counted in' },
    needed: false,
    note: {
      zh: '只供阅读，不读入；比率写明分子、分母各是什么',
      en: 'To be read; of a ratio it says what is divided by what',
    },
  },
  {
    id: 'lastNum',
    heading: { zh: '上期数（分子）', en: 'Last figure (numerator)' },
    needed: false,
    note: { zh: '上一期填报的数，只供阅读，不读入', en: 'As entered for the period before; not read back' },
  },
  { id: 'lastDen', heading: { zh: '上期分母', en: 'Last denominator' }, needed: false, note: READ_ONLY },
  {
    id: 'num',
    heading: { zh: '数（分子）', en: 'Figure (numerator)' },
    needed: true,
    note: { zh: '本期的数；比率填分子', en: 'The figure of this period; of a ratio its numerator' },
  },
  {
    id: 'den',
    heading: { zh: '分母', en: 'Denominator' },
    needed: true,
    note: { zh: '只有比率填', en: 'For ratios alone' },
  },
  {
    id: 'none',
    heading: { zh: '没有这一项', en: 'Nothing of the kind' },
    needed: false,
    note: { zh: '没有这一项的写“是”，不再填数', en: 'Write yes where there is nothing of the kind, and no figure' },
  },
  { id: 'method', heading: { zh: '考核办法', en: 'Method' }, needed: false, note: READ_ONLY },
  { id: 'period', heading: { zh: '周期', en: 'Period' }, needed: false, note: READ_ONLY },
  {
    id: 'due',
    heading: { zh: '截止日', en: 'Last day' },
    needed: false,
    note: { zh: '当日24时截止；过后要申请补报', en: 'Until the end of that day; later by leave alone' },
  },
  { id: 'measure', heading: { zh: '指标代码', en: 'Code of the measure' }, needed: true, note: GIVEN },
  { id: 'form', heading: { zh: '表编号', en: 'Form number' }, needed: true, note: GIVEN },
  {
    id: 'version',
    heading: { zh: '版本', en: 'Version' },
    needed: true,
    note: {
      zh: '导出时的版本，不改；导入时凭它看出有没有人改过',
      en: 'As it was exported; leave it: it tells whether somebody changed the form since',
    },
  },
] as const;
export type FactColumn = (typeof FACT_COLUMNS)[number]['id'];

export type BookLanguage = 'zh' | 'en';

/** What says that there is nothing of the kind. */
export const noneText = (language: BookLanguage): string => (language === 'zh' ? '是' : 'yes');

export const outQuery = z.object({ lang: z.enum(['zh', 'en']).default('zh').describe('表头的文字') });

/** The columns under their headings in one language. */
export const columnsIn = (language: BookLanguage) =>
  FACT_COLUMNS.map(({ id, heading, needed }) => ({ id, heading: heading[language], needed }));

/** The language that the headings of a sheet are in: that of which more stand there. */
export function languageOfSheet(headings: readonly string[]): BookLanguage {
  const standing = (language: BookLanguage): number =>
    FACT_COLUMNS.filter(({ heading }) => headings.includes(heading[language])).length;
  return standing('en') > standing('zh') ? 'en' : 'zh';
}

/** Rows of a file, and forms that one file may hand in. */
export const MOST_FACT_LINES = 20_000;
export const MOST_FORMS = 400;

const words = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ form: z.uuid(), name: z.string(), period: z.string() });
const figure = z.object({ num: z.number().nullable(), den: z.number().nullable(), none: z.boolean() });

const conflict = named.extend({
  version: z.int().describe('现在的版本'),
  figures: z.array(z.object({ title: words, unit: words, yours: figure, theirs: figure.nullable() })),
});
export type BookConflict = z.infer<typeof conflict>;

export const bookPreview = z.object({
  faults: z.array(sheetFault).describe('须先改正的'),
  faultCount: z.int(),
  conflicts: z.array(conflict).describe('导出以后有人改过的表：两边的数'),
  hands: z.array(named.extend({ figures: z.int() })).describe('将上报的表'),
  same: z.int().describe('与已上报的一致'),
  empty: z.int().describe('没有填的表，不动'),
  rows: z.int().describe('读到的行数'),
});
/** What a file would do, and what stands against it. */
export type BookPreview = z.infer<typeof bookPreview>;

/** The check of a file; `preview` is missing where the request was sent before. */
export const bookChecked = z.object({ checked: z.literal(true), preview: bookPreview.optional() });

export const bookQuery = z.object({ name: z.string().min(1).max(200).describe('文件名') });

/** A form whose newer state was seen and is to be written over: `表编号:版本`. */
const OVER = /^[0-9a-f-]{36}:\d{1,9}$/u;
export const carryBookQuery = bookQuery.extend({
  id: recordId.describe('这次导入的标识'),
  over: z
    .string()
    .max(39 * MOST_FORMS)
    .default('')
    .transform((text) => text.split(',').filter((one) => one !== ''))
    .refine((list) => list.every((one) => OVER.test(one)))
    .describe('看过对方的数、仍以文件为准的表，写成“表编号:版本”，逗号分开'),
});
export const bookCarried = z.object({ id: z.uuid(), handed: z.int(), same: z.int(), left: z.int() });
