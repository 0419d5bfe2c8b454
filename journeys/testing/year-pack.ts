// SPDX-License-Identifier: Apache-2.0
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SmallUnit, writeSmallPack } from './small-pack.ts';

export const QUARTERS = ['2026-q1', '2026-q2', '2026-q3', '2026-q4'] as const;

/** Visits, and homes seen of homes there are, of each community in each quarter. */
export const DECLARED: Readonly<
  Record<string, Readonly<Record<(typeof QUARTERS)[number], readonly [number, number, number]>>>
> = {
  A1: { '2026-q1': [10, 3, 4], '2026-q2': [8, 4, 4], '2026-q3': [7, 2, 3], '2026-q4': [10, 5, 7] },
  A2: { '2026-q1': [2, 1, 3], '2026-q2': [5, 2, 3], '2026-q3': [9, 6, 7], '2026-q4': [4, 1, 7] },
  B1: { '2026-q1': [0, 0, 5], '2026-q2': [6, 1, 9], '2026-q3': [3, 8, 9], '2026-q4': [1, 2, 3] },
};

const UNITS: readonly SmallUnit[] = [
  { code: 'Y', name: '年年市', kind: 'city', parent: '' },
  { code: 'A', name: '甲县', kind: 'county', parent: 'Y' },
  { code: 'B', name: '乙县', kind: 'county', parent: 'Y' },
  { code: 'A1', name: '甲一社区', kind: 'community', parent: 'A' },
  { code: 'A2', name: '甲二社区', kind: 'community', parent: 'A' },
  { code: 'B1', name: '乙一社区', kind: 'community', parent: 'B' },
];

const method = (
  id: string,
  { period, sections }: { readonly period: string; readonly sections: string },
): string => `method: ${id}
edition: "2026"
title: { zh: ${id}, en: ${id} }
subject: community
period: ${period}
decimals: 2
peers: county
basis: { document: 章程, approval: 章程, from: 2026-01-01, to: 2026-12-31 }
sections:
${sections}ranking: { by: [stars, total] }
`;

const QUARTER = method('care-stars', {
  period: 'quarter',
  sections: `  - id: visits
    title: { zh: 走访星, en: Visits }
    star: true
    lead: 市
    win: 6
    items:
      - { id: visits, title: { zh: 走访, en: Visits }, full: 10, measure: care.visits, rule: { linear: [0, 10] } }
  - id: homes
    title: { zh: 入户星, en: Homes }
    star: true
    lead: 市
    win: 6
    items:
      - { id: homes, title: { zh: 入户, en: Homes }, full: 10, measure: care.homes, rule: { linear: [0, 1] } }
`,
});

const part = (at: number): string =>
  `      - { id: q${at}, title: { zh: 第${at}季, en: Q${at} }, full: 10, measure: assessment.care-stars.q${at}.total, rule: { linear: [0, 20] } }\n`;

const YEAR = method('care-year', {
  period: 'year',
  sections: `  - id: quarters
    title: { zh: 四季星, en: Four quarters }
    star: true
    lead: 市
    win: 20
    items:
${[1, 2, 3, 4].map(part).join('')}  - id: homes
    title: { zh: 全年入户星, en: Homes of the year }
    star: true
    lead: 市
    win: 5
    items:
      - { id: mean, title: { zh: 各季平均, en: Mean of the quarters }, full: 10, measure: assessment.care-stars.section.homes, rule: { linear: [0, 10] } }
`,
});

const measure = (id: string, rest: string): string => `  - id: ${id}
    title: { zh: ${id}, en: ${id} }
    nature: service
    ${rest}
    owner: 市
    basis: 章程
`;

const MEASURES = [
  measure('care.visits', 'form: count\n    unit: { zh: 次, en: visits }\n    source: declared\n    domain: care'),
  measure(
    'care.homes',
    'form: ratio\n    unit: { zh: 户, en: homes }\n    numerator: { zh: 入户, en: seen }\n    denominator: { zh: 全部, en: all }\n    source: declared\n    domain: care',
  ),
  ...['q1.total', 'q2.total', 'q3.total', 'q4.total', 'section.homes'].map((of) =>
    measure(
      `assessment.care-stars.${of}`,
      'form: value\n    unit: { zh: 分, en: points }\n    source: record\n    domain: assessment',
    ),
  ),
].join('');

const factsOf = (quarter: (typeof QUARTERS)[number]): string =>
  [
    'unit,measure,num,den',
    ...Object.entries(DECLARED).flatMap(([unit, by]) => {
      const [visits, seen, all] = by[quarter];
      return [`${unit},care.visits,${visits},`, `${unit},care.homes,${seen},${all}`];
    }),
    '',
  ].join('\n');

/** A city of three communities with a method for its quarters and one for its year, and what is declared for all four. */
export async function writeYearPack(folder: string): Promise<void> {
  const permissions = ['org.read', 'assessment.read', 'assessment.freeze', 'assessment.export'];
  const people = [{ id: 'organiser', name: '测试员', role: 'organiser', unit: 'Y' }];
  await writeSmallPack(folder, { units: UNITS, roles: { organiser: permissions }, people, facts: [] });
  await rm(join(folder, 'methods'), { recursive: true });
  const files: Readonly<Record<string, string>> = {
    'methods/care-stars.yaml': QUARTER,
    'methods/care-year.yaml': YEAR,
    'measures.yaml': `measures:\n${MEASURES}`,
    ...Object.fromEntries(QUARTERS.map((quarter) => [`example/${quarter}/facts.csv`, factsOf(quarter)])),
  };
  for (const folderOf of ['methods', ...QUARTERS.map((quarter) => `example/${quarter}`)])
    await mkdir(join(folder, folderOf), { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
