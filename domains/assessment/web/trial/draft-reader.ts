// SPDX-License-Identifier: Apache-2.0
import { checkMethod, type Outcome, type ParsedMethod, parseMethod, type Source } from '@beichen/method';
import { lineStarts, NUMBER, numbersIn, type Path } from './numbers-in.ts';

/** How the texts of a draft are called where a fault is told. */
const FILE = 'method.yaml';
/** A number as everybody writes it: any other form is left to the reader of the language. */
const PLAIN = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,14})?$/u;

/** A number of the text: what leads to it, where it stands now, and where it stood when the text was read. */
type Token = {
  readonly path: Path;
  from: number;
  length: number;
  readonly at: { line: number; column: number };
  by: number;
};

type Last = { text: string; value: unknown; readonly read: Source; tokens: Token[] | undefined };

/** The part of the first text that the second has otherwise, and how much longer it is there. */
function changeOf(before: string, after: string): { from: number; to: number; by: number } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let same = 0;
  while (
    same < shorter - from &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same += 1;
  return { from, to: before.length - same, by: after.length - before.length };
}

function tokensOf({ text, value, read }: Last): Token[] {
  const starts = lineStarts(text);
  return numbersIn(value, []).flatMap(({ path, now }): Token[] => {
    const at = read.places.of(path);
    const from = (starts[at.line - 1] ?? 0) + at.column - 1;
    const written = NUMBER.exec(text.slice(from, from + 40))?.[0];
    return written !== undefined && Number(written) === now ? [{ path, from, length: written.length, at, by: 0 }] : [];
  });
}

/** The same data with another number at a path; what lies beside the path is shared. */
function withNumber(value: unknown, [part, ...rest]: Path, now: number): unknown {
  if (part === undefined) return now;
  if (Array.isArray(value)) return value.map((child, at) => (at === part ? withNumber(child, rest, now) : child));
  const held = value as Record<string, unknown>;
  return { ...held, [part]: withNumber(held[part], rest, now) };
}

/**
 * Reads the texts of a draft one after the other. Where a text differs from the last one by a number alone, which is what turning a control
 * and most typing do, the number is put in its place instead of reading all again: that takes most of the time between a key and the list.
 */
export class DraftReader {
  private readonly known: ReadonlySet<string>;
  private last: Last | undefined;

  constructor(known: ReadonlySet<string>) {
    this.known = known;
  }

  read(text: string): Outcome<ParsedMethod> {
    const source = this.patched(text);
    if (source !== undefined) return checkMethod(FILE, source, this.known);
    const parsed = parseMethod(FILE, text, this.known);
    this.last = parsed.ok && !text.startsWith('\uFEFF') ? lastOf(text, parsed.value.source) : undefined;
    return parsed;
  }

  /** The text as it would be read; `undefined` where more than a number is another. */
  private patched(text: string): Source | undefined {
    const { last } = this;
    if (last === undefined) return undefined;
    last.tokens ??= tokensOf(last);
    const { from, to, by } = changeOf(last.text, text);
    const token = last.tokens.find((one) => one.from <= from && to <= one.from + one.length);
    const written = token === undefined ? '' : text.slice(token.from, token.from + token.length + by);
    if (token === undefined || !PLAIN.test(written)) return undefined;
    token.length += by;
    token.by += by;
    for (const one of last.tokens) if (one.from > token.from) one.from += by;
    last.text = text;
    last.value = withNumber(last.value, token.path, Number(written));
    return { value: last.value, places: movedPlaces(last.read, last.tokens) };
  }
}

const lastOf = (text: string, read: Source): Last => ({ text, value: read.value, read, tokens: undefined });

/** Places of a text that was read, after numbers on their lines became longer or shorter. */
function movedPlaces({ places }: Source, tokens: readonly Token[]): Source['places'] {
  const changed = tokens.filter(({ by }) => by !== 0).map(({ at, by }) => ({ ...at, by }));
  const moved = ({ line, column }: { line: number; column: number }) => {
    const before = changed.filter((one) => one.line === line && one.column < column);
    return { line, column: before.reduce((at, { by }) => at + by, column) };
  };
  return { of: (path) => moved(places.of(path)), ofKey: (path) => moved(places.ofKey(path)) };
}
