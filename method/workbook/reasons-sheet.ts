// SPDX-License-Identifier: Apache-2.0
import { VETO } from '../evaluate/evaluate.ts';
import { gradeReasonsTold, sectionReasonsTold } from '../explain/reasons.ts';
import type { Words } from '../fault.ts';
import { sectionReasons } from '../results.ts';
import { valueAt } from '../table.ts';
import { titled } from '../title.ts';
import { listed } from '../words/naming.ts';
import { type TableSheet, UNIT_COLUMNS } from './table.ts';
import { unitCells, type View } from './view.ts';
import type { Cell } from './xlsx/layout.ts';

/** What a reason is about, and the sentence. */
type Told = { readonly about: Words; readonly what: Words; readonly why: Words };

/** Every reason of every unit, a row each. */
export function reasonsTable(view: View): TableSheet {
  return {
    title: { zh: '原因', en: 'Reasons' },
    notes: [
      {
        zh: '每个单位每条原因一行：哪颗星未得，上一等次为何未评，哪项一票否决生效，哪些内容没有数据。按组别、组内名次、标识排列。',
        en: 'A row for each reason of each unit: a star not won, the grade above not held, a veto that fired, what is not known. By group, rank in it and id.',
      },
    ],
    columns: [
      ...UNIT_COLUMNS,
      { heading: { zh: '类别', en: 'About' }, width: 10, style: 'centred' },
      { heading: { zh: '事项', en: 'What' }, width: 18, style: 'wrapped' },
      { heading: { zh: '原因', en: 'Why' }, width: 48, style: 'wrapped' },
    ],
    fixed: UNIT_COLUMNS.length,
    landscape: false,
    rows: rowsOf(view),
  };
}

function* rowsOf(view: View): Generator<Cell[]> {
  for (const seat of view.order) {
    const unit = unitCells(view, seat);
    for (const { about, what, why } of reasonsOf(view, seat))
      yield [...unit, view.say(about), view.say(what), view.say(why)];
  }
}

function* reasonsOf(view: View, seat: number): Generator<Told> {
  const { evaluation, vocabulary } = view;
  const star = { zh: '未得星', en: 'star' };
  for (const [index, { section }] of evaluation.compiled.sections.entries()) {
    const reasons = sectionReasons(evaluation, index, seat);
    for (const why of sectionReasonsTold(evaluation, index, { seat, reasons }))
      yield { about: star, what: titled(section).title, why };
  }
  const above = gradeReasonsTold(evaluation, seat, vocabulary);
  if (above !== undefined)
    for (const why of above.reasons) yield { about: { zh: '未评等次', en: 'grade' }, what: above.grade.title, why };
  yield* firedVetoes(view, seat);
  yield* unknowns(view, seat);
}

function* firedVetoes({ evaluation }: View, seat: number): Generator<Told> {
  const { compiled, vetoes } = evaluation;
  for (const [index, { veto, loses, zeroes, bars, unranks }] of compiled.vetoes.entries()) {
    if (vetoes[index]?.[seat] !== VETO.fired) continue;
    const names = (list: readonly number[]): Words[] =>
      list.flatMap((at) => {
        const section = compiled.sections[at]?.section;
        return section === undefined ? [] : [titled(section).title];
      });
    const best = compiled.grades[bars]?.grade;
    const follows: Words[] = [
      ...names(loses).map(({ zh, en }) => ({ zh: `不得${zh}`, en: `${en} cannot be won` })),
      ...names(zeroes).map(({ zh, en }) => ({ zh: `${zh}记0分`, en: `${en} is 0` })),
    ];
    if (bars > 0 && best === undefined) follows.push({ zh: '不定等次', en: 'no grade' });
    if (bars > 0 && best !== undefined) {
      const { title } = titled(best);
      follows.push({ zh: `等次最高到“${title.zh}”`, en: `no grade above "${title.en}"` });
    }
    if (unranks) follows.push({ zh: '不参加排名', en: 'not ranked' });
    yield { about: { zh: '一票否决', en: 'veto' }, what: titled(veto).title, why: listed(follows) };
  }
}

/** What has no data and so counted neither way: a row for each sort of it. */
function* unknowns({ evaluation, vocabulary }: View, seat: number): Generator<Told> {
  const { compiled, vetoes, table, seats } = evaluation;
  const unit = seats.who[seat] as number;
  const lacks = (measure: string): boolean => Number.isNaN(valueAt(table.facts.get(measure), unit));
  const open = compiled.vetoes.flatMap(({ veto }, at) =>
    vetoes[at]?.[seat] === VETO.unknown ? [titled(veto).title] : [],
  );
  const adjustments = (compiled.method.adjustments ?? []).flatMap((adjustment) =>
    lacks(adjustment.measure) ? [titled(adjustment).title] : [],
  );
  const deductions = compiled.sections.flatMap(({ items }) =>
    items.flatMap(({ item, less }) => {
      const { title } = titled(item);
      return less
        .filter(({ measure }) => lacks(measure))
        .map(({ measure }) => {
          const name = vocabulary(measure)?.title ?? { zh: measure, en: measure };
          return { zh: `${title.zh}（${name.zh}）`, en: `${title.en} (${name.en})` };
        });
    }),
  );
  const about = { zh: '没有数据', en: 'not known' };
  const sorts: [Words[], Words, Words][] = [
    [open, { zh: '一票否决', en: 'vetoes' }, { zh: '没有数据，未触发', en: 'not known, did not fire' }],
    [adjustments, { zh: '加减分', en: 'plus and minus' }, { zh: '没有数据，未计', en: 'not known, not counted' }],
    [deductions, { zh: '扣分', en: 'deductions' }, { zh: '没有数据，未扣', en: 'not known, nothing taken' }],
  ];
  for (const [list, what, words] of sorts) {
    const names = listed(list);
    if (list.length > 0) yield { about, what, why: { zh: `${words.zh}：${names.zh}`, en: `${words.en}: ${names.en}` } };
  }
}
