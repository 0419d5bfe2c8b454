// SPDX-License-Identifier: Apache-2.0
import { createMultibyteDecoder } from '@exodus/bytes/multi-byte.js';

/** Bytes decoded at once: small strings, whatever the size of the file. */
const CHUNK = 65_536;

/** Bytes of the character at `at`, by the shape that GB18030 gives it; a malformed one is left to the decoder. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead <= 0x80 || lead === 0xff) return 1;
  const second = bytes[at + 1] ?? 0;
  return second >= 0x30 && second <= 0x39 ? 4 : 2;
}

/** Room for the file as UTF-8. Pages that stay empty cost nothing, so the bound may be loose. */
function roomFor(bytes: Uint8Array): number {
  let room = 0;
  for (const byte of bytes) room += byte < 0x80 ? 1 : 3;
  return room;
}

export type Transcoded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly at: number };

/** A GB18030 file (WHATWG table) as UTF-8, or the position of its first byte that is not GB18030. */
export function toUtf8(bytes: Uint8Array): Transcoded {
  const decode = createMultibyteDecoder('gb18030');
  const encoder = new TextEncoder();
  const made = new Uint8Array(roomFor(bytes));
  let filled = 0;
  let from = 0;
  while (from < bytes.length) {
    // Chunks end between characters, so that none of them depends on another.
    let to = from;
    while (to < bytes.length && to - from < CHUNK) to += lengthAt(bytes, to);
    const chunk = bytes.subarray(from, to);
    const text = attempt(decode, chunk);
    if (text === undefined) return { ok: false, at: from + firstInvalid(chunk) };
    filled += encoder.encodeInto(text, made.subarray(filled)).written;
    from = to;
  }
  return { ok: true, bytes: made.subarray(0, filled) };
}

function attempt(decode: (bytes: Uint8Array) => string, bytes: Uint8Array): string | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

/** The first malformed character of a chunk that is known to have one. */
function firstInvalid(chunk: Uint8Array): number {
  const decode = createMultibyteDecoder('gb18030');
  for (let at = 0; at < chunk.length; ) {
    const length = lengthAt(chunk, at);
    if (attempt(decode, chunk.subarray(at, at + length)) === undefined) return at;
    at += length;
  }
  return 0;
}

/** Characters of a range that is known to be GB18030. */
export function charactersIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += lengthAt(bytes, at)) count += 1;
  return count;
}
