// SPDX-License-Identifier: Apache-2.0
import type { Form } from '../form.ts';
import { orientationIn, tiffOf } from './orientation.ts';
import { broken, checkSize, textAt, viewOf } from './picture.ts';

const START = Uint8Array.of(0xff, 0xd8);
const END = 0xd9;
const SCAN = 0xda;
/** Frames, tables, restarts, scans: what draws the picture. */
const DRAWS = /^(c[0-9a-f]|d[a-e])$/;
const EXIF = 'Exif\0\0';

type Segment = { readonly marker: number; readonly from: number; readonly data: number; readonly end: number };

function segmentAt(bytes: Uint8Array, from: number): Segment {
  let at = from;
  if (bytes[at] !== 0xff) throw broken();
  while (bytes[at + 1] === 0xff) at += 1;
  const marker = bytes[at + 1];
  if (marker === undefined || marker < 0xc0) throw broken();
  if (marker === END) return { marker, from: at, data: at + 2, end: at + 2 };
  if (at + 4 > bytes.length) throw broken();
  const end = at + 2 + viewOf(bytes).getUint16(at + 2);
  if (end < at + 4 || end > bytes.length) throw broken();
  return { marker, from: at, data: at + 4, end };
}

/** Where the coded dots of a scan end: at the first marker that is no restart and no stuffed byte. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] as number;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  throw broken();
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** The segment as it is kept; `undefined` where it tells something else than the picture. */
function kept(bytes: Uint8Array, { marker, from, data, end }: Segment): Uint8Array | undefined {
  if (DRAWS.test(marker.toString(16))) return bytes.subarray(from, end);
  const says = (text: string): boolean => textAt(bytes, data, text.length) === text;
  // How dots are shaped, without the small picture that may follow; how colours are meant.
  if (marker === 0xe0 && says('JFIF\0') && end - data >= 14) {
    return Uint8Array.of(0xff, 0xe0, 0, 16, ...bytes.subarray(data, data + 12), 0, 0);
  }
  if (marker === 0xe2 && says('ICC_PROFILE\0')) return bytes.subarray(from, end);
  if (marker === 0xee && says('Adobe') && end - data >= 12)
    return Uint8Array.of(0xff, 0xee, 0, 14, ...bytes.subarray(data, data + 12));
  return undefined;
}

/** What draws the picture, without loss, and which way up it is. Position, device, times, comments, small pictures and whatever follows the end are gone. */
function clean(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let orientation = 1;
  let frames = 0;
  let scans = 0;
  for (let at = START.length; ; ) {
    const segment = segmentAt(bytes, at);
    const { marker, data, end } = segment;
    if (marker === END) break;
    if (marker === 0xe1 && textAt(bytes, data, EXIF.length) === EXIF)
      orientation = orientationIn(bytes.subarray(data + EXIF.length, end));
    if (isFrame(marker)) {
      if (end - data < 6) throw broken();
      checkSize(viewOf(bytes).getUint16(data + 3), viewOf(bytes).getUint16(data + 1));
      frames += 1;
    }
    const part = kept(bytes, segment);
    if (part !== undefined) parts.push(part);
    at = end;
    if (marker !== SCAN) continue;
    at = endOfScan(bytes, end);
    parts.push(bytes.subarray(end, at));
    scans += 1;
  }
  if (frames !== 1 || scans === 0) throw broken();
  const tiff = tiffOf(orientation);
  const exif = [Uint8Array.of(0xff, 0xe1, 0, 2 + EXIF.length + tiff.length), Buffer.from(EXIF), tiff];
  return Buffer.concat([START, ...(orientation === 1 ? [] : exif), ...parts, Uint8Array.of(0xff, END)]);
}

export const jpeg: Form = {
  starts: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  read: async (bytes) => ({ media: 'image/jpeg', extension: 'jpg', bytes: clean(bytes) }),
};
