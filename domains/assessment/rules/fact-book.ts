// SPDX-License-Identifier: Apache-2.0
import type { Words } from '@beichen/kernel/words.ts';
import { type Row, type Sheet, writeBook } from '@beichen/method/workbook-layout';
import { type BookLanguage, FACT_COLUMNS, FACT_SHEETS, type FactColumn, noneText } from '../model/fact-book.ts';
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

function measuredIn({ form, unit, numerator, denominator }: MeasureAsked, language: BookLanguage): string {
  const said = unit[language];
  return form === 'ratio' ? `${said}；${numerator?.[language] ?? ''} ÷ ${denominator?.[language] ?? ''}` : said;
}

type CellTexts = Partial<Record<FactColumn, string | null>>;

function rowsOf(form: OutgoingForm, language: BookLanguage): CellTexts[] {
  return form.measures.map((measure) => {
    const entered = form.entered[measure.id];
    return {
      unit: form.name,
      title: measure.title[language],
      measuredIn: measuredIn(measure, language),
      lastNum: textOf(measure.last?.num),
      lastDen: textOf(measure.last?.den),
      num: textOf(entered?.num),
      den: textOf(entered?.den),
      none: entered?.none === true ? noneText(language) : null,
      method: form.method[language],
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

function figuresSheet(forms: readonly OutgoingForm[], language: BookLanguage): Sheet {
  return {
    title: FACT_SHEETS.figures[language],
    landscape: true,
    columns: FACT_COLUMNS.map(({ id }) => ({ width: WIDTHS[id] ?? 13, style: 'text' })),
    fixed: 2,
    rows: [
      { cells: FACT_COLUMNS.map(({ heading }) => heading[language]), style: 'head', heading: true },
      ...forms
        .flatMap((form) => rowsOf(form, language))
        .map((row): Row => ({ cells: FACT_COLUMNS.map(({ id }) => row[id] ?? null) })),
    ],
  };
}

const entry = (key: string, text: string): Row => ({
  cells: [
    { value: key, style: 'key' },
    { value: text, style: 'entry' },
  ],
});

const NOTES = {
  out: { zh: '导出', en: 'Exported' },
  forms: { zh: '表', en: 'Forms' },
  count: { zh: '{count}张', en: '{count}' },
  fill: { zh: '怎么填', en: 'To fill it in' },
  fillHow: {
    zh: '填“数（分子）”“分母”两列；没有这一项的，在“没有这一项”写“是”。一个单位的一张表要填完才上报；整张没有填的不动。',
    en: 'Write in “Figure (numerator)” and “Denominator”; where there is nothing of the kind write yes in “Nothing of the kind”. A form of a unit is handed in when all of it is filled in; one left empty stays as it is.',
  },
  in: { zh: '怎么交', en: 'To hand it in' },
  inHow: {
    zh: '填好后在“填报”里导入这个文件。先检查，逐个单元格指出问题；导出以后有人改过的，会并排列出，不会直接盖掉。',
    en: 'Bring this file in under “Entries”. It is checked first, cell by cell; what somebody changed since the export is shown side by side and not written over.',
  },
} as const;

function notesSheet(forms: readonly OutgoingForm[], on: string, language: BookLanguage): Sheet {
  const note = (key: keyof typeof NOTES): string => NOTES[key][language];
  return {
    title: FACT_SHEETS.notes[language],
    landscape: false,
    columns: [
      { width: 20, style: 'key' },
      { width: 80, style: 'entry' },
    ],
    fixed: 0,
    rows: [
      entry(note('out'), on),
      entry(note('forms'), note('count').replace('{count}', String(forms.length))),
      entry(note('fill'), note('fillHow')),
      entry(note('in'), note('inHow')),
      ...FACT_COLUMNS.map(({ heading, note: about }) => entry(heading[language], about[language])),
    ],
  };
}

type Going = { readonly on: string; readonly language: BookLanguage };

/** Forms as a workbook that comes in again: a row is one figure of one unit. The same forms give the same bytes. */
export function writeFactBook(forms: readonly OutgoingForm[], { on, language }: Going): Uint8Array {
  const title = FACT_SHEETS.figures[language];
  const isChinese = language === 'zh';
  return writeBook({
    title,
    language,
    decimals: 0,
    running: {
      left: title,
      right: isChinese ? `导出于${on}` : `Exported ${on}`,
      foot: '',
      pages: isChinese ? '第&P页，共&N页' : 'Page &P of &N',
      font: '宋体',
    },
    sheets: [figuresSheet(forms, language), notesSheet(forms, on, language)],
  });
}
