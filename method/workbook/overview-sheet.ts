// SPDX-License-Identifier: Apache-2.0
import type { SectionResult } from '../evaluate/evaluate.ts';
import { gradeReasonsTold, joined } from '../explain/reasons.ts';
import { numberText } from '../explain/vocabulary.ts';
import type { Words } from '../fault.ts';
import { sectionReasons } from '../results.ts';
import { titled } from '../title.ts';
import { LEGEND, shortMark } from './marks.ts';
import { type TableColumn, type TableSheet, UNIT_COLUMNS } from './table.ts';
import { unitCells, type View } from './view.ts';
import type { Cell } from './xlsx/layout.ts';

/** Every unit in a row: points and star of each section, total, grade, ranks, and why it is not better. */
export function overviewTable(view: View): TableSheet {
  const { compiled, ranks } = view.evaluation;
  const notes: Words[] = [
    {
      zh: `按组别、${ranks === undefined ? '' : '组内名次（未参加排名的在后）、'}标识排列。${compiled.starOrder.length > 0 ? `${LEGEND.zh}。` : ''}`,
      en: `By group, ${ranks === undefined ? '' : 'rank in it (those not ranked last), '}id. ${compiled.starOrder.length > 0 ? `${LEGEND.en}.` : ''}`,
    },
  ];
  return {
    title: { zh: '总表', en: 'All units' },
    notes,
    columns: columnsOf(view),
    fixed: UNIT_COLUMNS.length,
    landscape: true,
    rows: rowsOf(view),
  };
}

function columnsOf({ evaluation }: View): TableColumn[] {
  const { compiled, ranks } = evaluation;
  const columns = compiled.sections.flatMap(({ section, star, full }): TableColumn[] => {
    const { title } = titled(section);
    const points: TableColumn = {
      heading: { zh: `${title.zh}\n得分（${numberText(full)}）`, en: `${title.en}\n(${numberText(full)})` },
      width: 9,
      style: 'points',
    };
    const mark: TableColumn = {
      heading: { zh: `${title.zh}\n得否`, en: `${title.en}\nstar` },
      width: 7,
      style: 'centred',
    };
    return star ? [points, mark] : [points];
  });
  if (compiled.starOrder.length > 0) columns.push({ heading: { zh: '得星数', en: 'Stars' }, width: 5, style: 'count' });
  columns.push({ heading: { zh: '总分', en: 'Total' }, width: 8, style: 'total' });
  if (compiled.grades.length > 0) columns.push({ heading: { zh: '等次', en: 'Grade' }, width: 10, style: 'middle' });
  if (ranks !== undefined)
    columns.push(
      { heading: { zh: '组内名次', en: 'Rank in group' }, width: 6, style: 'count' },
      { heading: { zh: '全部名次', en: 'Rank over all' }, width: 6, style: 'count' },
    );
  if (compiled.grades.length > 0)
    columns.push({ heading: { zh: '上一等次未评的原因', en: 'Why not the grade above' }, width: 30, style: 'wrapped' });
  return [...UNIT_COLUMNS, ...columns];
}

function* rowsOf(view: View): Generator<Cell[]> {
  const { evaluation, order, say } = view;
  const { compiled, sections, total, stars, grading, ranks } = evaluation;
  for (const seat of order) {
    const cells: Cell[] = unitCells(view, seat);
    for (const [index, { star }] of compiled.sections.entries()) {
      const { points, won } = sections[index] as SectionResult;
      cells.push(points[seat] as number);
      if (star) cells.push(shortMark(view, won[seat] === 1, sectionReasons(evaluation, index, seat)));
    }
    if (compiled.starOrder.length > 0) cells.push(stars[seat] as number);
    cells.push(total[seat] as number);
    const grade = compiled.grades[grading.grade[seat] as number]?.grade;
    if (compiled.grades.length > 0) cells.push(grade === undefined ? '—' : say(titled(grade).title));
    if (ranks !== undefined) cells.push(ranks.rank[seat] || '—', ranks.rankAll[seat] || '—');
    if (compiled.grades.length > 0) cells.push(say(whyNot(view, seat)));
    yield cells;
  }
}

function whyNot({ evaluation, vocabulary }: View, seat: number): Words {
  const above = gradeReasonsTold(evaluation, seat, vocabulary);
  if (above === undefined || above.reasons.length === 0) return { zh: '', en: '' };
  const why = joined(above.reasons);
  return { zh: `${above.grade.title.zh}：${why.zh}`, en: `${above.grade.title.en}: ${why.en}` };
}
