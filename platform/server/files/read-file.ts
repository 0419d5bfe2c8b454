// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { type Clean, type Form, Unfit } from './form.ts';
import { jpeg } from './forms/jpeg.ts';
import { office } from './forms/office.ts';
import { pdf } from './forms/pdf.ts';
import { plainText } from './forms/plain-text.ts';
import { png } from './forms/png.ts';
import { webp } from './forms/webp.ts';

const FORMS: readonly Form[] = [jpeg, png, webp, pdf, office, plainText];

/** What a content is, and what of it is kept. @throws Refusal files.* */
export async function readFile(bytes: Uint8Array): Promise<Clean> {
  const form = FORMS.find(({ starts }) => starts(bytes)) ?? plainText;
  try {
    return await form.read(bytes);
  } catch (error) {
    throw error instanceof Unfit ? new Refusal(error.row) : error;
  }
}
