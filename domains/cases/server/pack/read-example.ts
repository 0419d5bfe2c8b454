// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { periodOf } from '@beichen/kernel/periods.ts';
import { civilDateSchema, dateOf, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import type { CaseKind } from '../../model/kinds.ts';
import { PackFault, readPackFile } from './read-kinds.ts';

const texts = z.array(z.string().min(1)).min(1);

const wordsSchema = z.strictObject({
  from: civilDateSchema.describe('示例从哪天起'),
  now: instantSchema.describe('示例时钟的起点'),
  places: texts,
  categories: z.record(z.string(), z.strictObject({ summaries: texts, outcomes: texts })),
  deferring: texts,
});
export type ExampleWords = z.infer<typeof wordsSchema>;

/** What the invented cases of a community must come to. */
export type Wanted = { readonly num: number; readonly den: number };
export type ExampleCommunity = { readonly code: string; readonly closed: Wanted; readonly solved: Wanted };

export type CaseExample = {
  readonly words: ExampleWords;
  readonly kind: CaseKind;
  readonly communities: readonly ExampleCommunity[];
};

const NOTHING: Wanted = { num: 0, den: 0 };

/** The rows of one measure by unit, from the plain table `unit,measure,num,den`. */
function wantedOf(facts: string, measure: string): ReadonlyMap<string, Wanted> {
  const rows = facts.split('\n').map((line) => line.split(','));
  return new Map(
    rows.flatMap(([unit = '', of, num, den]) =>
      of === measure ? [[unit, { num: Number(num), den: Number(den) }]] : [],
    ),
  );
}

/**
 * The example of a pack: words to invent cases with, and the figures that they must come to.
 * @throws PackFault
 */
export async function readExample(pack: string, kinds: readonly CaseKind[], zone: string): Promise<CaseExample> {
  const file = join(pack, 'example', 'cases.yaml');
  const words = await readPackFile(file, wordsSchema);
  const [kind] = kinds;
  if (kind === undefined) throw new RangeError('a pack has a kind of case at least');
  const missing = kind.categories.filter(({ id }) => words.categories[id] === undefined);
  if (missing.length > 0)
    throw new PackFault(
      missing.map(({ id }) => ({
        file,
        line: 1,
        code: 'no-words',
        what: { zh: `没有类别${id}的词`, en: `no words for the category ${id}` },
        mend: { zh: '补上summaries和outcomes', en: 'add its summaries and outcomes' },
      })),
    );
  const period = periodOf(dateOf(words.now, zone), 'quarter').id;
  const facts = await readFile(join(pack, 'example', period, 'facts.csv'), 'utf8');
  const closed = wantedOf(facts, 'cases.closed_on_time');
  const solved = wantedOf(facts, 'cases.solved');
  const codes = [...new Set([...closed.keys(), ...solved.keys()])].sort();
  return {
    words,
    kind,
    communities: codes.map((code) => ({
      code,
      closed: closed.get(code) ?? NOTHING,
      solved: solved.get(code) ?? NOTHING,
    })),
  };
}
