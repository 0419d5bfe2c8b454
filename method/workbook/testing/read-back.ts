// SPDX-License-Identifier: Apache-2.0
import { read, utils } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import { evaluatedText, factsOf } from '../../testing/evaluated.ts';
import type { FactRow, UnitRow } from '../../testing/table-of.ts';
import { resultsWorkbook } from '../index.ts';

export const DIGEST = '0123456789abcdef'.repeat(4);

/** Two stars of which the second requires the first, a veto, a plus on the total, two grades. */
export const METHOD = `
method: tiny
edition: "1"
title: { zh: 小办法, en: Tiny }
subject: village
period: quarter
peers: town
sections:
  - id: order
    title: { zh: 秩序星, en: Order }
    star: true
    win: 8
    items: [{ id: done, title: { zh: 办结, en: Closed }, full: 10, measure: m.done, rule: { linear: [0, 1] } }]
  - id: care
    title: { zh: 关爱/星, en: "Care: star" }
    star: true
    win: 3
    requires: [order]
    items: [{ id: visits, title: { zh: 走访, en: Visits }, full: 4, measure: m.visits, rule: { each: 1 } }]
adjustments: [{ id: praise, title: { zh: 表扬, en: Praise }, measure: m.praise, each: 1, cap: 2 }]
vetoes: [{ id: fire, title: { zh: 失火, en: Fire }, measure: m.fire, when: { over: 0 }, then: { lose: [care], unrank: true } }]
grades: [{ id: good, title: { zh: 优, en: Good }, stars: 2 }, { id: fair, title: { zh: 良, en: Fair }, stars: 1 }]
ranking: { by: [stars, total] }
`;

type Named = readonly [id: string, name: string | null, kind: string, parent: string | null];

const unitRow = ([id, name, kind, parent]: Named): UnitRow => ({ id, name, kind, parent });

const named: readonly Named[] = [
  ['t1', '东镇', 'town', null],
  ['t2', '西镇', 'town', null],
  ['v1', '甲村', 'village', 't1'],
  ['v2', '=1+1', 'village', 't1'],
  ['v3', null, 'village', 't1'],
  ['v4', '丁村', 'village', 't1'],
  ['v5', '戊村', 'village', 't2'],
];

export const UNITS: readonly UnitRow[] = named.map(unitRow);

export const FACTS: readonly FactRow[] = factsOf({
  v1: { 'm.done': [9, 10], 'm.visits': 4, 'm.praise': 1, 'm.fire': 0 },
  v2: { 'm.done': [6, 10], 'm.visits': 3, 'm.fire': 0 },
  v3: { 'm.visits': 2, 'm.praise': 0, 'm.fire': 0 },
  v4: { 'm.done': [10, 10], 'm.visits': 4, 'm.praise': 0, 'm.fire': 1 },
  v5: { 'm.done': [8, 10], 'm.visits': 0, 'm.praise': 0, 'm.fire': 0 },
});

type Inputs = {
  readonly method?: string;
  readonly units?: readonly UnitRow[];
  readonly facts?: readonly FactRow[];
  readonly language?: 'zh' | 'en';
};

/** The workbook of the small method, or of what is given instead. */
export function bookOf({
  method = METHOD,
  units = UNITS,
  facts = FACTS,
  language = 'zh',
}: Inputs = {}): Promise<Uint8Array> {
  const about = { vocabulary: () => undefined, digest: DIGEST, language };
  return resultsWorkbook(evaluatedText(method, units, facts), about);
}

export type Rows = (string | number | null)[][];

/** The rows of every sheet as a reader of workbooks sees them, by the sheets' names. */
export function rowsOf(bytes: Uint8Array): Map<string, Rows> {
  const { SheetNames, Sheets } = read(bytes, { type: 'array' });
  return new Map(
    SheetNames.map((name) => {
      const sheet = Sheets[name];
      if (sheet === undefined) throw new Error(`no sheet ${name}`);
      return [name, utils.sheet_to_json<Rows[number]>(sheet, { header: 1, defval: null, blankrows: true })];
    }),
  );
}

/** The parts of the file as texts. */
export function partsOf(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
}
