// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { plainText } from '@beichen/kernel/plain-text.ts';
import { instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { evaluationShape, freezeInput, outlineSchema, starMarkSchema } from './results.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** A unit and what the post was called in which something was done there; never who held it. */
const postShape = z.object({ unit: z.string(), post: words });

const documentText = plainText({ zh: '文号', en: 'the document number' }, 60).min(2);

export const noticeInput = freezeInput.extend({ document: documentText.describe('公示的文号或编号') });

export const noticeParams = z.object({ id: z.uuid() });

const reason = plainText({ zh: '理由', en: 'the reason' }, 1000).min(4);

/** What is objected to: a unit's result, one of its stars, or one item of that. */
const about = {
  id: recordId,
  notice: z.uuid(),
  unit: z.int().describe('单位的内部编号'),
  section: z.string().max(60).nullable().default(null).describe('哪颗星；空着是整个结果'),
  item: z.string().max(60).nullable().default(null).describe('哪一项'),
  reason,
};

export const objectionInput = z.strictObject(about);
export type ObjectionInput = z.infer<typeof objectionInput>;

export const publicObjectionInput = z.strictObject({
  ...about,
  contact: z
    .strictObject({
      name: z.string().trim().min(1).max(50).optional(),
      phone: z
        .string()
        .trim()
        .regex(/^\+?[\d -]{7,20}$/),
    })
    .optional()
    .describe('可不填；只存入保密库'),
  trackingCode: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    .describe('查询码，由客户端生成：12 位 Crockford base32，同时放在请求头里；系统只存其 SHA-256'),
});
export type PublicObjectionInput = z.infer<typeof publicObjectionInput>;

const verdictSchema = z.enum(['upheld', 'rejected']).describe('upheld 成立 · rejected 不成立');

export const settleInput = z.strictObject({
  outcome: verdictSchema,
  answer: plainText({ zh: '答复', en: 'the answer' }, 1000).min(4).describe('提出异议的人会看到'),
});

export const objectionParams = z.object({ id: z.uuid() });
export const objectionsQuery = z.object({ notice: z.uuid().optional() });
export const objectedShape = z.object({ id: z.uuid(), state: z.enum(['open', 'upheld', 'rejected']) });

export const objectionShape = z.object({
  id: z.uuid(),
  notice: z.uuid(),
  period: z.string(),
  method: z.string(),
  unit: z.object({ id: z.int(), name: z.string() }),
  source: z.enum(['unit', 'resident']),
  section: words.nullable(),
  sectionId: z.string().nullable(),
  item: z.string().nullable(),
  /** The review of the period, whose last step puts right what an objection was upheld about. */
  review: z.uuid().nullable(),
  /** Whether a figure of what it is about was put right since it was answered. */
  corrected: z.boolean(),
  reason: z.string(),
  madeAt: instantSchema,
  /** By when it is to be answered, whose turn it is until then. */
  dueAt: instantSchema,
  turn: words.nullable(),
  state: z.enum(['open', 'upheld', 'rejected']),
  answer: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
  decidedBy: postShape.nullable(),
  /** Whether an objector can be called; where the caller may not see by which number, why not. */
  contact: z.boolean(),
  contactWhyNot: words.nullable(),
  /** Whether the caller may answer it; where not, why. */
  mayAnswer: z.boolean(),
  whyNot: words.nullable(),
});
export type ObjectionRow = z.infer<typeof objectionShape>;
export const objectionsShape = z.object({ objections: z.array(objectionShape) });

const shownUnit = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  above: z.string(),
  marks: z.array(starMarkSchema),
  stars: z.int(),
  grade: z.string().nullable(),
});

const noticeFields = {
  document: z.string(),
  objectionsTo: words,
  openedAt: instantSchema.nullable(),
  /** The first moment at which it no longer runs. */
  dueAt: instantSchema.nullable(),
  estimated: z.boolean(),
};

/** A notice as it hangs out: units and stars, no person. */
export const noticePage = z.object({
  evaluation: evaluationShape,
  notice: z.object(noticeFields),
  running: z.boolean(),
  /** The caller's own units, about whose results they may object now. */
  own: z.array(z.int()),
  units: z.array(shownUnit),
});
export type NoticePage = z.infer<typeof noticePage>;

const publicNotice = z.object({
  id: z.uuid(),
  method: z.string(),
  edition: z.string(),
  period: z.string(),
  outline: outlineSchema,
  ...noticeFields,
});
export const publicNoticesShape = z.object({
  notices: z.array(publicNotice.omit({ outline: true }).extend({ title: words })),
});
export const publicNoticePage = z.object({ notice: publicNotice, units: z.array(shownUnit) });

/** An objection as its own objector reads it by the tracking code. */
export const ownObjection = z.object({
  unit: z.string(),
  period: z.string(),
  title: words,
  section: words.nullable(),
  reason: z.string(),
  madeAt: instantSchema,
  dueAt: instantSchema,
  turn: words.nullable(),
  state: z.enum(['open', 'upheld', 'rejected']),
  answer: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
});

export const contactAsked = z.strictObject({ purpose: z.literal('contact-reporter').describe('用途，记入审计') });
export const contactShape = z.object({ name: z.string().nullable(), phone: z.string().nullable() });
