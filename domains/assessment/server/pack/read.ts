// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findPeriod, type PeriodKind } from '@beichen/kernel/periods.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import {
  type Catalogue,
  type CompiledMethod,
  compileMethod,
  type Fault,
  type Outcome,
  parseMethod,
  readCatalogue,
  type Table,
} from '@beichen/method';
import { readFacts, readUnits } from '@beichen/method/sheets';
import { BrokenPack, type PackFault } from '@beichen/platform-server/packs/pack-fault.ts';
import type { Edition, Track } from '../../model/results.ts';
import { measuresOf, outlineOf } from '../../rules/evaluation.ts';
import { circleOf, faultOfName, type NamedMethod } from '../../rules/result-measures.ts';
import { type PackSettings, readTracks } from './tracks.ts';

/** Facts that the example of a pack declares for a period, checked against its list of units. */
export type ExamplePeriod = { readonly period: string; readonly table: Table };

/** The part of a pack that this domain loads. */
export type AssessmentPack = {
  readonly editions: readonly Edition[];
  readonly settings: PackSettings;
  readonly catalogue: Catalogue;
  readonly catalogueText: string;
  readonly catalogueDigest: string;
  readonly example: readonly ExamplePeriod[];
};

/** A fault of a file as faults of packs are told; of a cell of a sheet with its name. */
function packFault({ file, line = 1, cell, what, mend }: Fault): PackFault {
  return { file: cell === undefined ? file : `${file} ${cell}`, line, what, mend };
}

const hashText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Gathers the faults of all files, so that they are told in one go. */
class Reader {
  readonly faults: Fault[] = [];
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  name(...path: string[]): string {
    return join(...path);
  }

  take<T>(outcome: Outcome<T>): T | undefined {
    if (outcome.ok) return outcome.value;
    this.faults.push(...outcome.faults);
    return undefined;
  }
}

const namedMethod = (period: string | undefined, sections: CompiledMethod['sections']): NamedMethod => ({
  period: period ?? null,
  sections: sections.map(({ section }) => section.id),
});

const dateOrNull = (text: string | undefined): string | null => civilDateSchema.safeParse(text).data ?? null;

function editionOf(compiled: CompiledMethod, source: string, track: Track | undefined): Edition {
  const { method } = compiled;
  return {
    method: method.method,
    edition: method.edition,
    subject: method.subject,
    periodKind: method.period ?? null,
    starts: dateOrNull(method.basis?.from),
    ends: dateOrNull(method.basis?.to),
    outline: outlineOf(compiled, track),
    measures: measuresOf(method),
    source,
    digest: hashText(source),
  };
}

type Published = {
  readonly editions: readonly (readonly [CompiledMethod, Edition])[];
  readonly settings: PackSettings;
};

async function readEditions(reader: Reader, catalogue: Catalogue | undefined): Promise<Published> {
  const folder = join(reader.folder, 'methods');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).sort();
  const known = catalogue === undefined ? undefined : new Set(catalogue.measures.keys());
  const found: [CompiledMethod, string][] = [];
  for (const file of files) {
    const source = await readFile(join(folder, file), 'utf8');
    const parsed = reader.take(parseMethod(reader.name('methods', file), source, known));
    if (parsed === undefined) continue;
    const compiled = compileMethod(parsed.method);
    found.push([compiled, source]);
  }
  const methods = found.map(([compiled]) => compiled);
  const settings = await readTracks(reader.folder, methods);
  const { tracks } = settings;
  const editions = found.map(
    ([compiled, source]) => [compiled, editionOf(compiled, source, tracks[compiled.method.method])] as const,
  );
  return { editions, settings };
}

/** A fact of a measure that the catalogue does not know, told at its first line. */
function refuseUnknown(
  reader: Reader,
  file: { name: string; text: string },
  { table, catalogue }: { table: Table; catalogue: Catalogue },
): void {
  for (const measure of table.facts.keys()) {
    if (catalogue.measures.has(measure)) continue;
    const line = file.text.split('\n').findIndex((row) => row.includes(`,${measure},`)) + 1;
    reader.faults.push({
      file: file.name,
      line,
      code: 'unknown-measure',
      what: { zh: `指标“${measure}”不在指标目录中`, en: `the measure "${measure}" is not in the catalogue` },
      mend: { zh: '改正写法，或加进measures.yaml', en: 'correct it, or add it to measures.yaml' },
    });
  }
}

type Named = { readonly file: string; readonly text: string; readonly methods: ReadonlyMap<string, NamedMethod> };

