// SPDX-License-Identifier: Apache-2.0
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import { type Fault, Faults, type Outcome, type Words } from '../fault.ts';
import { anyYamlFault, yamlFaults } from './yaml-faults.ts';

export type Path = readonly (string | number)[];

/** Where the parts of a file stand. */
export type Places = {
  /** The place of the value at a path, or of the nearest thing above it that the file has. */
  of(path: Path): { line: number; column: number };
  /** The place of the key that a path ends with. */
  ofKey(path: Path): { line: number; column: number };
};

/** A file as plain data: objects, arrays, strings, finite numbers, booleans, null. */
export type Source = { readonly value: unknown; readonly places: Places };

/** A method is a page or two of text; this is a book's length. */
const LONGEST = 1 << 19;
/** Levels of nesting; the language itself needs eight. */
const DEEPEST = 64;
const LARGEST_INTEGER = 2n ** 53n;

/** Reads a YAML 1.2 (core schema) or JSON file into plain data, or tells every fault of its form (METHOD.md section 1). */
export function readSource(file: string, text: string): Outcome<Source> {
  const faults = new Faults(file);
  const refuse = (code: string, what: Words, mend: Words): Outcome<Source> => {
    faults.add({ line: 1, column: 1, code, what, mend });
    return { ok: false, faults: faults.all() };
  };
  if (text.length > LONGEST)
    return refuse(
      'too-large',
      { zh: `文件太大，超过${LONGEST}个字符`, en: `the file has more than ${LONGEST} characters` },
      { zh: '检查是否选错了文件', en: 'see whether this is the right file' },
    );
  const odd = oddText(text);
  if (odd !== undefined) return refuse(odd.code, odd.what, odd.mend);
  const lines = new LineCounter();
  let documents: Document.Parsed[];
  try {
    const parsed = parseAllDocuments(text.replace(/^\uFEFF/u, ''), {
      version: '1.2',
      schema: 'core',
      merge: false,
      uniqueKeys: false,
      intAsBigInt: true,
      prettyErrors: false,
      lineCounter: lines,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    // The reader recurses; a file of brackets alone exhausts its stack.
    if (error instanceof RangeError) return refuse('too-deep', tooDeep.what, tooDeep.mend);
    throw error;
  }
  const [document] = documents;
  if (document === undefined || document.contents === null)
    return refuse(
      'empty-file',
      { zh: '文件没有内容', en: 'the file is empty' },
      { zh: '检查是否选错了文件', en: 'see whether this is the right file' },
    );
  return readDocument(documents, lines, faults);
}

function readDocument(documents: Document.Parsed[], lines: LineCounter, faults: Faults): Outcome<Source> {
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = documents[0] as Document.Parsed;
  const problems = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
  // The reader turns an exhausted stack into an ordinary problem, and goes on with what it has.
  if (problems.some(({ message }) => /stack/iu.test(message))) {
    faults.add({ line: 1, column: 1, code: 'too-deep', ...tooDeep });
    return { ok: false, faults: faults.all() };
  }
  for (const error of problems) {
    const told = yamlFaults[error.code] ?? anyYamlFault;
    faults.add({
      ...at(error.pos[0]),
      code: 'yaml',
      what: { zh: told.what.zh, en: `${told.what.en} (${error.message})` },
      mend: told.mend,
    });
  }
  if (documents.length > 1) {
    const second = documents[1]?.range[0] ?? 0;
    faults.add({ ...at(second), code: 'yaml', ...(yamlFaults['MULTIPLE_DOCS'] as { what: Words; mend: Words }) });
  }
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2')
    faults.add({
      line: 1,
      column: 1,
      code: 'yaml',
      what: { zh: '只认YAML 1.2', en: 'only YAML 1.2 is read' },
      mend: { zh: '删去%YAML这一行', en: 'delete the %YAML line' },
    });
  const reader = new Reader(faults, at);
  const value = reader.plain(document.contents as Node, [], 0);
  return faults.outcome(() => ({ value, places: reader.places() }));
}

const tooDeep = {
  what: { zh: '层次太深', en: 'nested too deeply' },
  mend: { zh: '检查括号和缩进', en: 'see to brackets and indentation' },
};

/** Files that are no text at all, told by their first bytes as they come through a text decoder. */
function oddText(text: string): Omit<Fault, 'file'> | undefined {
  if (text.startsWith('PK\u0003\u0004'))
    return {
      code: 'not-text',
      what: { zh: '这是压缩文件或Office文件，不是办法文件', en: 'this is a zip or Office file, not a method file' },
      mend: { zh: '选择.yaml或.json文件', en: 'choose a .yaml or .json file' },
    };
  if (text.includes('\u0000') || text.includes('\uFFFD'))
    return {
      code: 'not-text',
      what: { zh: '文件不是UTF-8文本', en: 'the file is not UTF-8 text' },
      mend: { zh: '在编辑器里另存为UTF-8编码', en: 'save it as UTF-8 in your editor' },
    };
  return undefined;
}

type At = (offset: number) => { line: number; column: number };

/** Turns nodes into plain data, notes where each stands, and refuses what a method may not use. */
class Reader {
  private readonly values = new Map<string, number>();
  private readonly keys = new Map<string, number>();
  private readonly faults: Faults;
  private readonly at: At;

  constructor(faults: Faults, at: At) {
    this.faults = faults;
    this.at = at;
  }

  places(): Places {
    const { values, keys, at } = this;
    const nearest = (path: Path): number => {
      for (let length = path.length; length >= 0; length -= 1) {
        const found = values.get(keyOf(path.slice(0, length)));
        if (found !== undefined) return found;
      }
      return 0;
    };
    return { of: (path) => at(nearest(path)), ofKey: (path) => at(keys.get(keyOf(path)) ?? nearest(path)) };
  }

  plain(node: Node | null, path: Path, depth: number): unknown {
    if (node === null) return null;
    const offset = node.range?.[0] ?? 0;
    if (!this.values.has(keyOf(path))) this.values.set(keyOf(path), offset);
    if (depth > DEEPEST) {
      this.faults.add({ ...this.at(offset), code: 'too-deep', ...tooDeep });
      return null;
    }
    this.refuseProperties(node, offset);
    if (isMap(node)) return this.plainMap(node.items, path, depth);
    if (isSeq(node)) return node.items.map((child, index) => this.plain(asNode(child), [...path, index], depth + 1));
    return isScalar(node) ? this.plainScalar(node.value, offset) : null;
  }

  private refuseProperties(node: Node, offset: number): void {
    const refuse = (code: string, zh: string, en: string): void =>
      this.faults.add({
        ...this.at(offset),
        code,
        what: { zh: `不能用${zh}`, en: `${en} are refused` },
        mend: { zh: '把内容直接写出来', en: 'write the content out' },
      });
    if (isAlias(node)) refuse('alias', '别名（*）', 'aliases (*)');
    else if (node.anchor !== undefined) refuse('anchor', '锚点（&）', 'anchors (&)');
    if (node.tag !== undefined) refuse('tag', '标签（!）', 'tags (!)');
  }

  private plainMap(pairs: readonly unknown[], path: Path, depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const keyNode = asNode(pair.key);
      const offset = keyNode?.range?.[0] ?? 0;
      if (keyNode !== null) this.refuseProperties(keyNode, offset);
      const key = keyNode === null ? '' : isScalar(keyNode) ? keyText(keyNode) : '?';
      const inside = [...path, key];
      if (key === '<<')
        this.faults.add({
          ...this.at(offset),
          code: 'merge-key',
          what: { zh: '不能用合并键（<<）', en: 'merge keys (<<) are refused' },
          mend: { zh: '把内容直接写出来', en: 'write the content out' },
        });
      else if (entries.has(key))
        this.faults.add({
          ...this.at(offset),
          code: 'duplicate-key',
          what: { zh: `“${key}”写了两次`, en: `"${key}" stands twice` },
          mend: { zh: '只留一个', en: 'keep one of them' },
        });
      this.keys.set(keyOf(inside), offset);
      entries.set(key, this.plain(asNode(pair.value), inside, depth + 1));
    }
    return Object.fromEntries(entries);
  }

  private plainScalar(value: unknown, offset: number): unknown {
    const refuse = (code: string, what: Words, mend: Words): null => {
      this.faults.add({ ...this.at(offset), code, what, mend });
      return null;
    };
    if (typeof value === 'bigint') {
      if (value <= LARGEST_INTEGER && value >= -LARGEST_INTEGER) return Number(value);
      return refuse(
        'integer-range',
        { zh: `整数${value}超出2^53`, en: `the integer ${value} is beyond 2^53` },
        { zh: '写小一些；编号请加引号', en: 'write a smaller one; put a code into quotes' },
      );
    }
    if (typeof value === 'number' && !Number.isFinite(value))
      return refuse(
        'not-finite',
        { zh: '不能用无穷大或非数', en: 'infinities and .nan are refused' },
        { zh: '写一个具体的数', en: 'write a number' },
      );
    if (typeof value === 'string' && /\p{Surrogate}/u.test(value))
      return refuse(
        'not-text',
        { zh: '文字里有残缺的字符', en: 'the text has half a character in it' },
        { zh: '改正转义（\\u）', en: 'correct the escape (\\u)' },
      );
    return value === 0 ? 0 : value;
  }
}

/** A key as written: a number or a date in its place is text all the same. */
const keyText = ({ value, source }: Scalar): string => (typeof value === 'string' ? value : (source ?? String(value)));

const asNode = (child: unknown): Node | null => (child === null || child === undefined ? null : (child as Node));

const keyOf = (path: Path): string =>
  path.map((part) => `${typeof part === 'number' ? '#' : '.'}${part}`).join('\u0000');
