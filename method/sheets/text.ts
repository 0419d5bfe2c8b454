// SPDX-License-Identifier: Apache-2.0
import type { Faults } from '../fault.ts';
import { MOST_BYTES } from './limits.ts';
import * as utf8 from './utf8.ts';

const LF = 0x0a;

/** Line and column of a position, the characters counted as the encoding has them. */
function placeOf(
  bytes: Uint8Array,
  at: number,
  charactersIn: typeof utf8.charactersIn,
): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let next = bytes.indexOf(LF); next >= 0 && next < at; next = bytes.indexOf(LF, next + 1)) {
    line += 1;
    lineStart = next + 1;
  }
  return { line, column: charactersIn(bytes, lineStart, at) + 1 };
}

const SAVE_AS_UTF8 = {
  zh: '用表格软件重新打开原表，另存为“CSV UTF-8（逗号分隔）”',
  en: 'open the original in a spreadsheet program and save it as "CSV UTF-8 (comma delimited)"',
};

/**
 * The bytes of a text file as UTF-8 without its mark. A BOM or valid UTF-8 means UTF-8, anything else GB18030
 * (METHOD.md section 8).
 */
export async function textBytes(bytes: Uint8Array, faults: Faults): Promise<Uint8Array | undefined> {
  if (bytes.length > MOST_BYTES) {
    faults.add({
      line: 1,
      column: 1,
      code: 'file-too-large',
      what: { zh: '文件超过2GB', en: 'the file is larger than 2 GB' },
      mend: { zh: '把文件分成几个，分别考核', en: 'split the file and assess the parts' },
    });
    return undefined;
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = marked ? bytes.subarray(3) : bytes;
  const bad = utf8.firstInvalid(body);
  if (bad < 0) return body;
  const utf8Place = placeOf(body, bad, utf8.charactersIn);
  if (marked) {
    faults.add({
      ...utf8Place,
      code: 'invalid-utf-8',
      what: {
        zh: '文件开头标明是UTF-8，此处的字节却不是UTF-8',
        en: 'the file is marked as UTF-8, but the bytes here are not UTF-8',
      },
      mend: SAVE_AS_UTF8,
    });
    return undefined;
  }
  // The table of the encoding is large: it is loaded for files that need it.
  const gb18030 = await import('./gb18030.ts');
  const transcoded = gb18030.toUtf8(bytes);
  if (transcoded.ok) return transcoded.bytes;
  faults.add({
    ...placeOf(bytes, transcoded.at, gb18030.charactersIn),
    code: 'invalid-text',
    what: {
      zh: `文件既不是UTF-8（第${utf8Place.line}行起不符），也不是GB18030（此处不符）`,
      en: `the file is neither UTF-8 (not from line ${utf8Place.line} on) nor GB18030 (not here)`,
    },
    mend: SAVE_AS_UTF8,
  });
  return undefined;
}
