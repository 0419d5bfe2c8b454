// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../fault.ts';
import type { Reason } from '../results.ts';
import type { View } from './view.ts';
import type { Cell } from './xlsx/layout.ts';
import type { StyleName } from './xlsx/styles.ts';

/** What became of a star: a shape and a word, so that it reads without colour. */
type Mark = { readonly style: StyleName; readonly shape: string; readonly word: Words; readonly full: Words };

const MARKS = {
  won: { style: 'star', shape: '★', word: { zh: '得', en: 'won' }, full: { zh: '已获得', en: 'won' } },
  lost: { style: 'noStar', shape: '☆', word: { zh: '未得', en: 'no' }, full: { zh: '未获得', en: 'not won' } },
  unready: {
    style: 'unready',
    shape: '◇',
    word: { zh: '未齐', en: 'data' },
    full: { zh: '数据未齐', en: 'data missing' },
  },
  vetoed: { style: 'vetoed', shape: '×', word: { zh: '否决', en: 'veto' }, full: { zh: '一票否决', en: 'veto' } },
} satisfies Record<string, Mark>;

/** The mark of a star: a veto before missing data before points. */
function markOf(won: boolean, reasons: readonly Reason[]): Mark {
  if (won) return MARKS.won;
  if (reasons.some((reason) => reason.startsWith('veto:'))) return MARKS.vetoed;
  return reasons.includes('incomplete') ? MARKS.unready : MARKS.lost;
}

/** In one word, for a table of many stars. */
export function shortMark({ say }: View, won: boolean, reasons: readonly Reason[]): Cell {
  const { shape, word, style } = markOf(won, reasons);
  return { value: `${shape}${say(word)}`, style };
}

export function longMark({ say }: View, won: boolean, reasons: readonly Reason[]): Cell {
  const { shape, full, style } = markOf(won, reasons);
  return { value: `${shape}${say(full)}`, style };
}

/** What the marks mean. */
export const LEGEND: Words = {
  zh: Object.values<Mark>(MARKS)
    .map(({ shape, full }) => `${shape}${full.zh}`)
    .join('　'),
  en: Object.values<Mark>(MARKS)
    .map(({ shape, full }) => `${shape} ${full.en}`)
    .join('   '),
};
