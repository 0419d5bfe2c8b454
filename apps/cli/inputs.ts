// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import {
  type Catalogue,
  type CompiledMethod,
  compileMethod,
  type Evaluation,
  evaluate,
  noVocabulary,
  type Outcome,
  type ParsedMethod,
  parseMethod,
  readCatalogue,
  type Table,
  type Units,
  type Vocabulary,
} from '@beichen/method';
import { Unusable, unusable, valueIn } from './failure.ts';
import type { Terminal } from './terminal.ts';

/** A buffer holds no more; a city's facts are a tenth of it. */
const LARGEST_SHEET = 2 ** 31 - 1;
/** A method is text of a page or two; what is longer is another file. */
const LARGEST_TEXT = 1 << 24;

export type EvaluationFiles = {
  readonly method: string;
  readonly units: string;
  readonly facts: string;
  readonly catalogue?: Catalogue | undefined;
};

/** Reads a method file, against a catalogue where one is given. */
export const loadMethod = (path: string, catalogue?: Catalogue): ParsedMethod => valueIn(parseFile(path, catalogue));

function parseFile(path: string, catalogue?: Catalogue): Outcome<ParsedMethod> {
  return parseMethod(path, readText(path), catalogue === undefined ? undefined : new Set(catalogue.measures.keys()));
}

/** Reads the units and facts that a method is evaluated on. */
export async function loadTable(
  files: { units: string; facts: string },
  compiled: Pick<CompiledMethod, 'method' | 'ratios'>,
  terminal: Terminal,
): Promise<Table> {
  const { readFacts } = await import('@beichen/method/sheets');
  const units = valueIn(await loadUnits(files.units, terminal));
  progress(terminal, { zh: '读指标数据', en: 'reading facts' });
  const source = { name: files.facts, bytes: readBytes(files.facts) };
  const facts = valueIn(await readFacts(source, units, { subject: compiled.method.subject, ratios: compiled.ratios }));
  return { units, facts };
}

async function loadUnits(path: string, terminal: Terminal): Promise<Outcome<Units>> {
  const { readUnits } = await import('@beichen/method/sheets');
  progress(terminal, { zh: '读单位表', en: 'reading units' });
  return readUnits({ name: path, bytes: readBytes(path) });
}

/** Reads all that an assessment takes, and evaluates it. Faults of the method and of the units come together. */
export async function loadEvaluation(files: EvaluationFiles, terminal: Terminal): Promise<Evaluation> {
  const parsed = parseFile(files.method, files.catalogue);
  if (!parsed.ok) {
    const units = await loadUnits(files.units, terminal);
    throw new Unusable([...parsed.faults, ...(units.ok ? [] : units.faults)]);
  }
  const compiled = compileMethod(parsed.value.method);
  const table = await loadTable(files, compiled, terminal);
  progress(terminal, { zh: '计算', en: 'evaluating' });
  return valueIn(evaluate(compiled, table));
}

/** Says what is under way, where a person watches. */
export function progress(terminal: Terminal, words: { zh: string; en: string }): void {
  if (terminal.watched) terminal.err(`\r\u001b[K${words[terminal.language]}…`);
}

/** Clears the line of progress. */
export function endProgress(terminal: Terminal): void {
  if (terminal.watched) terminal.err('\r\u001b[K');
}

/** A text file; bytes that are no UTF-8 come through as U+FFFD, which the readers refuse with a place. */
function readText(path: string): string {
  return new TextDecoder('utf-8').decode(readBytes(path, LARGEST_TEXT));
}

function readBytes(path: string, largest = LARGEST_SHEET): Uint8Array {
  try {
    const stat = statSync(path);
    // A pipe or a device may never end.
    if (!stat.isFile() && !stat.isDirectory())
      throw unusable(path, 'no-file', {
        what: { zh: '这不是普通文件', en: 'this is no regular file' },
        mend: { zh: '先存成文件再用', en: 'save it as a file first' },
      });
    const { size } = stat;
    if (size > largest)
      throw unusable(path, 'too-large', {
        what: { zh: `文件有${size}字节，太大了`, en: `the file has ${size} bytes, which is too many` },
        mend: { zh: '检查是否选错了文件', en: 'see whether this is the right file' },
      });
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reasons: Record<string, [string, string]> = {
      ENOENT: ['没有这个文件', 'there is no such file'],
      EISDIR: ['这是文件夹，不是文件', 'this is a folder, not a file'],
      EACCES: ['没有权限读这个文件', 'no permission to read it'],
    };
    const [zh, en] = reasons[code ?? ''] ?? ['文件读不出来', `it cannot be read (${code})`];
    throw unusable(path, 'unreadable', { what: { zh, en }, mend: { zh: '检查路径', en: 'see to the path' } });
  }
}

/** Reads a catalogue of measures, where one is given. */
export function loadCatalogue(path: string | undefined): Catalogue | undefined {
  return path === undefined ? undefined : valueIn(readCatalogue(path, readText(path)));
}

/** What a catalogue says of its measures; nothing where none is given. */
export const vocabularyOf = (catalogue: Catalogue | undefined): Vocabulary =>
  catalogue === undefined ? noVocabulary : (measure) => catalogue.measures.get(measure);
