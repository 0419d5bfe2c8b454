// SPDX-License-Identifier: Apache-2.0

import type { Words } from '../fault.ts';
import type { Method } from '../model.ts';
import { titled } from '../title.ts';
import { kindNames } from '../words/kind-names.ts';
import { listed, same } from '../words/naming.ts';
import { countsOf } from './counts.ts';
import type { View } from './view.ts';
import type { Cell, Column, Row, Sheet } from './xlsx/layout.ts';
import { linesOf } from './xlsx/text-width.ts';

/** Half-width characters of the whole sheet, and of its first column. */
const WHOLE = 104;
const FIRST = 16;
/** Units that are named one by one; of more, only their number is told. */
const NAMED = 40;
/** Height of a line of entries, in points. */
const LINE = 14;

const PERIODS: Readonly<Record<NonNullable<Method['period']>, Words>> = {
  month: { zh: '月度', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  half: { zh: '半年', en: 'half-year' },
  year: { zh: '年度', en: 'year' },
};

const TRIAL: Words = {
  zh: '试算：由命令行算出，未经审核和公示，不是正式结果',
  en: 'Trial: computed on the command line, neither reviewed nor published, no official result',
};

/** The cover: what was assessed by which method, what came of it in numbers, and how to recompute it. */
export function summarySheet(view: View, notes: readonly Words[]): Sheet {
  const { head, rows } = countsOf(view);
  const width = Math.max(6, Math.floor((WHOLE - FIRST) / Math.max(1, head.length - 1)) - 1);
  const columns: Column[] = [
    { width: FIRST, style: 'wrapped' },
    ...head.slice(1).map((): Column => ({ width, style: 'count' })),
  ];
  const entry = entryIn(view, (width + 0.83) * (head.length - 1));
  return {
    title: view.say({ zh: '概况', en: 'Summary' }),
    landscape: false,
    columns,
    fixed: 0,
    rows: [
      { cells: [view.say(titleOfMethod(view))], style: 'title', height: 34, joinFrom: 0 },
      { cells: [view.say(TRIAL)], style: 'mark', height: 24, joinFrom: 0 },
      ...facts(view).map(([key, value]) => entry(key, value)),
      { cells: [] },
      {
        cells: [view.say({ zh: '各组得星和等次（单位数）', en: 'Stars and grades by group (units)' })],
        style: 'heading1',
        height: 22,
        joinFrom: 0,
      },
      {
        cells: head.map(view.say),
        style: 'head',
        lines: 1 + Math.max(...head.map((words) => linesOf(view.say(words), width))),
      },
      ...rows.map((cells): Row => ({ cells, lines: linesOf(String(cells[0] ?? ''), FIRST) })),
      { cells: [] },
      { cells: [view.say({ zh: '核对', en: 'To check' })], style: 'heading1', height: 22, joinFrom: 0 },
      ...checking(view).map(([key, value, style]) => entry(key, value, style)),
      ...notes.map((note) => entry({ zh: '说明', en: 'Note' }, note)),
    ],
  };
}

type Entry = readonly [key: Words, value: Words, style?: 'mono'];

const entryIn =
  ({ say }: View, width: number) =>
  (key: Words, value: Words, style: 'entry' | 'mono' = 'entry'): Row => {
    const text = say(value);
    const cells: Cell[] = [
      { value: say(key), style: 'key' },
      { value: text, style },
    ];
    // Entries are set larger than the tables that the width is counted in.
    const lines = linesOf(text, width * (style === 'mono' ? 0.72 : 0.88));
    return { cells, style: 'entry', height: lines * LINE + 4, joinFrom: 1 };
  };

function titleOfMethod({ evaluation }: View): Words {
  const { method, title } = evaluation.compiled.method;
  return titled({ id: method, ...(title === undefined ? {} : { title }) }).title;
}

function facts(view: View): Entry[] {
  const { compiled, seats, ranks, sections } = view.evaluation;
  const { method, edition, subject, period, basis } = compiled.method;
  const units = seats.who.length;
  const from = [basis?.from, basis?.to].filter((day) => day !== undefined);
  const list: Entry[] = [
    [
      { zh: '办法', en: 'Method' },
      { zh: `${method}，版本${edition}`, en: `${method}, edition ${edition}` },
    ],
    [{ zh: '依据', en: 'Basis' }, same(basis?.document ?? '—')],
    [{ zh: '批准', en: 'Approval' }, same(basis?.approval ?? '—')],
    [{ zh: '施行', en: 'In force' }, from.length === 0 ? same('—') : { zh: from.join('至'), en: from.join(' to ') }],
    [{ zh: '考核周期', en: 'Period' }, period === undefined ? same('—') : PERIODS[period]],
    [{ zh: '考核对象', en: 'Subject' }, kindNames[subject] ?? same(subject)],
    [
      { zh: '单位', en: 'Units' },
      units === 0
        ? { zh: '没有这类单位，各表为空', en: 'none of this kind; the tables are empty' }
        : { zh: `${units}个，分${view.groups.length}组`, en: `${units} in ${view.groups.length} groups` },
    ],
    [
      { zh: '数据未齐', en: 'Data missing' },
      unitsWhere(view, (seat) => sections.some(({ incomplete }) => incomplete[seat] === 1)),
    ],
  ];
  if (ranks === undefined)
    list.push([
      { zh: '排名', en: 'Ranking' },
      { zh: '本办法不排名', en: 'the method ranks none' },
    ]);
  else list.push(...unranked(view));
  return list;
}

function unranked(view: View): Entry[] {
  const { compiled, unranked: why } = view.evaluation;
  const { minimum } = compiled;
  const few = unitsWhere(view, (seat) => why[seat] === 2);
  const veto = unitsWhere(view, (seat) => why[seat] === 1);
  const name = minimum === undefined ? '' : (view.vocabulary(minimum.measure)?.title[view.language] ?? minimum.measure);
  const entries: Entry[] = [];
  if (minimum !== undefined)
    entries.push([
      { zh: '基数不足', en: 'Too few cases' },
      {
        zh: `“${name}”基数不足${minimum.count}，不参加排名：${few.zh}`,
        en: `"${name}" counts below ${minimum.count}, so not ranked: ${few.en}`,
      },
    ]);
  entries.push([
    { zh: '因否决不排名', en: 'Veto' },
    { zh: `因一票否决不参加排名：${veto.zh}`, en: `not ranked because of a veto: ${veto.en}` },
  ]);
  return entries;
}

/** How many units, and which where they are not too many. */
function unitsWhere({ evaluation, order }: View, holds: (seat: number) => boolean): Words {
  const { seats, table } = evaluation;
  const found = order.filter(holds);
  if (found.length === 0) return { zh: '无', en: 'none' };
  const number = { zh: `${found.length}个`, en: `${found.length}` };
  if (found.length > NAMED) return number;
  const names = listed(
    Array.from(found, (seat) => {
      const unit = seats.who[seat] as number;
      return same(table.units.names[unit] || (table.units.ids[unit] as string));
    }),
  );
  return { zh: `${number.zh}：${names.zh}`, en: `${number.en}: ${names.en}` };
}

function checking({ digest, evaluation }: View): Entry[] {
  const { method } = evaluation.compiled.method;
  return [
    [{ zh: '校验码', en: 'Digest' }, same(`sha256:${digest}`), 'mono'],
    [
      { zh: '重新计算', en: 'Recompute' },
      {
        zh: '校验码由办法、单位表、指标数据和结果共同算出。用同样的三个文件运行下面的命令，得到的校验码与上面一致，结果就没有改动过。',
        en: 'The digest covers the method, the units, the facts and the results. Run this command on the same three files: if it gives the same digest, nothing was changed.',
      },
    ],
    [same(''), same(`beichen assess ${method}.yaml --units units.csv --facts facts.csv`), 'mono'],
  ];
}
