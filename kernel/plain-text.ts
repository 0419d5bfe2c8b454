// SPDX-License-Identifier: Apache-2.0

import { z } from 'zod';
import type { Words } from './words.ts';

type Trace = { readonly what: Words; readonly mend: Words; readonly shape: RegExp };

/** Numbers that name a person, as people type them: with spaces or hyphens between, in full width too. */
const TRACES: readonly Trace[] = [
  {
    shape: /(?<!\d)\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?!\d)/,
    what: { zh: '身份证号', en: 'an identity number' },
    mend: { zh: '请删去，本系统不收身份证号', en: 'Take it out: identity numbers are not recorded here' },
  },
  {
    shape: /(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)|(?<!\d)0\d{2,3}[ -]?\d{7,8}(?!\d)/,
    what: { zh: '电话号码', en: 'a phone number' },
    mend: { zh: '请填到“联系电话”一栏', en: 'Enter it under "Phone"' },
  },
];

/**
 * A free text of at most `most` characters that is read by many and kept for good: a phone or identity number in it is a fault that
 * says where it belongs. Names cannot be told from words, so the screen asks for none.
 */
export function plainText(field: Words, most: number) {
  return z
    .string()
    .trim()
    .max(most)
    .superRefine((text, context) => {
      const flat = text.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/g, '-');
      for (const { shape, what, mend } of TRACES) {
        if (!shape.test(flat)) continue;
        const words = { zh: `${field.zh}里有${what.zh}`, en: `There is ${what.en} in ${field.en}` };
        context.addIssue({ code: 'custom', message: words.zh, params: { words: { what: words, mend } } });
      }
    })
    .describe(field.zh);
}
