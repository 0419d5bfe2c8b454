// SPDX-License-Identifier: Apache-2.0
import { together } from '../bonus.ts';
import type { CompiledSection } from '../evaluate/compile.ts';
import type { SectionResult } from '../evaluate/evaluate.ts';
import { adjustmentSize } from '../evaluate/sections.ts';
import type { Closer } from '../explain/closers.ts';
import { joined, sectionReasonsTold } from '../explain/reasons.ts';
import { closerSentence } from '../explain/sentences.ts';
import { numberText } from '../explain/vocabulary.ts';
import type { Words } from '../fault.ts';
import { sectionReasons } from '../results.ts';
import { roundTo } from '../rounding.ts';
import { valueAt } from '../table.ts';
import { titled } from '../title.ts';
import { LEGEND, longMark } from './marks.ts';
import { type TableColumn, type TableSheet, UNIT_COLUMNS } from './table.ts';
import { unitCells, type View } from './view.ts';
import type { Cell } from './xlsx/layout.ts';

/** One section: every item's points, the section's, whether its star is won, and if not, why and what would close the gap. */
export function sectionTable(view: View, index: number): TableSheet {
  const section = view.evaluation.compiled.sections[index] as CompiledSection;
  const { title } = titled(section.section);
  return {
    name: title,
    title: { zh: `${title.zh}：各项得分`, en: `${title.en}: points by item` },
    notes: notesOf(section),
    columns: columnsOf(section),
    fixed: UNIT_COLUMNS.length,
    landscape: true,
    rows: rowsOf(view, index),
  };
}

function notesOf({ section, star, full, win, groups }: CompiledSection): Words[] {
  const lead =
    section.lead === undefined
      ? { zh: '', en: '' }
      : { zh: `牵头单位：${section.lead}。`, en: `Led by ${section.lead}. ` };
  const line = star
    ? { zh: `，满${numberText(win)}分可得星`, en: `, ${numberText(win)} to win the star` }
    : { zh: '，本部分不设星', en: ', no star' };
  const bonus = groups.length === 0 ? { zh: '', en: '' } : { zh: '（另有加减分）', en: ' (plus and minus besides)' };
  const notes: Words[] = [
    {
      zh: `${lead.zh}各项满分合计${numberText(full)}分${bonus.zh}${line.zh}。空格：本项不计。`,
      en: `${lead.en}Full points ${numberText(full)}${bonus.en}${line.en}. An empty cell: the item is left out.`,
    },
  ];
  if (star)
    notes.push({
      zh: `${LEGEND.zh}。“达线途径”：只改一项、其余不变即可达到分数线的做法中，所需记录最少的一种；已用本办法验算。`,
      en: `${LEGEND.en}. "Nearest way": of the changes to one item alone that would reach the line, the one that takes the fewest records; checked by evaluating it.`,
    });
  return notes;
}

function columnsOf({ items, star, groups }: CompiledSection): TableColumn[] {
  const columns = items.map(({ item }): TableColumn => {
    const { title } = titled(item);
    const full = numberText(item.full);
    return { heading: { zh: `${title.zh}\n（${full}）`, en: `${title.en}\n(${full})` }, width: 6.5, style: 'points' };
  });
  if (groups.length > 0) columns.push({ heading: { zh: '加减分', en: 'Plus and minus' }, width: 6.5, style: 'points' });
  columns.push({ heading: { zh: '得分', en: 'Points' }, width: 8, style: 'total' });
  if (star)
    columns.push(
      { heading: { zh: '得星', en: 'Star' }, width: 10, style: 'centred' },
      { heading: { zh: '差分', en: 'Short by' }, width: 7, style: 'gap' },
    );
  columns.push({ heading: { zh: '原因', en: 'Why' }, width: 30, style: 'wrapped' });
  if (star) columns.push({ heading: { zh: '达线途径', en: 'Nearest way to the line' }, width: 30, style: 'wrapped' });
  return [...UNIT_COLUMNS, ...columns];
}

function* rowsOf(view: View, index: number): Generator<Cell[]> {
  const { evaluation, order } = view;
  const section = evaluation.compiled.sections[index] as CompiledSection;
  const { items, points, won } = evaluation.sections[index] as SectionResult;
  for (const seat of order) {
    const reasons = sectionReasons(evaluation, index, seat);
    const here = points[seat] as number;
    const cells: Cell[] = [...unitCells(view, seat), ...items.map((column) => numberOrNone(column[seat] as number))];
    if (section.groups.length > 0) cells.push(added(view, section, seat));
    cells.push(here);
    const short = reasons.includes('points');
    if (section.star)
      cells.push(longMark(view, won[seat] === 1, reasons), short ? roundTo(section.win - here, 1e6) : null);
    cells.push(view.say(joined(sectionReasonsTold(evaluation, index, { seat, reasons }))));
    if (section.star) cells.push(short ? nearestWay(view, index, seat) : '');
    yield cells;
  }
}

const numberOrNone = (x: number): number | null => (Number.isNaN(x) ? null : x);

/** What the section's adjustments come to, before the section is kept within its bounds. */
function added({ evaluation }: View, { groups }: CompiledSection, seat: number): number {
  const { table, seats, compiled } = evaluation;
  const unit = seats.who[seat] as number;
  let sum = 0;
  for (const { members, cap } of groups) {
    const sizes = members.map((member) =>
      adjustmentSize(member, valueAt(table.facts.get(member.measure), unit), compiled.scale),
    );
    sum += Math.sign(members[0]?.each ?? 1) * together(sizes, cap);
  }
  return sum;
}

/** The way to the line that takes the fewest records; one whose records cannot be counted comes last. */
function nearestWay({ evaluation, closers, vocabulary, say }: View, index: number, seat: number): string {
  let nearest: Closer | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const closer of closers(seat, index)) {
    const records = Math.abs(closer.records?.more ?? Number.MAX_VALUE);
    if (records < fewest) {
      nearest = closer;
      fewest = records;
    }
  }
  if (nearest === undefined) return say({ zh: '单改一项不能达线', en: 'no item can do it alone' });
  const { items } = (evaluation.compiled.sections[index] as CompiledSection).section;
  return say(closerSentence(nearest, { items: items.map(titled) }, vocabulary));
}
