// SPDX-License-Identifier: Apache-2.0
import { fileErrors } from '../file-errors.ts';
import { type Form, Unfit } from '../form.ts';

const CONTROL = /[^\P{Cc}\t\r\n\f]/u;
/** What a browser would take for a page, or a picture with script, if it were ever let. */
const MARKUP = /^\s*<(!|\?|[a-z])/i;

function decoded(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this one.
    }
  }
  return undefined;
}

/** The last form: whatever reads as text. CSV is a text, and only its name tells. */
export const plainText: Form = {
  starts: () => true,
  async read(bytes) {
    const text = decoded(bytes);
    if (text === undefined || text === '' || CONTROL.test(text) || MARKUP.test(text))
      throw new Unfit(fileErrors.unknownForm);
    return { media: 'text/plain', extension: 'txt', bytes };
  },
};
