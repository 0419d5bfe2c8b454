// SPDX-License-Identifier: Apache-2.0
import { type ErrorDeclaration, type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { z } from 'zod';
import { platformErrors } from '../errors.ts';
import { schemaFault } from '../schema-fault.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** An error as it travels: RFC 9457, with our code and the three sentences in both languages. */
export const problemShape = z.object({
  type: z.string(),
  status: z.int(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  words: z.object({ title: words, why: words, mend: words }),
  faults: z.array(z.object({ path: z.string(), what: words, mend: words })).optional(),
  conflict: z.object({ seen: z.unknown(), current: z.unknown() }).optional(),
  request: z.string().describe('请求编号，报修时用'),
});

export type Problem = z.infer<typeof problemShape>;

export type Language = 'zh' | 'en';

/** The error as a response; `title` and `detail` are in the language asked for, `words` holds both. */
export function problemOf(
  row: ErrorDeclaration,
  refusal: Pick<Refusal, 'detail'>,
  about: { language: Language; request: string },
): Problem {
  const { title, why, mend } = row;
  const { faults, conflict } = refusal.detail;
  return {
    type: `urn:beichen:error:${row.code}`,
    status: row.status,
    code: row.code,
    title: title[about.language],
    detail: `${why[about.language]}${about.language === 'zh' ? '。' : '. '}${mend[about.language]}${about.language === 'zh' ? '。' : '.'}`,
    words: { title, why, mend },
    ...(faults === undefined ? {} : { faults: [...faults] }),
    ...(conflict === undefined ? {} : { conflict }),
    request: about.request,
  };
}

const UNKEPT = {
  what: {
    zh: '含有空字符（U+0000）或不完整的字符，无法保存',
    en: 'It holds the character U+0000, or half a character, which cannot be kept',
  },
  mend: { zh: '删去后再提交', en: 'Take it out and send again' },
};

/** Whether a character that no text of the database can hold stands anywhere in a value. */
function holdsUnkept(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed();
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUnkept);
}

/** One part of a request, read by its schema: the value, or its faults appended to `faults`, with JSON-pointer-like places. */
export function readPart<T>(
  schema: z.ZodType<T>,
  part: { prefix: string; value: unknown },
  faults: InputFault[],
): T | undefined {
  if (holdsUnkept(part.value)) {
    faults.push({ path: part.prefix, ...UNKEPT });
    return undefined;
  }
  const read = schema.safeParse(part.value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) faults.push(schemaFault(part.prefix, issue));
  return undefined;
}

export function badInput(faults: readonly InputFault[]): Refusal {
  return new Refusal(platformErrors.badInput, { faults });
}
