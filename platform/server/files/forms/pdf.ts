// SPDX-License-Identifier: Apache-2.0
import { fileErrors } from '../file-errors.ts';
import { type Form, Unfit } from '../form.ts';
import { textAt } from './picture.ts';

/** Readers look for the end within the last kilobyte. */
const TAIL = 1024;
/** The end of a zip's directory, with the longest comment after it. */
const ZIP_TAIL = 65_557;

/** Kept as it is: what an office has signed must stay what was signed. It must begin and end as a PDF and be nothing else besides. */
function check(bytes: Uint8Array): void {
  if (!textAt(bytes, Math.max(0, bytes.length - TAIL), TAIL).includes('%%EOF')) throw new Unfit(fileErrors.broken);
  const tail = textAt(bytes, Math.max(0, bytes.length - ZIP_TAIL), ZIP_TAIL);
  if (tail.includes('PK\x05\x06')) throw new Unfit(fileErrors.unknownForm);
}

export const pdf: Form = {
  starts: (bytes) => textAt(bytes, 0, 5) === '%PDF-',
  async read(bytes) {
    check(bytes);
    return { media: 'application/pdf', extension: 'pdf', bytes };
  },
};
