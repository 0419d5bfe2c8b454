// SPDX-License-Identifier: Apache-2.0

import { sheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import { z } from 'zod';

/** The sheet by which forms go out and come in. Headings are stable: files are kept. */
export const FACT_SHEETS = { figures: '填报', notes: '说明' } as const;

/** A row is one figure of one unit. What is not read back is there for the reader. */
export const FACT_COLUMNS = [
  { id: 'unit', heading: '单位', needed: false, note: '只供阅读，不读入' },
  { id: 'title', heading: '指标', needed: false, note: '只供阅读，不读入' },
  { id: 'measuredIn', heading: '计量单位', needed: false, note: '只供阅读，不读入；比率写明分子、分母各是什么' },
  { id: 'lastNum', heading: '上期数（分子）', needed: false, note: '上一期填报的数，只供阅读，不读入' },
  { id: 'lastDen', heading: '上期分母', needed: false, note: '只供阅读，不读入' },
  { id: 'num', heading: '数（分子）', needed: true, note: '本期的数；比率填分子' },
  { id: 'den', heading: '分母', needed: true, note: '只有比率填' },
  { id: 'none', heading: '没有这一项', needed: false, note: '没有这一项的写“是”，不再填数' },
  { id: 'method', heading: '考核办法', needed: false, note: '只供阅读，不读入' },
  { id: 'period', heading: '周期', needed: false, note: '只供阅读，不读入' },
  { id: 'due', heading: '截止日', needed: false, note: '当日24时截止；过后要申请补报' },
  { id: 'measure', heading: '指标代码', needed: true, note: '系统给出，不改' },
  { id: 'form', heading: '表编号', needed: true, note: '系统给出，不改' },
  { id: 'version', heading: '版本', needed: true, note: '导出时的版本，不改；导入时凭它看出有没有人改过' },
] as const;
export type FactColumn = (typeof FACT_COLUMNS)[number]['id'];

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
