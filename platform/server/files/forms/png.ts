// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';
import type { Form } from '../form.ts';
import { orientationIn, tiffOf } from './orientation.ts';
import { broken, checkSize, textAt, viewOf } from './picture.ts';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
/** What draws the picture, and how colours and dots are meant. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'pHYs', 'bKGD']);

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The chunks that draw the picture. Texts, times, EXIF but for which way up, moving pictures and whatever follows the end are gone. */
function clean(bytes: Uint8Array): Uint8Array {
  const head: Uint8Array[] = [SIGNATURE];
  const parts: Uint8Array[] = [];
  let orientation = 1;
  let drawn = false;
  let type = '';
  for (let at = SIGNATURE.length; type !== 'IEND'; ) {
    if (at + 12 > bytes.length) throw broken();
    const length = viewOf(bytes).getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw broken();
    type = textAt(bytes, at + 4, 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== viewOf(bytes).getUint32(end - 4)) throw broken();
    if ((head.length === 1) !== (type === 'IHDR')) throw broken();
    if (type === 'IHDR') {
      if (length !== 13) throw broken();
      checkSize(viewOf(data).getUint32(0), viewOf(data).getUint32(4));
    }
    if (type === 'eXIf') orientation = orientationIn(data);
    if (type === 'IDAT') drawn = true;
    if (KEPT.has(type)) (type === 'IHDR' ? head : parts).push(bytes.subarray(at, end));
    at = end;
  }
  if (!drawn) throw broken();
  return Buffer.concat([...head, ...(orientation === 1 ? [] : [chunkOf('eXIf', tiffOf(orientation))]), ...parts]);
}

export const png: Form = {
  starts: (bytes) => SIGNATURE.equals(bytes.subarray(0, SIGNATURE.length)),
  read: async (bytes) => ({ media: 'image/png', extension: 'png', bytes: clean(bytes) }),
};
