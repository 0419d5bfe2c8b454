// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { addDays, type CivilDate, civilDate, civilDateSchema, dayNumber } from './time.ts';
import type { CalendarRow, WorkingCalendar } from './working-days.ts';

type Words = { readonly zh: string; readonly en: string };

/** One thing that is wrong with a calendar table. Lines count from 1; `code` is what programs compare. */
export type CalendarFault = {
  readonly line: number;
  readonly code: 'heading' | 'cells' | 'cell' | 'order' | 'year' | 'twice' | 'no-change' | 'gap' | 'empty';
  readonly what: Words;
  readonly mend: Words;
};

export type CalendarOutcome =
  | { readonly ok: true; readonly value: WorkingCalendar }
  | { readonly ok: false; readonly faults: readonly CalendarFault[] };

const COLUMNS = ['year', 'day', 'from', 'until', 'name', 'notice'] as const;

/** One sentence of a yearly notice: these days off, or these worked to make up. */
const sentenceSchema = z.strictObject({
  year: z
    .string()
    .regex(/^[1-9]\d{3}$/)
    .transform(Number),
  day: z.enum(['rest', 'work']),
  from: civilDateSchema,
  until: civilDateSchema,
  name: z.string().min(1),
  notice: z.string().min(1),
});
type Sentence = z.infer<typeof sentenceSchema>;
type Placed = Sentence & { readonly line: number };

const MEND_OF_CELL: Readonly<Record<string, Words>> = {
  year: { zh: '写四位年份，如2026', en: 'four digits, such as 2026' },
  day: { zh: '放假写rest，补班写work', en: '`rest` for days off, `work` for make-up days' },
  from: { zh: '日期写成2026-10-01', en: 'write dates like 2026-10-01' },
  until: { zh: '日期写成2026-10-01', en: 'write dates like 2026-10-01' },
  name: { zh: '写节日名称', en: 'name the holiday' },
  notice: { zh: '写通知的文号', en: 'give the number of the notice' },
};

function readSentence(text: string, line: number, faults: CalendarFault[]): Placed | undefined {
  const cells = text.split(',');
  if (cells.length !== COLUMNS.length || text.includes('"')) {
    const what = { zh: `应有${COLUMNS.length}格，不用引号`, en: `${COLUMNS.length} cells without quotes are wanted` };
    const mend = { zh: COLUMNS.join(','), en: COLUMNS.join(',') };
    faults.push({ line, code: 'cells', what, mend });
    return undefined;
  }
  const named: Readonly<Record<string, string>> = Object.fromEntries(
    COLUMNS.map((column, at) => [column, cells[at] ?? '']),
  );
  const read = sentenceSchema.safeParse(named);
  if (read.success) return { ...read.data, line };
  for (const issue of read.error.issues) {
    const column = String(issue.path[0]);
    const value = named[column] ?? '';
    const what = { zh: `${column}不能是“${value}”`, en: `${column} cannot be "${value}"` };
    faults.push({ line, code: 'cell', what, mend: MEND_OF_CELL[column] ?? what });
  }
  return undefined;
}

/** A year's notice may begin in the last week of December: that of 2023 did. Anything else is a slip of the pen. */
function isInYear(sentence: Sentence): boolean {
  return sentence.from >= `${sentence.year - 1}-12-25` && sentence.until <= `${sentence.year}-12-31`;
}

function daysOf(sentence: Sentence): CivilDate[] {
  const count = dayNumber(sentence.until) - dayNumber(sentence.from) + 1;
  return Array.from({ length: count }, (_, at) => addDays(sentence.from, at));
}

function isWeekend(date: CivilDate): boolean {
  // 1970-01-01 was a Thursday.
  return (((dayNumber(date) + 3) % 7) + 7) % 7 >= 5;
}

