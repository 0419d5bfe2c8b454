// SPDX-License-Identifier: Apache-2.0
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { linesOfNanyang } from './duty-lines.ts';

const NANYANG = join(import.meta.dirname, '../../packs/nanyang');

/** One street of the city and three of its communities, with what lies above: where the demo's people have their posts. */
export const STREET = '411302001';
export const COMMUNITIES = ['411302001001', '411302001002', '411302001006'] as const;
const KEPT = new Set(['4113', '411302', STREET, ...COMMUNITIES]);

const AS_IT_IS = ['roles.yaml', 'calendar.csv', 'cases/kinds.yaml', 'example/people.yaml', 'example/cases.yaml'];

/** A method that rests on cases alone, so that each of them asks for a new result. */
const METHOD = `method: case-stars
edition: "1"
title: { zh: 事项考核, en: Cases }
subject: community
period: quarter
decimals: 2
peers: county
sections:
  - id: cases
    title: { zh: 事项, en: Cases }
    items:
      - { id: closed, title: { zh: 按期办结, en: Closed in time }, full: 50, measure: cases.closed_on_time, rule: { linear: [0.4, 1] } }
      - { id: solved, title: { zh: 解决, en: Solved }, full: 50, measure: cases.solved, rule: { linear: [0.4, 0.9] } }
ranking: { by: [total] }
`;

const head = (lines: string) => `id: nanyang
title: { zh: 南阳市, en: Nanyang }
zone: Asia/Shanghai
roles: roles.yaml
calendar: calendar.csv
${lines}demo: { starts_at: 2026-09-28T02:00:00.000Z, people: example/people.yaml }
org:
  as_of: 2023-06-30
  kinds:
    city: { zh: 市, en: City }
    county: { zh: 县（市、区）, en: County }
    street: { zh: 街道, en: Street }
    community: { zh: 社区, en: Community }
  units:
    - file: places.csv
`;

/** The heading of a table of the city, and its rows of these units; `also` chooses further. */
async function rowsOf(file: string, also: (row: string) => boolean = () => true): Promise<string> {
  const [heading = '', ...rows] = (await readFile(join(NANYANG, file), 'utf8')).trim().split('\n');
  const kept = rows.filter((row) => KEPT.has(row.split(',')[0] ?? '') && also(row));
  return `${[heading, ...kept].join('\n')}\n`;
}

/** The city's catalogue without the results of methods that this pack has not: they come last. */
async function measures(): Promise<string> {
  const text = await readFile(join(NANYANG, 'measures.yaml'), 'utf8');
  const at = text.indexOf('  - id: assessment.');
  if (at < 0) throw new Error('measures.yaml has no results among its measures any more');
  return text.slice(0, at);
}

/** Writes a pack of the real city's posts and kinds of cases, but of six units: a server starts on it in seconds. */
export async function writeStreetPack(folder: string): Promise<void> {
  const files: Readonly<Record<string, string>> = {
    'pack.yaml': head(await linesOfNanyang()),
    'places.csv': await rowsOf('places/places.csv'),
    'measures.yaml': await measures(),
    'methods/case-stars.yaml': METHOD,
    'example/units.csv': await rowsOf('example/units.csv'),
    'example/2026-q3/facts.csv': await rowsOf('example/2026-q3/facts.csv', (row) =>
      /,cases\.(closed_on_time|solved),/.test(row),
    ),
  };
  for (const file of [...AS_IT_IS, ...Object.keys(files)])
    await mkdir(dirname(join(folder, file)), { recursive: true });
  for (const file of AS_IT_IS) await cp(join(NANYANG, file), join(folder, file));
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
}
