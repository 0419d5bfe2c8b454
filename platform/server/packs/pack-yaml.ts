// SPDX-License-Identifier: Apache-2.0
import { type Document, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { schemaFault } from '../schema-fault.ts';
import type { PackFault } from './pack-fault.ts';

type Path = readonly PropertyKey[];

/** A YAML file of a pack: plain data that remembers where its parts stand. */
export type PackYaml = {
  readonly value: unknown;
  /** The line of the value at a path, or of the nearest thing above it that the file has. */
  lineOf(path: Path): number;
};

function offsetAt(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair(pair)) return offset;
      // The key's place: a value that is wrong is looked for beside its name.
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      next = pair.value;
    } else if (isSeq(node)) {
      next = node.items[Number(step)];
      if (!isNode(next)) return offset;
      offset = next.range?.[0] ?? offset;
    } else return offset;
    node = next;
  }
  return offset;
}

/** Reads YAML 1.2. `undefined` where it cannot be read; what is wrong went to `tell`. */
export function packYaml(text: string, tell: (fault: Omit<PackFault, 'file'>) => void): PackYaml | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: false, lineCounter: lines });
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  for (const problem of [...document.errors, ...document.warnings]) {
    tell({
      line: lineAt(problem.pos[0]),
      what: { zh: `YAML写法有误（${problem.message}）`, en: problem.message },
      mend: { zh: '检查缩进、冒号和引号', en: 'see to indentation, colons and quotes' },
    });
  }
  if (document.errors.length > 0) return undefined;
  return { value: document.toJS(), lineOf: (path) => lineAt(offsetAt(document, path)) };
}

/** The part of a file at `path`, read by its schema; what does not fit goes to `tell` with its line. */
export function partOf<T>(
  yaml: PackYaml,
  part: { readonly path: Path; readonly schema: z.ZodType<T> },
  tell: (fault: Omit<PackFault, 'file'>) => void,
): T | undefined {
  let value: unknown = yaml.value;
  for (const step of part.path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[step];
  const read = part.schema.safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    const line = yaml.lineOf([...part.path, ...issue.path, ...unknownKey]);
    const { path, what, mend } = schemaFault(part.path.join('/'), issue);
    const at = path.replace(/^\//, '');
    tell({ line, what: { zh: `${at}：${what.zh}`, en: `${at}: ${what.en}` }, mend });
  }
  return undefined;
}
