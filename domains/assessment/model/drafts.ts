// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { plainText } from '@beichen/kernel/plain-text.ts';
import { civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { measuresShape, periodId } from './results.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** A page or two of text: what the method language takes at most, in characters. */
const LONGEST = 1 << 19;
const sourceText = z.string().max(LONGEST).describe('考核办法全文（YAML）');

const editionKey = { method: z.string().max(120), edition: z.string().max(120) };

export const draftParams = z.object({ id: z.uuid() });
export const startInput = z.strictObject({
  id: recordId,
  base: z.strictObject(editionKey).nullable().describe('由哪一版改起；空着是从头写'),
});
export const saveInput = z.strictObject({ version: z.int().positive(), source: sourceText });
export const withdrawDraftInput = z.strictObject({ version: z.int().positive() });
export const publishInput = z.strictObject({
  version: z.int().positive(),
  approval: z.strictObject({
    number: plainText({ zh: '批准文号', en: 'the number of the approval' }, 60).min(2),
    text: plainText({ zh: '批准文件名称', en: 'the title of the approval' }, 200).min(2),
  }),
  from: civilDateSchema.describe('创建周期的第一天'),
  to: civilDateSchema.describe('创建周期的最后一天，过后不再命名'),
});
export type Approval = z.infer<typeof publishInput>['approval'];

/** A fault of the text, at line and column from 1. */
export const faultShape = z.object({
  line: z.int().nullable(),
  column: z.int().nullable(),
  code: z.string(),
  what: words,
  mend: words,
});
export type DraftFault = z.infer<typeof faultShape>;

export const savedShape = z.object({ id: z.uuid(), version: z.int(), savedAt: instantSchema, faults: z.int() });
export const publishedShape = z.object({ id: z.uuid(), ...editionKey });

const draftLine = savedShape.extend({
  /** As the text last said it; empty where it cannot be read. */
  title: words.nullable(),
  base: z.object(editionKey).nullable(),
  /** The edition that it became. */
  published: z.object(editionKey).nullable(),
  /** Closed without having become one. */
  withdrawnAt: instantSchema.nullable(),
  /** The city or county that it lies at. */
  unit: z.string(),
});

export const draftsShape = z.object({ drafts: z.array(draftLine) });
export type DraftLine = z.infer<typeof draftLine>;

export const draftShape = draftLine.extend({
  source: z.string(),
  /** The text of the edition that it was made from. */
  baseSource: z.string().nullable(),
});
export type DraftPage = z.infer<typeof draftShape>;

export const editionQuery = z.object(editionKey);
export const editionShape = z.object({
  ...editionKey,
  source: z.string(),
  starts: civilDateSchema.nullable(),
  ends: civilDateSchema.nullable(),
  publishedAt: instantSchema,
  approval: z.object({ number: z.string(), text: z.string() }).nullable(),
});

export const studioQuery = z.object({ period: periodId, subject: z.string().max(60) });

/** Units and facts of a period in columns, as far as the caller sees them: what a draft is evaluated on where every peer is among them. */
export const studioShape = z.object({
  period: z.string(),
  asOf: instantSchema,
  units: z.object({
    ids: z.array(z.int()),
    codes: z.array(z.string()),
    names: z.array(z.string()),
    kinds: z.array(z.string()),
    /** Code of the unit above. */
    parents: z.array(z.string().nullable()),
    classes: z.array(z.string().nullable()),
    zones: z.array(z.string().nullable()),
    /** Whether all below the unit is there: of a county whose every unit the caller sees. */
    whole: z.array(z.boolean()),
  }),
  /** By measure; `at` says of which units, by their place in the columns above. `den` is absent where none has one. */
  facts: z.array(
    z.object({
      measure: z.string(),
      at: z.array(z.int()),
      num: z.array(z.number().nullable()),
      den: z.array(z.number().nullable()).optional(),
    }),
  ),
  /** All measures that a method may name. */
  measures: measuresShape.shape.measures,
});
export type StudioFacts = z.infer<typeof studioShape>;
