// SPDX-License-Identifier: Apache-2.0
import type { Head } from '../shape/pick-result.ts';
import type { Chart, Dot, Node } from '../shape/star-units.ts';

const node = (id: number, name: string, parent: number | null): Node => ({
  id,
  code: String(id),
  kind: parent === null ? 'city' : 'area',
  name,
  pinyin: name,
  parent,
});

/** 甲市 with 乙县 (北街道) and 丙县 (东街道, 西街道). */
const nodes: readonly Node[] = [
  node(1, '甲市', null),
  node(10, '乙县', 1),
  node(20, '丙县', 1),
  node(101, '北街道', 10),
  node(201, '东街道', 20),
  node(202, '西街道', 20),
];

export const dot = (id: number, parent: number, over: Partial<Dot> = {}): Dot => ({
  id,
  code: String(id),
  name: `${id}号`,
  pinyin: `hao ${id}`,
  parent,
  group: '1',
  marks: ['won', 'won', 'won'],
  points: [90, 90, 90],
  stars: 3,
  total: 270,
  near: null,
  grade: 'one',
  complete: true,
  gained: [],
  lost: [],
  withdrawn: [],
  objection: false,
  ...over,
});

export const head = (over: Partial<Head>): Head => ({
  id: 'id',
  method: 'stars',
  edition: '1',
  subject: 'thing',
  period: '2026-q3',
  state: 'live',
  treeDate: '2026-09-30' as Head['treeDate'],
  asOf: '2026-10-01T00:00:00.000Z' as Head['asOf'],
  lacking: [],
  digest: null,
  supersedes: null,
  supersededBy: null,
  settledAt: null,
  requestedBy: null,
  notice: null,
  released: false,
  named: false,
  title: { zh: '办法', en: 'Method' },
  ...over,
});

const section = (id: string, zh: string) => ({
  id,
  title: { zh, en: id },
  star: true,
  win: 80,
  full: 100,
  lead: null,
});

/** The answer of a chart with these units; of three stars, the second and third with a character of the pack. */
export function chartOf(units: readonly Dot[], previous: string | null = null): Chart {
  const { title, ...rest } = head({});
  const sections = [
    section('a', '过硬星'),
    { ...section('b', '业星'), sign: '业' },
    { ...section('c', '共建星'), sign: '共' },
  ];
  const outline = {
    title,
    peers: 'city',
    decimals: 2,
    ranked: true,
    sections,
    grades: [{ id: 'one', title: { zh: '一星', en: 'One' } }],
  };
  return { evaluation: { ...rest, stale: false, outline }, previous, nodes: [...nodes], units: [...units] };
}
