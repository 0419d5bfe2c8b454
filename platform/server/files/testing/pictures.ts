// SPDX-License-Identifier: Apache-2.0
import { crc32 } from 'node:zlib';

/** 24 × 16 dots, drawn and coded by Chromium; JPEG and WebP with its colour profile. */
const DRAWN = {
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAABgAFB//EABkQAQADAQEAAAAAAAAAAAAAAABEg8IGB//EABYBAQEBAAAAAAAAAAAAAAAAAAUBBP/EACIRAAAEBAcAAAAAAAAAAAAAAAABBBICA2GhBREUFWJx4f/aAAwDAQACEQMRAD8AzDHz+fXowD+/gWZROmdMIsxuVYi+UcLb16DBOPolt/K3oH1NB//Z',
  png: 'iVBORw0KGgoAAAANSUhEUgAAABgAAAAQCAYAAAAMJL+VAAAAP0lEQVR4AeyRwQkAMAwCQ1ayO3VZO1M6gkjpT8GfINw1gXE6Zro+JwcScBBpRCDL6dqnnMaBdiAXj4M4kAAvAAAA//+yLqEkAAAABklEQVQDAFHVcKHAfx76AAAAAElFTkSuQmCC',
  webp: 'UklGRjgCAABXRUJQVlA4WAoAAAAgAAAAFwAADwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDggSgAAAJADAJ0BKhgAEAA+tUieSackIqEwCADgFoloAJ0R/+A8S9DToqAA/p1R+jO79q7/7AqeWDTIrbFf/v/yU/vLmwnJMIjqCmaWgAAA',
} as const;

export const picture = (form: keyof typeof DRAWN): Buffer => Buffer.from(DRAWN[form], 'base64');

/** What a phone writes: maker, way up, and a position (33°00′00″N). The texts and numbers can be looked for in bytes. */
function phoneTiff(orientation: number): Buffer {
  const entries = (list: readonly (readonly [tag: number, type: number, count: number, value: number])[]): Buffer => {
    const block = Buffer.alloc(2 + 12 * list.length + 4);
    block.writeUInt16LE(list.length, 0);
    for (const [at, [tag, type, count, value]] of list.entries()) {
      block.writeUInt16LE(tag, 2 + 12 * at);
      block.writeUInt16LE(type, 4 + 12 * at);
      block.writeUInt32LE(count, 6 + 12 * at);
      block.writeUInt32LE(value, 10 + 12 * at);
    }
    return block;
  };
  const head = Buffer.from('49492a0008000000', 'hex');
  const first = 8 + 2 + 12 * 3 + 4;
  const gps = first + 8;
  const degrees = gps + 2 + 12 * 2 + 4;
  const position = Buffer.alloc(24);
  for (const [at, number] of [33, 1, 0, 1, 0, 1].entries()) position.writeUInt32LE(number, 4 * at);
  return Buffer.concat([
    head,
    entries([
      [0x010f, 2, 8, first],
      [0x0112, 3, 1, orientation],
      [0x8825, 4, 1, gps],
    ]),
    Buffer.from('PHONE-X\0'),
    entries([
      [1, 2, 2, 'N'.charCodeAt(0)],
      [2, 5, 3, degrees],
    ]),
    position,
  ]);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** The JPEG as a phone would send it: EXIF with position, XMP, a comment; and something after its end. */
export function phoneJpeg(orientation: number, after = ''): Buffer {
  const plain = picture('jpeg');
  return Buffer.concat([
    plain.subarray(0, 2),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), phoneTiff(orientation)])),
    segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPSLatitude</x:xmpmeta>')),
    segment(0xfe, Buffer.from('taken by <script>alert(1)</script>')),
    plain.subarray(2),
    Buffer.from(after),
  ]);
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The end of the first chunk: signature and IHDR. */
const PNG_HEAD = 33;

export function phonePng(orientation: number): Buffer {
  const plain = picture('png');
  const told = [pngChunk('eXIf', phoneTiff(orientation)), pngChunk('tEXt', Buffer.from('Author\0PHONE-X'))];
  return Buffer.concat([plain.subarray(0, PNG_HEAD), ...told, plain.subarray(PNG_HEAD), Buffer.from('PK and more')]);
}

function webpChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  return Buffer.concat([Buffer.from(type), length, data, Buffer.alloc(data.length % 2)]);
}

export function phoneWebp(orientation: number): Buffer {
  const told = [webpChunk('EXIF', phoneTiff(orientation)), webpChunk('XMP ', Buffer.from('<x>GPSLatitude</x>'))];
  const whole = Buffer.concat([picture('webp'), ...told]);
  whole.writeUInt32LE(whole.length - 8, 4);
  whole[20] = (whole[20] as number) | 0x0c;
  return whole;
}
