// SPDX-License-Identifier: Apache-2.0

/** UTF-8 by hand: the places of faults are needed, and a decoder gives strings of the whole file but no place. */

// `ignoreBOM`: a U+FEFF that opens a cell is a character of it; only the file's own mark is dropped.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of a range that is known to be UTF-8. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  return start === end ? '' : decoder.decode(bytes.subarray(start, end));
}

const isTail = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

/** Length of the sequence at `at` that starts with a byte over 0x7F; 0 where it is not well-formed. */
function sequenceAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  const second = bytes[at + 1];
  if (lead < 0xc2 || lead > 0xf4 || !isTail(second)) return 0;
  if (lead < 0xe0) return 2;
  const next = second as number;
  if (!isTail(bytes[at + 2])) return 0;
  if (lead < 0xf0) {
    // Overlong forms, and surrogates.
    if ((lead === 0xe0 && next < 0xa0) || (lead === 0xed && next > 0x9f)) return 0;
    return 3;
  }
  if ((lead === 0xf0 && next < 0x90) || (lead === 0xf4 && next > 0x8f) || !isTail(bytes[at + 3])) return 0;
  return 4;
}

/** The position of the first byte that is not UTF-8; −1 where all is. */
export function firstInvalid(bytes: Uint8Array): number {
  const end = bytes.length;
  let at = 0;
  while (at < end) {
    if ((bytes[at] as number) < 0x80) at += 1;
    else {
      const length = sequenceAt(bytes, at);
      if (length === 0) return at;
      at += length;
    }
  }
  return -1;
}

/** Characters (code points) that start within a range. */
export function charactersIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) if (!isTail(bytes[at])) count += 1;
  return count;
}

/** UTF-16 units of a range: what a spreadsheet counts as the length of a cell. */
export function unitsIn(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= 0xf0) count += 2;
    else if (!isTail(byte)) count += 1;
  }
  return count;
}
