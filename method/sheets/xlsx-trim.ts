// SPDX-License-Identifier: Apache-2.0
import type { Parts } from './zip.ts';

/**
 * Makes the parts of a workbook safe to hand to the reading library. It takes time that grows with the square of some
 * parts (array formulas), walks the cells of ranges without end (hyperlinks, dimensions), and gives wrong values for
 * some rare writings. So of each sheet only the cells and the merged ranges are kept, and those writings are replaced.
 */

/** The parts that tell what is in the cells. All others (pictures, themes, notes, links, macros) are never unpacked. */
const KEPT = [
  /^\[content_types\]\.xml$/i,
  /^_rels\/\.rels$/i,
  /^(?:[^/]+\/)?[^/]+\.xml$/i,
  /^(?:[^/]+\/)?_rels\/workbook[^/]*\.xml\.rels$/i,
  /^(?:[^/]+\/)?worksheets\/[^/]+\.xml$/i,
];
const DROPPED =
  /^(?:docProps|customXml|META-INF|persons)\/|(?:^|\/)(?:metadata|connections|calcChain|comments\d*|content|objectdata|index)\.xml$/i;

export const isKept = (name: string): boolean => KEPT.some((form) => form.test(name)) && !DROPPED.test(name);

const isSheet = (name: string): boolean => /(?:^|\/)worksheets\/[^/]+$/i.test(name);

export function trimmed(parts: Parts): Record<string, Uint8Array> {
  const made: Record<string, Uint8Array> = Object.create(null);
  for (const [name, bytes] of parts)
    made[name] = isSheet(name) ? sheetPart(bytes) : isContentTypes(name) ? listOf(parts, bytes) : textPart(bytes);
  return made;
}

const isContentTypes = (name: string): boolean => name.toLowerCase() === '[content_types].xml';

/** The list of parts without those that were dropped: the library fails where a listed one is not there. */
function listOf(parts: Parts, bytes: Uint8Array): Uint8Array {
  const names = new Set([...parts.keys()].map((name) => `/${name.toLowerCase()}`));
  const list = decoder
    .decode(bytes)
    .replace(/<(?:\w+:)?Override\s[^<>]*>(?:\s*<\/(?:\w+:)?Override>)?/g, (override) => {
      const name = /\sPartName\s*=\s*["']([^"']*)["']/.exec(override)?.[1] ?? '';
      return names.has(name.toLowerCase()) || names.has(`/${name.toLowerCase()}`) ? override : '';
    });
  return encoder.encode(list);
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const COLON = 0x3a;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Where an ASCII text stands at or after a position, −1 where it does not. */
function find(bytes: Uint8Array, text: string, from: number): number {
  const wanted = encoder.encode(text);
  const first = wanted[0] as number;
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let matched = 1;
    while (matched < wanted.length && bytes[at + matched] === wanted[matched]) matched += 1;
    if (matched === wanted.length) return at;
  }
  return -1;
}

/**
 * Replaces what the library misreads in texts: a character beyond U+FFFF that is written as a number (&#x20BB7;) loses
 * its upper bits there, and an empty string item (`<si/>`) shifts all strings behind it.
 */
function textPart(bytes: Uint8Array): Uint8Array {
  if (find(bytes, '&#', 0) < 0 && find(bytes, 'si/>', 0) < 0 && find(bytes, 'si />', 0) < 0) return bytes;
  return encoder.encode(
    decoder
      .decode(bytes)
      .replace(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (written: string, hex?: string, decimal?: string) => {
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code > 0xffff && code <= 0x10ffff ? String.fromCodePoint(code) : written;
      })
      .replace(/<((?:\w+:)?)si\s*\/>/g, '<$1si><$1t></$1t></$1si>'),
  );
}

/** A sheet with its cells and its merged ranges alone. */
function sheetPart(bytes: Uint8Array): Uint8Array {
  const open = find(bytes, 'sheetData', 0);
  const close = open < 0 ? -1 : lastClose(bytes, open);
  const merges = encoder.encode(mergesIn(decoder.decode(bytes.subarray(Math.max(0, close)))));
  const cells = open < 0 || close < 0 ? [] : marked(textPart(bytes.subarray(bytes.lastIndexOf(LESS, open), close)));
  return joined([
    encoder.encode('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'),
    ...cells,
    merges,
    encoder.encode('</worksheet>'),
  ]);
}

