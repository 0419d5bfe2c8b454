// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { findPeriod } from '@beichen/kernel/periods.ts';
import { civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
const periodId = z.string().refine((id) => findPeriod(id) !== undefined, {
  params: {
    words: {
      what: { zh: '不是周期', en: 'This is no period' },
      mend: { zh: '写成2026、2026-h1、2026-q3或2026-09', en: 'Write 2026, 2026-h1, 2026-q3 or 2026-09' },
    },
  },
});
const line = z.string().trim().min(2).max(200);
const unitId = z.coerce.number().int().positive().max(2_147_483_647);

/** At most this many working days are given for an answer. */
const MOST_DAYS = 60;

export const factNoInput = z.object({});
export const requestParams = z.object({ id: recordId });
export const formParams = z.object({ id: recordId });

/** What a method needs, and what of it could be asked of the units below one. */
export const offerQuery = z.object({ method: z.string(), period: periodId, unit: unitId });

export const requestInput = z.strictObject({
  id: recordId,
  method: z.string(),
  period: periodId,
  /** What lies below this unit is asked. */
  unit: z.int().positive().max(2_147_483_647),
  measures: z.array(z.string()).min(1).max(200),
  owner: line.describe('责任单位'),
  basis: line.describe('依据'),
  purpose: line.describe('用途'),
  workingDays: z.int().min(1).max(MOST_DAYS).describe('期限，工作日'),
});
export type RequestInput = z.infer<typeof requestInput>;

/** A value as it is entered: `none` says that there is nothing of the kind here, so nothing is counted. */
export const enteredValue = z.strictObject({
  num: z.number().nullable(),
  den: z.number().nullable(),
  none: z.boolean(),
  /** The value of the period before was confirmed. */
  confirmed: z.boolean(),
});
export type EnteredValue = z.infer<typeof enteredValue>;

export const enteredValues = z.record(z.string().max(100), enteredValue);
export type EnteredValues = z.infer<typeof enteredValues>;

export const draftInput = z.strictObject({ version: z.int().min(0), values: enteredValues });
export const handInInput = z.strictObject({ version: z.int().min(0), values: enteredValues });
export const lateInput = z.strictObject({ reason: line });
export const grantInput = z.strictObject({ until: civilDateSchema });

const post = z.object({ unit: z.string(), title: words });
/** A figure as it was declared or read. */
const figure = z.object({ num: z.number().nullable(), den: z.number().nullable() });

export const measureAsked = z.object({
  id: z.string(),
  title: words,
  form: z.enum(['count', 'ratio', 'value']),
  unit: words,
  numerator: words.optional(),
  denominator: words.optional(),
  /** The numerator is a part of the denominator. */
  part: z.boolean(),
  owner: z.string(),
  basis: z.string(),
});
export type MeasureAsked = z.infer<typeof measureAsked>;

export const offerShape = z.object({
  /** Units that would be asked. */
  units: z.int(),
  /** What a month may ask of a unit, and for how many of the units one more figure would go beyond it. */
  limit: z.int(),
  asked: z.int(),
  measures: z.array(
    measureAsked.extend({
      /** `ask`: no record gives it. `known`: records do. `judged`: a panel does. */
      standing: z.enum(['ask', 'known', 'judged']),
      /** What is known of it below the unit. */
      known: figure.nullable(),
    }),
  ),
});
export type Offer = z.infer<typeof offerShape>;

const requestState = z.enum(['waiting', 'open', 'closed']);

export const requestShape = z.object({
  id: z.uuid(),
  method: words,
  period: z.string(),
  measures: z.array(measureAsked),
  place: z.string(),
  owner: z.string(),
  basis: z.string(),
  purpose: z.string(),
  state: requestState,
  madeBy: post,
  madeAt: instantSchema,
  /** Whether the caller made it: the approver is somebody else. */
  mine: z.boolean(),
  approvedBy: post.nullable(),
  workingDays: z.int(),
  lastDay: civilDateSchema.nullable(),
  dueAt: instantSchema.nullable(),
  /** Units asked, those that handed in, and those for which it goes beyond the limit of the month. */
  asked: z.int(),
  handed: z.int(),
  beyond: z.int(),
});
export type FactRequest = z.infer<typeof requestShape>;

export const requestsShape = z.object({ requests: z.array(requestShape), limit: z.int() });

const waitingUnit = z.object({
  form: z.uuid(),
  unit: z.int(),
  name: z.string(),
  above: z.string(),
  urgedAt: instantSchema.nullable(),
  late: z
    .object({
      reason: z.string(),
      askedAt: instantSchema,
      until: civilDateSchema.nullable(),
      grantedBy: post.nullable(),
    })
    .nullable(),
});
export type WaitingUnit = z.infer<typeof waitingUnit>;

/** A request with those that have not handed in: for whoever asks and urges, and for nobody else. */
export const requestPage = z.object({ request: requestShape, waiting: z.array(waitingUnit) });

export const formState = z.enum(['open', 'handed', 'locked', 'late']);
export type FormState = z.infer<typeof formState>;

export const formHead = z.object({
  id: z.uuid(),
  request: z.uuid(),
  unit: z.int(),
  name: z.string(),
  method: words,
  period: z.string(),
  purpose: z.string(),
  state: formState,
  dueAt: instantSchema,
  lastDay: civilDateSchema,
  handedAt: instantSchema.nullable(),
  urgedAt: instantSchema.nullable(),
  figures: z.int(),
});
export type FormHead = z.infer<typeof formHead>;

export const formsShape = z.object({ forms: z.array(formHead) });

export const formPage = z.object({
  form: formHead,
  owner: z.string(),
  basis: z.string(),
  madeBy: post,
  handedBy: post.nullable(),
  late: waitingUnit.shape.late,
  version: z.int(),
  draftAt: instantSchema.nullable(),
  draft: enteredValues,
  measures: z.array(
    measureAsked.extend({
      /** Declared for this period already: it holds until something else is handed in. */
      held: figure.nullable(),
      /** Of the period before. */
      last: figure.nullable(),
    }),
  ),
  lastPeriod: z.string(),
});
export type FormPage = z.infer<typeof formPage>;

export const madeShape = z.object({ id: z.uuid(), state: requestState });
export const savedShape = z.object({ id: z.uuid(), version: z.int() });
export const doneShape = z.object({ id: z.uuid() });
