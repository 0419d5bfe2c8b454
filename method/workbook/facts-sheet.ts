// SPDX-License-Identifier: Apache-2.0
import { ItemScorer } from '../evaluate/items.ts';
import { roundTo } from '../rounding.ts';
import { valueAt } from '../table.ts';
import { titled } from '../title.ts';
import { type TableSheet, UNIT_COLUMNS } from './table.ts';
import { unitCells, type View } from './view.ts';
import type { Cell } from './xlsx/layout.ts';

/** Decimals of a value, as a factor: more than anybody reads, fewer than a double holds. */
const VALUE_SCALE = 1e9;

/** The facts behind every item of every unit, a row each. */
export function factsTable(view: View): TableSheet {
  return {
    title: { zh: '指标数据', en: 'Facts' },
    notes: [
      {
        zh: '每个单位每个项目一行，按组别、组内名次、标识排列；筛选“单位”即得一个单位的全部数据。比率按%显示；校正值是小样本校正后计分所用的值，与原值并列；空格：缺数。',
        en: 'A row for each item of each unit, by group, rank in it and id; filter by unit to see one whole. Ratios in percent; the value after the small-number rule, where there is one, stands beside the plain value. An empty cell: missing.',
      },
    ],
    columns: [
      ...UNIT_COLUMNS.slice(1),
      { heading: { zh: '部分', en: 'Section' }, width: 11, style: 'text' },
      { heading: { zh: '项目', en: 'Item' }, width: 26, style: 'text' },
      { heading: { zh: '分子', en: 'Num' }, width: 8, style: 'number' },
      { heading: { zh: '分母', en: 'Den' }, width: 8, style: 'number' },
      { heading: { zh: '值', en: 'Value' }, width: 9, style: 'number' },
      { heading: { zh: '校正值', en: 'Small-number value' }, width: 9, style: 'number' },
    ],
    fixed: UNIT_COLUMNS.length - 1,
    landscape: false,
    rows: rowsOf(view),
  };
}

function* rowsOf(view: View): Generator<Cell[]> {
  const { evaluation, say, vocabulary, order } = view;
  const { compiled, table, seats } = evaluation;
  const scorer = new ItemScorer(table.facts, seats, compiled.scale);
  const items = compiled.sections.flatMap((section) =>
    section.items.map((compiledItem) => {
      const { measure, shrink } = compiledItem.item;
      const words = measure === undefined ? undefined : vocabulary(measure);
      return {
        shrunk: shrink === undefined ? undefined : scorer.seen(compiledItem),
        names: [say(titled(section.section).title), say(titled(compiledItem.item).title)],
        ratio: words?.form === 'ratio',
        column: measure === undefined ? undefined : table.facts.get(measure),
      };
    }),
  );
  for (const seat of order) {
    const unit = seats.who[seat] as number;
    const [, id, name] = unitCells(view, seat);
    for (const { shrunk, names, ratio, column } of items) {
      const value = valueAt(column, unit);
      yield [
        id,
        name,
        ...names,
        orNull(column?.num[unit]),
        orNull(column?.den[unit]),
        valueCell(value, ratio),
        shrunk === undefined ? null : valueCell(shrunk[seat] as number, ratio),
      ];
    }
  }
}

const orNull = (x: number | undefined): number | null => (x === undefined || Number.isNaN(x) ? null : x);

function valueCell(value: number, ratio: boolean): Cell {
  if (Number.isNaN(value)) return null;
  const rounded = roundTo(value, VALUE_SCALE);
  if (ratio) return { value: rounded, style: 'percent' };
  return Number.isInteger(rounded) ? rounded : { value: rounded, style: 'fraction' };
}
