// SPDX-License-Identifier: Apache-2.0
import { fileErrors } from '../file-errors.ts';
import { type Form, Unfit } from '../form.ts';
import { orientationIn, tiffOf } from './orientation.ts';
import { broken, checkSize, textAt, viewOf } from './picture.ts';

const KEPT = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L']);
const HAS_EXIF = 0x08;
const HAS_XMP = 0x04;
const MOVES = 0x02;

type Chunk = { readonly type: string; readonly data: Uint8Array };

function chunksOf(bytes: Uint8Array): Chunk[] {
  const end = 8 + viewOf(bytes).getUint32(4, true);
  if (end > bytes.length) throw broken();
  const chunks: Chunk[] = [];
  for (let at = 12; at < end; ) {
    if (at + 8 > end) throw broken();
    const length = viewOf(bytes).getUint32(at + 4, true);
    if (at + 8 + length > end) throw broken();
    chunks.push({ type: textAt(bytes, at, 4), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** The size that a chunk says, each kind in its own bits. */
function checkChunk({ type, data }: Chunk): void {
  const bits = viewOf(data);
  if (type === 'VP8X') {
    if (data.length !== 10) throw broken();
    if (((data[0] as number) & MOVES) !== 0) throw new Unfit(fileErrors.unknownForm);
    checkSize((bits.getUint32(3, true) >>> 8) + 1, (bits.getUint32(6, true) >>> 8) + 1);
  } else if (type === 'VP8 ') {
    if (data.length < 10 || textAt(data, 3, 3) !== '\x9d\x01\x2a') throw broken();
    checkSize(bits.getUint16(6, true) & 0x3fff, bits.getUint16(8, true) & 0x3fff);
  } else if (type === 'VP8L') {
    if (data.length < 5 || data[0] !== 0x2f) throw broken();
    const size = bits.getUint32(1, true);
    checkSize((size & 0x3fff) + 1, ((size >>> 14) & 0x3fff) + 1);
  }
}

function written({ type, data }: Chunk): Uint8Array {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** The chunks that draw the picture. EXIF but for which way up, XMP, unknown chunks and whatever follows the end are gone. */
function clean(bytes: Uint8Array): Uint8Array {
  const chunks = chunksOf(bytes);
  for (const chunk of chunks) checkChunk(chunk);
  if (chunks.filter(({ type }) => type === 'VP8 ' || type === 'VP8L').length !== 1) throw broken();
  const exif = chunks.find(({ type }) => type === 'EXIF')?.data;
  const tiff = exif !== undefined && textAt(exif, 0, 4) === 'Exif' ? exif.subarray(6) : exif;
  const orientation = tiff === undefined ? 1 : orientationIn(tiff);
  const parts = chunks
    .filter(({ type }) => KEPT.has(type))
    .map((chunk) => {
      if (chunk.type !== 'VP8X') return written(chunk);
      const data = Uint8Array.from(chunk.data);
      data[0] = ((data[0] as number) & ~(HAS_EXIF | HAS_XMP)) | (orientation === 1 ? 0 : HAS_EXIF);
      return written({ type: 'VP8X', data });
    });
  if (orientation !== 1) parts.push(written({ type: 'EXIF', data: tiffOf(orientation) }));
  const body = Buffer.concat([Buffer.from('WEBP'), ...parts]);
  return written({ type: 'RIFF', data: body });
}

export const webp: Form = {
  starts: (bytes) => bytes.length >= 12 && textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP',
  read: async (bytes) => ({ media: 'image/webp', extension: 'webp', bytes: clean(bytes) }),
};
