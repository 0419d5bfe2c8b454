// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { findPeriod, type PeriodKind } from '@beichen/kernel/periods.ts';
import { civilDateSchema } from '@beichen/kernel/time.ts';
import {
  type Catalogue,
  type CompiledMethod,
  compileMethod,
  type Fault,
  type Outcome,
  parseMethod,
  placeOf,
  readCatalogue,
  type Table,
} from '@beichen/method';
import { readFacts, readUnits } from '@beichen/method/sheets';
import type { Edition, Track } from '../../model/results.ts';
import { measuresOf, outlineOf } from '../../rules/evaluation.ts';
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

/** A pack that cannot be used: it stops the boot. */
class BrokenPack extends Error {
  constructor(faults: readonly Fault[]) {
    super(
      faults
        .map((fault) => `${placeOf(fault)} ${fault.what.zh} · ${fault.what.en}；${fault.mend.zh} · ${fault.mend.en}`)
        .join('\n'),
    );
    this.name = 'BrokenPack';
  }
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
    return relative(process.cwd(), join(this.folder, ...path));
  }

  take<T>(outcome: Outcome<T>): T | undefined {
    if (outcome.ok) return outcome.value;
    this.faults.push(...outcome.faults);
    return undefined;
  }
}

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
  const example = demo && catalogue !== undefined ? await readExample(reader, { methods, catalogue }) : [];
  if (reader.faults.length > 0 || catalogue === undefined) throw new BrokenPack(reader.faults);
  return {
    editions: editions.map(([, edition]) => edition),
    settings,
    catalogue,
    catalogueText,
    catalogueDigest: hashText(catalogueText),
    example,
  };
}
