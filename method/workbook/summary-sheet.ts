// SPDX-License-Identifier: Apache-2.0
import { titled } from '../explain/explain.ts';
import type { Words } from '../fault.ts';
import type { Method } from '../model.ts';
import type { View } from './view.ts';
import type { Column, Row, Sheet } from './xlsx/layout.ts';
import { linesOf, textWidth } from './xlsx/text-width.ts';

/** Half-width characters of the whole sheet, and of its first column. */
const WHOLE = 104;
const FIRST = 16;

const PERIODS: Readonly<Record<NonNullable<Method['period']>, Words>> = {
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季度', en: 'quarter' },
  half: { zh: '半年', en: 'half-year' },
  year: { zh: '年', en: 'year' },
};

/** The cover: what was assessed by which method, what came of it in numbers, and how to recompute it. */
export function summarySheet(view: View, left: readonly Words[]): Sheet {
  const counts = countsTable(view);
  const width = Math.max(6, Math.floor((WHOLE - FIRST) / Math.max(1, counts.head.length - 1)) - 1);
  const columns: Column[] = [
    { width: FIRST, style: 'wrapped' },
    ...counts.head.slice(1).map((): Column => ({ width, style: 'count' })),
  ];
  return { title: view.say({ zh: '概况', en: 'Summary' }), landscape: false, columns, fixed: 0, rows: rowsOf(view, counts, { left, width }) };
}
