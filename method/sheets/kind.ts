// SPDX-License-Identifier: Apache-2.0
import type { Faults, Words } from '../fault.ts';

export type SheetKind = 'csv' | 'xlsx';

const AS_CSV_OR_XLSX: Words = {
  zh: '用表格软件打开原表，另存为.xlsx或CSV UTF-8',
  en: 'open the original in a spreadsheet program and save it as .xlsx or CSV UTF-8',
};

type Other = { readonly starts: readonly number[]; readonly what: Words; readonly mend?: Words };

/** Files that are often handed in instead, known by their first bytes, whatever their name says. */
const OTHERS: readonly Other[] = [
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    what: { zh: '这是旧版.xls，或加了密码的工作簿', en: 'this is an old .xls, or a workbook with a password' },
    mend: { zh: '另存为.xlsx（不设密码）或CSV', en: 'save as .xlsx (without password) or CSV' },
  },
  {
    starts: [0xff, 0xfe],
    what: { zh: '这是UTF-16文本（“Unicode文本”）', en: 'this is UTF-16 text ("Unicode text")' },
  },
  {
    starts: [0xfe, 0xff],
    what: { zh: '这是UTF-16文本（“Unicode文本”）', en: 'this is UTF-16 text ("Unicode text")' },
  },
  { starts: [0x25, 0x50, 0x44, 0x46, 0x2d], what: { zh: '这是PDF，不是表格', en: 'this is a PDF, not a sheet' } },
  { starts: [0x89, 0x50, 0x4e, 0x47, 0x0d], what: { zh: '这是图片，不是表格', en: 'this is a picture, not a sheet' } },
  { starts: [0xff, 0xd8, 0xff], what: { zh: '这是图片，不是表格', en: 'this is a picture, not a sheet' } },
  { starts: [0x1f, 0x8b, 0x08], what: { zh: '这是压缩文件', en: 'this is a compressed file' } },
  { starts: [0x52, 0x61, 0x72, 0x21, 0x1a], what: { zh: '这是压缩文件', en: 'this is a compressed file' } },
  { starts: [0x37, 0x7a, 0xbc, 0xaf], what: { zh: '这是压缩文件', en: 'this is a compressed file' } },
  { starts: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: { zh: '这是RTF文档，不是表格', en: 'this is an RTF document' } },
];

/** Bytes that are looked at to tell text from anything else. */
const PROBED = 4096;

/** A web page or another XML file: some systems export those under a spreadsheet's name. */
const isMarkup = (head: Uint8Array): boolean =>
  /^[\s\u00ef\u00bb\u00bf]*<(?:!doctype|html|head|body|table|meta|\?xml|!--)/i.test(
    String.fromCharCode(...head.subarray(0, 512)),
  );

/** Share of the control bytes that no text has. */
function controlShare(head: Uint8Array): number {
  if (head.length === 0) return 0;
  let count = 0;
  for (const byte of head) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) count += 1;
  return count / head.length;
}

/** What a file is, told by its content; a fault where it is no sheet. */
export function kindOf(bytes: Uint8Array, faults: Faults): SheetKind | undefined {
  const starts = (wanted: readonly number[]): boolean => wanted.every((byte, at) => bytes[at] === byte);
  const refuse = (what: Words, mend: Words = AS_CSV_OR_XLSX): undefined => {
    faults.add({ line: 1, column: 1, code: 'not-a-sheet', what, mend });
  };
  // The second is a zip without entries: told as a broken workbook.
  if (starts([0x50, 0x4b, 0x03, 0x04]) || starts([0x50, 0x4b, 0x05, 0x06])) return 'xlsx';
  const other = OTHERS.find((candidate) => starts(candidate.starts));
  if (other !== undefined) return refuse(other.what, other.mend);
  const head = bytes.subarray(0, PROBED);
  if (isMarkup(head))
    return refuse({ zh: '这是网页或XML文件，不是表格', en: 'this is a web page or XML, not a sheet' });
  // A single stray NUL is told at its own place; a file full of them is no text at all.
  if (controlShare(head) > 0.1) return refuse({ zh: '这不是文本，也不是.xlsx', en: 'this is neither text nor .xlsx' });
  return 'csv';
}