/** The position behind `</sheetData>`; −1 where there are no cells. */
function lastClose(bytes: Uint8Array, open: number): number {
  for (let at = find(bytes, 'sheetData', open + 9); at >= 0; at = find(bytes, 'sheetData', at + 9))
    if (bytes[at - 1] === SLASH || bytes[at - 1] === COLON) return bytes.indexOf(GREATER, at) + 1;
  return -1;
}

/** The merged ranges in the one form that the library knows. */
function mergesIn(tail: string): string {
  const ranges = [...tail.matchAll(/<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Za-z]+\d+(?::[A-Za-z]+\d+)?)["']/g)];
  return ranges.map(([, range]) => `<mergeCell ref="${range}"/>`).join('');
}

/** What a formula without a value gets as its value: the library reads it as a number that is none. */
const NO_VALUE = encoder.encode('<v>none</v>');

/**
 * The cells, in pieces, where each formula without a value has got NO_VALUE: the library would make it 0, or an empty
 * cell. Formulas whose cell says that it is a text, a truth value or an error need none.
 */
function marked(bytes: Uint8Array): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  let before = 0;
  for (let at = bytes.indexOf(LESS); at >= 0; at = bytes.indexOf(LESS, at + 1)) {
    if (isFormula(bytes, at) && !hasType(bytes, before, at)) {
      const behind = endOfElement(bytes, at);
      if (!hasValue(bytes, behind)) {
        pieces.push(bytes.subarray(from, behind), NO_VALUE);
        from = behind;
      }
    }
    before = at;
  }
  pieces.push(bytes.subarray(from));
  return pieces;
}

const endsName = (byte: number | undefined): boolean =>
  byte === GREATER || byte === SLASH || byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** The position of a tag's name behind its prefix, if it has one; a closing tag has none. */
function nameAt(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  if (bytes[end] === SLASH) return -1;
  while (end < bytes.length && end < at + 32 && !endsName(bytes[end]) && bytes[end] !== COLON) end += 1;
  return bytes[end] === COLON ? end + 1 : at + 1;
}

/** Whether the tag at `at` opens an element whose name is this one letter. */
function isNamed(bytes: Uint8Array, at: number, letter: number): boolean {
  // Most tags are told apart by their second byte; only those with a prefix need more.
  if (bytes[at + 1] === letter && endsName(bytes[at + 2])) return true;
  const name = nameAt(bytes, at);
  return name > at + 1 && bytes[name] === letter && endsName(bytes[name + 1]);
}

const isFormula = (bytes: Uint8Array, at: number): boolean => isNamed(bytes, at, 0x66);

/** Whether the cell that opens at `from` has a type other than `n`. */
function hasType(bytes: Uint8Array, from: number, to: number): boolean {
  const tag = decoder.decode(bytes.subarray(from, Math.min(to, from + 400)));
  const type = /\st\s*=\s*["'](\w*)["']/.exec(tag)?.[1];
  return type !== undefined && type !== 'n';
}

/** The position behind a formula: its one tag, or its closing one. */
function endOfElement(bytes: Uint8Array, at: number): number {
  const tagEnd = bytes.indexOf(GREATER, at);
  if (tagEnd < 0) return bytes.length;
  if (bytes[tagEnd - 1] === SLASH) return tagEnd + 1;
  const next = bytes.indexOf(LESS, tagEnd);
  const closed = next < 0 ? -1 : bytes.indexOf(GREATER, next);
  return closed < 0 ? bytes.length : closed + 1;
}

/** Whether a `<v>` with something in it comes next. */
function hasValue(bytes: Uint8Array, from: number): boolean {
  const at = bytes.indexOf(LESS, from);
  if (at < 0 || !isNamed(bytes, at, 0x76)) return false;
  const tagEnd = bytes.indexOf(GREATER, at);
  return tagEnd >= 0 && bytes[tagEnd - 1] !== SLASH && bytes[tagEnd + 1] !== LESS;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const made = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    made.set(piece, at);
    at += piece.length;
  }
  return made;
}
