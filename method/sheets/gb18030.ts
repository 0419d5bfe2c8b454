// SPDX-License-Identifier: Apache-2.0
import { createMultibyteDecoder } from '@exodus/bytes/multi-byte.js';

/**
 * GB18030 to UTF-8, by the decoder's table but without its strings: a file of seven million rows is written over in a
 * second instead of five, and a malformed byte is known by its place.
 */

/** Second bytes of a pair: 0x40 to 0xFE. */
const SECONDS = 0xbf;

/** What the single byte 0x80 stands for. */
const EURO = 0x20ac;

let table: Uint16Array | undefined;

/** The character of every pair, 0 where there is none; all of them lie below U+10000. Made when it is first needed. */
function pairs(): Uint16Array {
  if (table !== undefined) return table;
  const decode = createMultibyteDecoder('gb18030');
  table = new Uint16Array(126 * SECONDS);
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const text = attempt(decode, Uint8Array.of(lead, second));
      if (text !== undefined) table[(lead - 0x81) * SECONDS + second - 0x40] = text.charCodeAt(0);
    }
  return table;
}

function attempt(decode: (bytes: Uint8Array) => string, bytes: Uint8Array): string | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

const isFour = (bytes: Uint8Array, at: number): boolean => {
  const lead = bytes[at] as number;
  const second = bytes[at + 1] as number;
  return lead >= 0x81 && lead <= 0xfe && second >= 0x30 && second <= 0x39;
};

/** Bytes of a run of four-byte characters that are decoded at once. */
const MOST_RUN = 65_536;

/** The end of the four-byte characters that follow one another from `at` on. */
function runEnd(bytes: Uint8Array, at: number): number {
  let to = at;
  while (to + 1 < bytes.length && to - at < MOST_RUN && isFour(bytes, to)) to += 4;
  return to;
}

/** Room for the file as UTF-8. Pages that stay empty cost nothing, so the bound may be loose. */
function roomFor(bytes: Uint8Array): number {
  let beyond = 0;
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] as number) > 0x7f) beyond += 1;
  // A pair, of one byte over 0x7F or two, becomes three bytes; the euro's single byte three as well.
  return bytes.length + 2 * beyond;
}

export type Transcoded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly at: number };

/** A GB18030 file (WHATWG table) as UTF-8, or the position of its first character that is not GB18030. */
export function toUtf8(bytes: Uint8Array): Transcoded {
  const decode = createMultibyteDecoder('gb18030');
  const known = pairs();
  const encoder = new TextEncoder();
  const made = new Uint8Array(roomFor(bytes));
  let to = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      made[to] = lead;
      to += 1;
      at += 1;
    } else if (isFour(bytes, at)) {
      const end = runEnd(bytes, at);
      const text = attempt(decode, bytes.subarray(at, end));
      if (text === undefined) return { ok: false, at: firstInvalid(bytes, at, end) };
      to += encoder.encodeInto(text, made.subarray(to)).written;
      at = end;
    } else {
      const code = lead === 0x80 ? EURO : pairAt(known, lead, bytes[at + 1] ?? 0);
      if (code === 0) return { ok: false, at };
      to = put(made, to, code);
      at += lead === 0x80 ? 1 : 2;
    }
  }
  return { ok: true, bytes: made.subarray(0, to) };
}

/** The character of a pair; 0 where the two bytes are none. */
function pairAt(known: Uint16Array, lead: number, second: number): number {
  if (lead === 0xff || second < 0x40 || second === 0xff) return 0;
  return known[(lead - 0x81) * SECONDS + second - 0x40] as number;
}

/** Writes a character of two or three bytes; gives the position behind it. No pair stands for ASCII. */
function put(made: Uint8Array, at: number, code: number): number {
  let to = at;
  if (code < 0x800) made[to] = 0xc0 | (code >> 6);
  else {
    made[to] = 0xe0 | (code >> 12);
    to += 1;
    made[to] = 0x80 | ((code >> 6) & 0x3f);
  }
  made[to + 1] = 0x80 | (code & 0x3f);
  return to + 2;
}

/** The first of a run of four-byte characters that is none. */
function firstInvalid(bytes: Uint8Array, from: number, end: number): number {
  const decode = createMultibyteDecoder('gb18030');
  for (let at = from; at < end; at += 4) if (attempt(decode, bytes.subarray(at, at + 4)) === undefined) return at;
  return from;
}

/** Characters of a range that is known to be GB18030. */
export function charactersIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += (bytes[at] as number) <= 0x80 ? 1 : isFour(bytes, at) ? 4 : 2) count += 1;
  return count;
}
