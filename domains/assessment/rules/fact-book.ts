// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import { type Row, type Sheet, writeBook } from '@beichen/method/workbook-layout';
import { FACT_COLUMNS, FACT_SHEETS, type FactColumn } from '../model/fact-book.ts';
import type { EnteredValues, MeasureAsked } from '../model/facts.ts';
import type { Figure } from './asked-measures.ts';

/** A form as it goes out: with what the period before says, and what was entered so far. */
export type OutgoingForm = {
  readonly id: string;
  readonly name: string;
  readonly method: Words;
  readonly period: string;
  readonly lastDay: string;
  readonly version: number;
  readonly measures: readonly (MeasureAsked & { readonly last: Figure | null })[];
  readonly entered: EnteredValues;
};

const textOf = (value: number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

function measuredIn({ form, unit, numerator, denominator }: MeasureAsked): string {
  return form === 'ratio' ? `${unit.zh}；${numerator?.zh ?? ''} ÷ ${denominator?.zh ?? ''}` : unit.zh;
}

function rowsOf(form: OutgoingForm): Partial<Record<FactColumn, string | null>>[] {
  return form.measures.map((measure) => {
    const entered = form.entered[measure.id];
    return {
      unit: form.name,
      title: measure.title.zh,
      measuredIn: measuredIn(measure),
      lastNum: textOf(measure.last?.num),
      lastDen: textOf(measure.last?.den),
      num: textOf(entered?.num),
      den: textOf(entered?.den),
      none: entered?.none === true ? '是' : null,
      method: form.method.zh,
      period: form.period,
      due: form.lastDay,
      measure: measure.id,
      form: form.id,
      version: String(form.version),
    };
  });
}

const WIDTHS: Readonly<Partial<Record<FactColumn, number>>> = {
  unit: 20,
  title: 30,
  measuredIn: 28,
  method: 30,
  measure: 26,
  form: 38,
};

function figuresSheet(forms: readonly OutgoingForm[]): Sheet {
  return {
    title: FACT_SHEETS.figures,
    landscape: true,
    columns: FACT_COLUMNS.map(({ id }) => ({ width: WIDTHS[id] ?? 13, style: 'text' })),
    fixed: 2,
    rows: [
      { cells: FACT_COLUMNS.map(({ heading }) => heading), style: 'head', heading: true },
      ...forms.flatMap(rowsOf).map((row): Row => ({ cells: FACT_COLUMNS.map(({ id }) => row[id] ?? null) })),
    ],
  };
}

const entry = (key: string, text: string): Row => ({
  cells: [
    { value: key, style: 'key' },
    { value: text, style: 'entry' },
  ],
});

function notesSheet(forms: readonly OutgoingForm[], on: string): Sheet {
  return {
    title: FACT_SHEETS.notes,
    landscape: false,
    columns: [
      { width: 20, style: 'key' },
      { width: 80, style: 'entry' },
    ],
    fixed: 0,
    rows: [
      entry('导出', on),
      entry('表', `${forms.length}张`),
      entry(
        '怎么填',
        '填“数（分子）”“分母”两列；没有这一项的，在“没有这一项”写“是”。一个单位的一张表要填完才上报；整张没有填的不动。',
      ),
      entry(
        '怎么交',
        '填好后在“填报”里导入这个文件。先检查，逐个单元格指出问题；导出以后有人改过的，会并排列出，不会直接盖掉。',
      ),
      ...FACT_COLUMNS.map(({ heading, note }) => entry(heading, note)),
    ],
  };
}

/** Forms as a workbook that comes in again: a row is one figure of one unit. The same forms give the same bytes. */
export function writeFactBook(forms: readonly OutgoingForm[], on: string): Uint8Array {
  return writeBook({
    title: '填报',
    language: 'zh',
    decimals: 0,
    running: { left: '填报', right: `导出于${on}`, foot: '', pages: '第&P页，共&N页', font: '宋体' },
    sheets: [figuresSheet(forms), notesSheet(forms, on)],
  });
}
