// SPDX-License-Identifier: Apache-2.0
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SHAPES } from '../method/measures.ts';
import { METHOD_FILE } from '../method/method.ts';

/** The method of 60 items that the engine is measured with, as a city would have it: each month, all its measures in the catalogue. */
export const METHOD = 'five-stars';

const FORMS = { count: 'count', ratio: 'ratio', score: 'value', rare: 'count' } as const;

/** The measures' ids in the city's catalogue: theirs alone, so that each is declared and none is read from the demo's records. */
export const idInCity = (measure: string): string => `bench.${measure.replace('.', '_')}`;

const ANY = new RegExp(
  `(?<![\\w.])(${Object.keys(SHAPES)
    .map((id) => id.replace('.', '\\.'))
    .join('|')})(?![\\w.])`,
  'gu',
);

async function monthlyStars(): Promise<string> {
  const text = await readFile(METHOD_FILE, 'utf8');
  return text.replace('period: quarter', 'period: month').replaceAll(ANY, (id) => idInCity(id));
}

function entryOf(measure: string): string {
  const { drawn } = SHAPES[measure] as (typeof SHAPES)[string];
  const id = idInCity(measure);
  const words = `{ zh: ${id}（测速用）, en: ${id} }`;
  const parts = drawn === 'ratio' ? `\n    numerator: ${words}\n    denominator: ${words}` : '';
  return `  - id: ${id}
    title: ${words}
    nature: service
    form: ${FORMS[drawn]}
    unit: { zh: 件, en: items }${parts}
    owner: 测速
    basis: 测速
    source: declared
    domain: assessment
`;
}

/** Gives a pack the method and its measures. */
export async function addMonthlyStars(pack: string): Promise<void> {
  await writeFile(join(pack, 'methods', `${METHOD}.yaml`), await monthlyStars());
  await appendFile(join(pack, 'measures.yaml'), `\n${Object.keys(SHAPES).map(entryOf).join('')}`);
}