function faultOfSentence(sentence: Placed): CalendarFault | undefined {
  const { line } = sentence;
  if (sentence.until < sentence.from) {
    const what = { zh: '止日早于起日', en: 'ends before it begins' };
    return { line, code: 'order', what, mend: { zh: '核对起止日期', en: 'check both dates against the notice' } };
  }
  if (!isInYear(sentence)) {
    const what = { zh: `不在${sentence.year}年内`, en: `lies outside ${sentence.year}` };
    return { line, code: 'year', what, mend: { zh: '核对年份和日期', en: 'check year and dates against the notice' } };
  }
  const changes = daysOf(sentence).filter((date) => isWeekend(date) === (sentence.day === 'work'));
  const wanted = sentence.day === 'work' ? daysOf(sentence).length : 1;
  if (changes.length >= wanted) return undefined;
  const zh = sentence.day === 'work' ? '补班日不是周末' : '放假的日子全是周末';
  const en = sentence.day === 'work' ? 'a make-up day is no weekend' : 'all these days off are weekends anyway';
  return { line, code: 'no-change', what: { zh, en }, mend: { zh: '核对日期', en: 'check the dates' } };
}

function rowsOf(sentences: readonly Placed[], faults: CalendarFault[]): CalendarRow[] {
  const seen = new Map<CivilDate, number>();
  const rows: CalendarRow[] = [];
  for (const sentence of sentences) {
    const fault = faultOfSentence(sentence);
    if (fault !== undefined) {
      faults.push(fault);
      continue;
    }
    for (const date of daysOf(sentence)) {
      const first = seen.get(date);
      seen.set(date, first ?? sentence.line);
      rows.push({ date, day: sentence.day, name: sentence.name });
      if (first === undefined) continue;
      const what = { zh: `${date}在第${first}行已有`, en: `${date} stands in line ${first} already` };
      faults.push({ line: sentence.line, code: 'twice', what, mend: { zh: '删去一处', en: 'keep one of them' } });
    }
  }
  return rows;
}

function faultsOfYears(sentences: readonly Placed[]): CalendarFault[] {
  const years = [...new Set(sentences.map((sentence) => sentence.year))].sort((a, b) => a - b);
  return years.flatMap((year, at) => {
    const before = years[at - 1];
    if (before === undefined || before === year - 1) return [];
    const line = sentences.find((sentence) => sentence.year === year)?.line ?? 1;
    const what = { zh: `${before}年与${year}年之间缺年份`, en: `no rows between ${before} and ${year}` };
    return [{ line, code: 'gap' as const, what, mend: { zh: '补齐中间年份', en: 'add the years between' } }];
  });
}

/**
 * Reads a calendar table: UTF-8, comma, no quotes, the columns year, day, from, until, name, notice; a row for each
 * sentence of a yearly notice. The years that have rows are covered from 1 January to 31 December. Every fault is told.
 */
export function readCalendarTable(text: string): CalendarOutcome {
  const faults: CalendarFault[] = [];
  const [head, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (head !== COLUMNS.join(',')) {
    const what = { zh: '表头不对', en: 'the heading is another' };
    return {
      ok: false,
      faults: [{ line: 1, code: 'heading', what, mend: { zh: COLUMNS.join(','), en: COLUMNS.join(',') } }],
    };
  }
  const sentences = lines.flatMap((line, at) => {
    const sentence = line === '' ? undefined : readSentence(line, at + 2, faults);
    return sentence === undefined ? [] : [sentence];
  });
  const rows = rowsOf(sentences, faults);
  faults.push(...faultsOfYears(sentences));
  if (sentences.length === 0 && faults.length === 0) {
    const what = { zh: '没有任何年份', en: 'there is no year in it' };
    faults.push({ line: 1, code: 'empty', what, mend: { zh: '录入年度放假通知', en: 'enter a yearly notice' } });
  }
  if (faults.length > 0) return { ok: false, faults: faults.sort((a, b) => a.line - b.line) };
  const years = sentences.map((sentence) => sentence.year);
  const coveredFrom = civilDate(`${Math.min(...years)}-01-01`);
  return { ok: true, value: { rows, coveredFrom, coveredUntil: civilDate(`${Math.max(...years)}-12-31`) } };
}
