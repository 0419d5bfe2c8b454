// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { fileErrors } from '../file-errors.ts';
import { type Clean, type Form, Unfit } from '../form.ts';
import { broken, textAt } from './picture.ts';

const MOST_ENTRIES = 2000;
const MOST_UNPACKED = 200_000_000;
/** How many times its packed size a part may unpack to, once it is large: sheets are packed ten to forty times. */
const MOST_RATIO = 300;
const RATIO_FROM = 10_000_000;
/** A document may hold a workbook behind its chart; what that holds again is no document any more. */
const MOST_DEPTH = 1;

const TYPES = '[Content_Types].xml';
const MACROS = /(^|\/)vbaProject\.bin$|\.(exe|dll|js|vbs|bat|cmd|ps1|jar|lnk)$/i;
const MAIN: readonly (readonly [RegExp, Omit<Clean, 'bytes'>])[] = [
  [
    /spreadsheetml\.sheet\.main\+xml/,
    { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx' },
  ],
  [
    /wordprocessingml\.document\.main\+xml/,
    { media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extension: 'docx' },
  ],
];

/** What all zips in a file have unpacked to together. */
type Budget = { unpacked: number; entries: number };

const isZip = (bytes: Uint8Array): boolean => textAt(bytes, 0, 4) === 'PK\x03\x04';

/** What the directory says, before anything is unpacked. @throws Unfit */
function checkEntry(entry: Entry, budget: Budget): void {
  const { compressedSize: packed, uncompressedSize: size } = entry;
  budget.entries += 1;
  budget.unpacked += size;
  if (budget.entries > MOST_ENTRIES || budget.unpacked > MOST_UNPACKED) throw new Unfit(fileErrors.swollen);
  if (size > RATIO_FROM && size > packed * MOST_RATIO) throw new Unfit(fileErrors.swollen);
  if (entry.isEncrypted()) throw new Unfit(fileErrors.unknownForm);
  if (MACROS.test(entry.fileName)) throw new Unfit(fileErrors.macros);
}

/** Unpacks it, so that a size that is not the declared one is found: the reader stops there. What is not asked for is not kept. */
async function contentOf(zip: ZipFile, entry: Entry, wanted: boolean): Promise<{ first: Buffer; whole: Buffer }> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  if (wanted) {
    const whole = await buffer(stream);
    return { first: whole.subarray(0, 4), whole };
  }
  let first: Buffer = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) if (first.length === 0) first = chunk.subarray(0, 4);
  return { first, whole: Buffer.alloc(0) };
}

/** Reads every part once. Gives the text of the part that says what the whole is. */
async function readZip(bytes: Uint8Array, budget: Budget, depth: number): Promise<string> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  let packed = 0;
  let types = '';
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry, budget);
    packed += entry.compressedSize;
    // Parts that lie over each other: the same bytes would be unpacked again and again.
    if (packed > bytes.length) throw new Unfit(fileErrors.swollen);
    if (entry.fileName.endsWith('/')) continue;
    const wanted = entry.fileName === TYPES || /\.(xlsx|docx|pptx|zip)$/i.test(entry.fileName);
    const { first, whole } = await contentOf(zip, entry, wanted);
    if (entry.fileName === TYPES) types = whole.toString('utf8');
    if (!isZip(first)) continue;
    if (depth >= MOST_DEPTH || !wanted) throw new Unfit(fileErrors.swollen);
    await readZip(whole, budget, depth + 1);
  }
  return types;
}

/** XLSX and DOCX, told apart by what they say that they are. Kept as they are. */
export const office: Form = {
  starts: isZip,
  async read(bytes) {
    const types = await readZip(bytes, { unpacked: 0, entries: 0 }, 0).catch((error: unknown) => {
      throw error instanceof Unfit ? error : broken();
    });
    if (/macroEnabled/i.test(types)) throw new Unfit(fileErrors.macros);
    const form = MAIN.find(([main]) => main.test(types))?.[1];
    if (form === undefined) throw new Unfit(fileErrors.unknownForm);
    return { ...form, bytes };
  },
};
