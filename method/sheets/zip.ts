// SPDX-License-Identifier: Apache-2.0
import { Inflate } from 'fflate';
import type { Faults, Words } from '../fault.ts';
import { MOST_ENTRIES, MOST_INFLATED, MOST_RATIO, RATIO_FROM } from './limits.ts';

/** What a workbook is unpacked to: its parts by name. */
export type Parts = ReadonlyMap<string, Uint8Array>;

type Entry = {
  readonly name: string;
  readonly stored: boolean;
  readonly crc: number;
  /** Bytes as packed, and as the directory says that they unpack to. */
  readonly packed: number;
  readonly size: number;
  readonly from: number;
  readonly data: number;
};

/** Why a zip is refused; thrown within this file only. */
class Refusal extends Error {
  readonly code: string;
  readonly what: Words;
  readonly mend: Words;

  constructor(code: string, what: Words, mend: Words) {
    super(code);
    this.code = code;
    this.what = what;
    this.mend = mend;
  }
}

const SAVE_AGAIN: Words = {
  zh: '用表格软件打开原表，另存为.xlsx',
  en: 'open the original in a spreadsheet program and save it as .xlsx',
};

const broken = (): Refusal =>
  new Refusal(
    'broken-workbook',
    { zh: '工作簿已损坏，无法读取', en: 'the workbook is broken and cannot be read' },
    SAVE_AGAIN,
  );

const tooLarge = (): Refusal =>
  new Refusal(
    'workbook-too-large',
    { zh: '工作簿解压后过大', en: 'the workbook unpacks to too much' },
    { zh: '把要用的表另存为CSV', en: 'save the sheet that is needed as CSV' },
  );

const encrypted = (): Refusal =>
  new Refusal(
    'encrypted-workbook',
    { zh: '工作簿加了密码', en: 'the workbook has a password' },
    { zh: '另存为.xlsx（不设密码）或CSV', en: 'save as .xlsx (without password) or CSV' },
  );

/** Numbers in a zip are little-endian. */
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A 32-bit field of this value says that the real one stands elsewhere (zip64): no sheet is that large. */
const ELSEWHERE = 0xffffffff;

/**
 * Unpacks the parts that `wanted` names. Whatever the zip says of itself is checked by doing it: entries may not
 * overlap or repeat, none may unpack to more than it declares, and all of them together not to more than
 * MOST_INFLATED; so a small file cannot cost much time or memory.
 */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean, faults: Faults): Parts | undefined {
  try {
    const parts = new Map<string, Uint8Array>();
    for (const entry of entriesOf(bytes)) if (wanted(entry.name)) parts.set(entry.name, unpack(bytes, entry));
    return parts;
  } catch (error) {
    // Whatever else was thrown was thrown by reading beyond the end, or by a stream that is no deflate.
    const { code, what, mend } = error instanceof Refusal ? error : broken();
    faults.add({ line: 1, column: 1, code, what, mend });
    return undefined;
  }
}

/** The directory's entries, in the order of the file. */
function entriesOf(bytes: Uint8Array): Entry[] {
  const zip = view(bytes);
  const end = endOf(zip);
  const count = zip.getUint16(end + 10, true);
  const directory = zip.getUint32(end + 16, true);
  if (count > MOST_ENTRIES) throw tooLarge();
  const entries: Entry[] = [];
  let at = directory;
  for (let index = 0; index < count; index += 1) {
    const { entry, next } = entryAt(zip, at, bytes);
    entries.push(entry);
    at = next;
  }
  entries.sort((a, b) => a.from - b.from);
  checkEntries(entries, directory);
  return entries;
}

/** The record that ends the directory: within the last 64 KB, since a comment may follow it. */
function endOf(zip: DataView): number {
  for (let at = zip.byteLength - 22; at >= Math.max(0, zip.byteLength - 65_557); at -= 1)
    if (zip.getUint32(at, true) === 0x06054b50 && at + 22 + zip.getUint16(at + 20, true) <= zip.byteLength) return at;
  throw broken();
}

function entryAt(zip: DataView, at: number, bytes: Uint8Array): { entry: Entry; next: number } {
  if (zip.getUint32(at, true) !== 0x02014b50) throw broken();
  const flags = zip.getUint16(at + 8, true);
  const method = zip.getUint16(at + 10, true);
  const packed = zip.getUint32(at + 20, true);
  const size = zip.getUint32(at + 24, true);
  const nameLength = zip.getUint16(at + 28, true);
  const from = zip.getUint32(at + 42, true);
  const name = latin(bytes.subarray(at + 46, at + 46 + nameLength));
  if (packed === ELSEWHERE || size === ELSEWHERE || from === ELSEWHERE) throw broken();
  if (zip.getUint32(from, true) !== 0x04034b50) throw broken();
  if (((flags | zip.getUint16(from + 6, true)) & 0x2041) !== 0) throw encrypted();
  if (method !== 0 && method !== 8) throw broken();
  const localLength = zip.getUint16(from + 26, true);
  if (latin(bytes.subarray(from + 30, from + 30 + localLength)) !== name) throw broken();
  const data = from + 30 + localLength + zip.getUint16(from + 28, true);
  const next = at + 46 + nameLength + zip.getUint16(at + 30, true) + zip.getUint16(at + 32, true);
  return { entry: { name, stored: method === 0, crc: zip.getUint32(at + 16, true), packed, size, from, data }, next };
}

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

function checkEntries(entries: readonly Entry[], directory: number): void {
  const names = new Set<string>();
  let total = 0;
  entries.forEach((entry, index) => {
    const next = entries[index + 1]?.from ?? directory;
    if (names.has(entry.name) || entry.data + entry.packed > next) throw broken();
    if (entry.stored && entry.packed !== entry.size) throw broken();
    if (entry.size > RATIO_FROM && entry.size > entry.packed * MOST_RATIO) throw tooLarge();
    names.add(entry.name);
    total += entry.size;
  });
  if (total > MOST_INFLATED) throw tooLarge();
}

/** Packed bytes that are inflated at once: at most a thousand times as many come out before the count is looked at. */
const STEP = 8192;

function unpack(bytes: Uint8Array, { stored, crc, packed, size, data }: Entry): Uint8Array {
  const source = bytes.subarray(data, data + packed);
  const made = stored ? source : inflate(source, size);
  if (crcOf(made) !== crc) throw broken();
  return made;
}

function inflate(source: Uint8Array, size: number): Uint8Array {
  const made = new Uint8Array(size);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    // The directory has lied about the size: the rest is not even looked at.
    if (filled + chunk.length > size) throw tooLarge();
    made.set(chunk, filled);
    filled += chunk.length;
  });
  for (let at = 0; at < source.length; at += STEP)
    stream.push(source.subarray(at, at + STEP), at + STEP >= source.length);
  if (filled !== size) throw broken();
  return made;
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1)
    crc = (crc >>> 8) ^ (CRC[(crc ^ (bytes[at] as number)) & 0xff] as number);
  return (crc ^ 0xffffffff) >>> 0;
}
