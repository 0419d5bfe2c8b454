// SPDX-License-Identifier: Apache-2.0
import type { Evaluation } from '../evaluate/evaluate.ts';
import type { Words } from '../fault.ts';
import { titled } from '../title.ts';
import { methodWords } from '../words/method-words.ts';
import { factsTable } from './facts-sheet.ts';
import { methodSheet } from './method-sheet.ts';
import { overviewTable } from './overview-sheet.ts';
import { reasonsTable } from './reasons-sheet.ts';
import { sectionTable } from './section-sheet.ts';
import { summarySheet } from './summary-sheet.ts';
import { tableSheet } from './table.ts';
import { type About, type View, viewOf } from './view.ts';
import { type Book, writeBook } from './xlsx/book.ts';
import type { Sheet } from './xlsx/layout.ts';

/** Units of which each section and each reason is told: with more, looking for what would close each gap takes minutes. */
const MOST_UNITS = 5_000;
/** Rows of facts: beyond, a workbook opens slowly on an office machine. A spreadsheet ends at 1,048,576. */
const MOST_FACTS = 100_000;
/** Characters of the digest that stand under each page. */
const SHORT = 12;

/**
 * The results as a workbook (.xlsx) that an office can circulate and print: summary, all units, a sheet for each
 * section, reasons, facts, the method in words. The same evaluation gives the same bytes.
 */
export async function resultsWorkbook(evaluation: Evaluation, about: About): Promise<Uint8Array> {
  const view = viewOf(evaluation, about);
  const { say, language, digest } = view;
  const { method, edition, title, decimals } = evaluation.compiled.method;
  const name = say(titled({ id: method, ...(title === undefined ? {} : { title }) }).title);
  const book: Book = {
    title: name,
    language,
    decimals: decimals ?? 2,
    running: {
      left: `${name}（${say({ zh: `版本${edition}`, en: `edition ${edition}` })}）`,
      right: say({ zh: '试算，不是正式结果', en: 'Trial, no official result' }),
      foot: say({ zh: `校验码 ${digest.slice(0, SHORT)}…`, en: `Digest ${digest.slice(0, SHORT)}…` }),
      pages: say({ zh: '第&P页，共&N页', en: 'Page &P of &N' }),
      font: language === 'zh' ? '宋体' : 'Arial',
    },
    sheets: sheetsOf(view),
  };
  return writeBook(book);
}

function sheetsOf(view: View): Sheet[] {
  const { compiled, seats } = view.evaluation;
  const units = seats.who.length;
  const detailed = units <= MOST_UNITS;
  const items = compiled.sections.reduce((sum, section) => sum + section.items.length, 0);
  const withFacts = units * items <= MOST_FACTS;
  const words = methodWords(compiled.method, { language: view.language, measures: view.vocabulary });
  return [
    summarySheet(view, leftOut(detailed, withFacts)),
    tableSheet(view, overviewTable(view)),
    ...(detailed ? compiled.sections.map((_, index) => tableSheet(view, sectionTable(view, index))) : []),
    ...(detailed ? [tableSheet(view, reasonsTable(view))] : []),
    ...(withFacts ? [tableSheet(view, factsTable(view))] : []),
    methodSheet(words, view.say({ zh: '办法说明', en: 'Method' })),
  ];
}

/** What a workbook of many units does without, and where it is to be had. */
function leftOut(detailed: boolean, withFacts: boolean): Words[] {
  const notes: Words[] = [];
  if (!detailed)
    notes.push({
      zh: `单位超过${MOST_UNITS}个，各部分的分项表和原因表未列入；单个单位的情况用beichen explain查看。`,
      en: `There are more than ${MOST_UNITS} units, so the sheets of the sections and of the reasons are left out; see one unit with beichen explain.`,
    });
  if (!withFacts)
    notes.push({
      zh: `单位数乘项目数超过${MOST_FACTS}，指标数据表未列入；数据见原指标数据文件。`,
      en: `Units times items are more than ${MOST_FACTS}, so the sheet of facts is left out; they are in the file of facts.`,
    });
  return notes;
}