/** Names of results that lead to none, each told at the first line that says it. */
function refuseUnresolved(reader: Reader, measures: readonly string[], { file, text, methods }: Named): void {
  for (const measure of measures) {
    const what = measure.startsWith('assessment.') ? faultOfName(measure, methods) : undefined;
    if (what === undefined) continue;
    reader.faults.push({
      file,
      line: text.split('\n').findIndex((row) => row.includes(measure)) + 1,
      code: 'unknown-result',
      what: { zh: `“${measure}”：${what.zh}`, en: `"${measure}": ${what.en}` },
      mend: {
        zh: '写成assessment.办法.total、.stars或.section.部分，办法后可加q1至q4、h1、h2或01至12',
        en: 'write assessment.METHOD.total, .stars or .section.ID, with q1 to q4, h1, h2 or 01 to 12 after the method',
      },
    });
  }
}

/** Results that rest on each other in a circle: none of them could come first. */
function refuseCircle(reader: Reader, editions: readonly Edition[]): void {
  const circle = circleOf(new Map(editions.map(({ method, measures }) => [method, measures])));
  if (circle === undefined) return;
  reader.faults.push({
    file: reader.name('methods'),
    code: 'method-circle',
    what: {
      zh: `考核办法互相引用结果，成环：${circle.join(' → ')}`,
      en: `results rest on each other: ${circle.join(' → ')}`,
    },
    mend: { zh: '去掉其中一处引用', en: 'take one of the references away' },
  });
}

type Asked = { readonly methods: readonly CompiledMethod[]; readonly catalogue: Catalogue };

async function readExamplePeriod(reader: Reader, period: string, asked: Asked): Promise<ExamplePeriod | undefined> {
  const kind: PeriodKind | undefined = findPeriod(period)?.kind;
  const methods = asked.methods.filter(({ method }) => method.period === kind);
  const unitsPath = join(reader.folder, 'example/units.csv');
  const units = reader.take(
    await readUnits({ name: reader.name('example/units.csv'), bytes: await readFile(unitsPath) }),
  );
  if (units === undefined) return undefined;
  const bytes = await readFile(join(reader.folder, 'example', period, 'facts.csv'));
  const name = reader.name('example', period, 'facts.csv');
  const assessed = methods.find(({ method }) => units.kinds.includes(method.subject));
  const expected = { subject: assessed?.method.subject ?? '', ratios: assessed?.ratios ?? new Set<string>() };
  const facts = reader.take(await readFacts({ name, bytes }, units, expected));
  if (facts === undefined) return undefined;
  const table = { units, facts };
  refuseUnknown(reader, { name, text: new TextDecoder().decode(bytes) }, { table, catalogue: asked.catalogue });
  return { period, table };
}

async function readExample(reader: Reader, asked: Asked): Promise<ExamplePeriod[]> {
  const folder = join(reader.folder, 'example');
  if (!existsSync(folder)) return [];
  const periods = (await readdir(folder)).filter((name) => findPeriod(name) !== undefined).sort();
  const read: ExamplePeriod[] = [];
  for (const period of periods) {
    const one = await readExamplePeriod(reader, period, asked);
    if (one !== undefined) read.push(one);
  }
  return read;
}

/**
 * Reads the methods, the catalogue and, for the demo, the example's declared facts of a pack.
 * @throws BrokenPack with every fault, each with file and line
 */
export async function readAssessmentPack(folder: string, demo: boolean): Promise<AssessmentPack> {
  const reader = new Reader(folder);
  const catalogueText = await readFile(join(folder, 'measures.yaml'), 'utf8');
  const catalogue = reader.take(readCatalogue(reader.name('measures.yaml'), catalogueText));
  const { editions, settings } = await readEditions(reader, catalogue);
  const methods = editions.map(([compiled]) => compiled);
  const named = new Map(methods.map(({ method, sections }) => [method.method, namedMethod(method.period, sections)]));
  const measures = [...(catalogue?.measures.keys() ?? [])];
  refuseUnresolved(reader, measures, { file: reader.name('measures.yaml'), text: catalogueText, methods: named });
  for (const [{ method }, { measures: used, source }] of editions)
    refuseUnresolved(reader, used, {
      file: reader.name('methods', `${method.method}.yaml`),
      text: source,
      methods: named,
    });
  refuseCircle(
    reader,
    editions.map(([, edition]) => edition),
  );
  const example = demo && catalogue !== undefined ? await readExample(reader, { methods, catalogue }) : [];
  if (reader.faults.length > 0 || catalogue === undefined) throw new BrokenPack(folder, reader.faults.map(packFault));
  return {
    editions: editions.map(([, edition]) => edition),
    settings,
    catalogue,
    catalogueText,
    catalogueDigest: hashText(catalogueText),
    example,
  };
}
