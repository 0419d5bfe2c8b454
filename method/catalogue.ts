// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { idWords, REFUSALS, type Refusal } from './catalogue/refusals.ts';
import { Draft, type Entry } from './check/draft.ts';
import { refuseTwice } from './check/ids.ts';
import { shapeFaults } from './check/shape-faults.ts';
import { Faults, type Outcome, type Words } from './fault.ts';
import { closed } from './rules/shapes.ts';
import { type Path, readSource } from './source/read-source.ts';

const text = z.string().min(1);
const words = closed({ zh: text, en: text });

/** One measure as a catalogue writes it. */
const measure = closed({
  id: text.describe('标识 / id'),
  title: words.describe('名称 / title'),
  nature: z
    .enum(['outcome', 'service', 'capacity', 'duty', 'judgement'])
    .describe('性质：结果、服务、能力、责任、评议 / nature'),
  form: z.enum(['count', 'ratio', 'value']).describe('形式：计数、比率、数值 / form'),
  unit: words.describe('单位；比率写分子、分母所数的东西 / unit; of a ratio, what is counted'),
  numerator: words.optional().describe('分子 / numerator of a ratio'),
  denominator: words.optional().describe('分母 / denominator of a ratio'),
  part: z
    .boolean()
    .optional()
    .describe('分子是分母的一部分，不会更大 / the numerator is a part of the denominator and never more'),
  act: words
    .optional()
    .describe('“再……几件”的说法，如按期办结 / how to say that there should be more of it: closed in time'),
  owner: text.describe('责任单位 / owner'),
  basis: text.describe('依据 / basis'),
  source: z.enum(['record', 'declared', 'judged']).describe('来源：记录、填报、评审 / source'),
  domain: text.describe('给出这个数的模块 / the domain that gives it'),
});

const catalogue = closed({ measures: z.array(measure).min(1) });

export type Measure = z.infer<typeof measure>;

/** Every measure that methods may name, by its id; its keys are what `parseMethod` takes. */
export type Catalogue = { readonly measures: ReadonlyMap<string, Measure> };

/** Reads a catalogue of measures (METHOD.md section 7): the measures, or every fault of the file in one go. */
export function readCatalogue(file: string, content: string): Outcome<Catalogue> {
  const read = readSource(file, content);
  if (!read.ok) return read;
  const faults = new Faults(file);
  const parsed = catalogue.safeParse(read.value.value, { jitless: true });
  const draft = new Draft(read.value, faults, parsed.success ? [] : shapeFaults(parsed.error.issues, read.value.value));
  const entries = draft.list<Measure>(['measures']);
  refuseTwice(draft, entries);
  for (const entry of entries) {
    checkRatio(draft, entry);
    refuseKind(draft, entry);
  }
  return faults.outcome(() => ({ measures: new Map((parsed.data?.measures ?? []).map((entry) => [entry.id, entry])) }));
}

/** A ratio says what is counted above and below; nothing else has either. */
function checkRatio(draft: Draft, { path, value, has }: Entry<Measure>): void {
  if (value.form === undefined) return;
  for (const key of ['numerator', 'denominator'] as const) {
    if (value.form === 'ratio' && !has(key))
      draft.fault(path, {
        code: 'missing-key',
        what: { zh: `比率缺少“${key}”`, en: `a ratio without "${key}"` },
        mend: { zh: `补上${key}`, en: `add ${key}` },
      });
    if (value.form !== 'ratio' && has(key))
      draft.fault([...path, key], {
        onKey: true,
        code: 'not-a-ratio',
        what: { zh: `不是比率，不能写${key}`, en: `${key} of a measure that is no ratio` },
        mend: { zh: `删去${key}，或改为form: ratio`, en: `delete ${key}, or write form: ratio` },
      });
  }
}

/** Refuses a measure of a kind that has no place here, at the first of its words that shows it. */
function refuseKind(draft: Draft, { path, value }: Entry<Measure>): void {
  const { id, title, numerator, denominator, unit } = value;
  const names = { title, numerator, denominator, unit };
  for (const refusal of REFUSALS) {
    const at = id !== undefined && refusal.id.test(idWords(id)) ? ['id'] : placeIn(names, refusal);
    if (at === undefined) continue;
    draft.fault([...path, ...at], {
      code: refusal.code,
      what: { zh: `${refusal.name.zh}不能作为指标`, en: `${refusal.name.en} cannot be a measure` },
      mend: { zh: '换成办成了什么事的指标，或删去', en: 'measure what was done instead, or delete it' },
    });
    return;
  }
}

function placeIn(names: Readonly<Record<string, Words | undefined>>, { zh, en }: Refusal): Path | undefined {
  for (const [key, said] of Object.entries(names)) {
    if (said === undefined) continue;
    if (zh.test(said.zh) || zh.test(said.en)) return [key, 'zh'];
    if (en.test(said.en) || en.test(said.zh)) return [key, 'en'];
  }
  return undefined;
}
