// SPDX-License-Identifier: Apache-2.0
import { civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });
const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** The steps of a review as a pack lays them down for a method, in their order; the last one ends with the joint meeting. */
export const stepsSchema = z
  .array(
    z.strictObject({
      id,
      title: words,
      at: z.array(z.string()).min(1).describe('由哪类单位的岗位评；own为true的，由考核对象自己评'),
      own: z.boolean().default(false).describe('自评'),
      days: z.int().min(1).max(250).describe('工作日，从上一步到期后起算'),
      panels: z
        .record(id, z.array(id).min(1))
        .default({})
        .describe('各星由哪些岗位评；没有写的星，这一步有评审权限的岗位都可以评'),
    }),
  )
  .min(1);

/** A step of a review that was opened, with its last day. */
export const stepSchema = z.object({
  id,
  title: words,
  at: z.array(z.string()),
  own: z.boolean(),
  panels: z.record(id, z.array(id)),
  due: civilDateSchema,
  /** Whether the due day lies where the calendar has not been announced. */
  estimated: z.boolean(),
});
export type Step = z.infer<typeof stepSchema>;

/**
 * What a step may say. 说明 explain: the unit itself, of a fact. 更正 correct · 恢复原值 restore. 暂挂 hold, with whose turn it is · 解除 release · 催办 urge.
 * 通过 pass: of a whole section · 退回 return: to the step before.
 */
export const actSchema = z.enum(['explain', 'correct', 'restore', 'hold', 'release', 'urge', 'pass', 'return']);
export type Act = z.infer<typeof actSchema>;

const reason = z.string().trim().min(4, { message: '写清事实和依据，至少4个字' }).max(1000, { message: '最多1000字' });
const amount = z.number().min(-1e15).max(1e15);
const unitId = z.coerce.number().int().positive().max(2_147_483_647);
const figure = { num: amount.nullable(), den: amount.nullable() };

export const reviewParams = z.object({ id: z.uuid() });
export const openReviewInput = z.strictObject({
  period: z.string().max(20),
  method: z.string().max(100),
});

/** Something said of one fact. `seen` is the figure that stood on the screen: where another one holds by then, nothing is written. */
export const judgeInput = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('explain'), unit: unitId, section: id, measure: z.string(), reason }),
  z.strictObject({
    act: z.literal('correct'),
    unit: unitId,
    section: id,
    measure: z.string(),
    ...figure,
    seen: z.strictObject(figure),
    reason,
    seenOn: civilDateSchema.nullable().describe('现场查看的日期'),
  }),
  z.strictObject({ act: z.literal('restore'), unit: unitId, section: id, measure: z.string(), reason }),
  z.strictObject({
    act: z.literal('hold'),
    unit: unitId,
    section: id,
    measure: z.string(),
    reason,
    owner: unitId.describe('由哪个单位处理'),
  }),
  z.strictObject({ act: z.literal('release'), unit: unitId, section: id, measure: z.string(), reason }),
  z.strictObject({ act: z.literal('urge'), unit: unitId, section: id, measure: z.string() }),
]);
export type JudgeInput = z.infer<typeof judgeInput>;

/** A step is done with a section of some units, or sends it back. */
export const passInput = z.strictObject({
  act: z.enum(['pass', 'return']),
  section: id,
  units: z.array(unitId).min(1).max(500),
  reason: reason.nullable().describe('退回时必填'),
});
export type PassInput = z.infer<typeof passInput>;

const names = z.array(z.string().trim().min(2).max(60)).max(60);

/** The joint review meets. Units are written, never people. */
export const meetingInput = z.strictObject({
  heldOn: civilDateSchema,
  present: names.min(1, { message: '至少写一个到会单位' }),
  absent: names,
  minutes: z.string().trim().min(10, { message: '写清议定事项，至少10个字' }).max(20_000),
  concludes: z.boolean().describe('评审到此结束'),
  /** A decision, with its number, that settles the review although something is held. */
  decision: z.string().trim().min(4).max(200).nullable(),
});
export type MeetingInput = z.infer<typeof meetingInput>;

const postShape = z.object({ unit: z.string(), title: words });

export const judgementShape = z.object({
  id: z.uuid(),
  unit: z.int(),
  section: z.string(),
  measure: z.string().nullable(),
  step: z.string(),
  act: actSchema,
  num: z.number().nullable(),
  den: z.number().nullable(),
  was: z.object(figure).nullable(),
  reason: z.string().nullable(),
  owner: z.object({ id: z.int(), name: z.string() }).nullable(),
  seenOn: civilDateSchema.nullable(),
  by: postShape,
  at: instantSchema,
});
export type Judgement = z.infer<typeof judgementShape>;

const progressShape = z.object({ section: z.string(), step: z.string(), passed: z.int() });

export const reviewShape = z.object({
  id: z.uuid(),
  method: z.string(),
  edition: z.string(),
  period: z.string(),
  title: words,
  steps: z.array(stepSchema),
  openedAt: instantSchema,
  openedBy: postShape.nullable(),
  /** When a meeting ended it. */
  concludedAt: instantSchema.nullable(),
  /** Today, in the city. */
  today: civilDateSchema,
});
export type ReviewHead = z.infer<typeof reviewShape>;

/** A review in the list of all, with what the caller has to do with it. */
const listedReview = reviewShape.extend({
  /** The caller's own step, where it is the one that is on now: how many sections of units wait to be passed there. */
  turn: z.object({ step: id, waits: z.int() }).nullable(),
  /** Whether the steps before the meeting are over, and the caller may call the meeting that ends it. */
  toConvene: z.boolean(),
});
export type ListedReview = z.infer<typeof listedReview>;

export const reviewsShape = z.object({
  reviews: z.array(listedReview),
  /** Methods and periods that could be reviewed next, for whoever may open a review. */
  ready: z.array(z.object({ method: z.string(), period: z.string(), title: words })),
});

export const reviewPageShape = z.object({
  review: reviewShape,
  sections: z.array(
    z.object({
      id: z.string(),
      title: words,
      star: z.boolean(),
      lead: z.string().nullable(),
      sign: z.string().optional(),
    }),
  ),
  /** Assessed units that the caller sees. */
  units: z.int(),
  progress: z.array(progressShape),
  /** Facts that are held, whose turn each is, and since when. */
  holds: z.array(judgementShape.extend({ unitName: z.string(), urged: z.int() })),
  corrections: z.int(),
  meetings: z.array(
    z.object({
      id: z.uuid(),
      heldOn: civilDateSchema,
      present: z.array(z.string()),
      absent: z.array(z.string()),
      minutes: z.string(),
      concludes: z.boolean(),
      decision: z.string().nullable(),
      recordedAt: instantSchema,
      by: postShape,
    }),
  ),
  /** Counties, or what lies below the caller's own range: where a grid can be opened. */
  places: z.array(z.object({ id: z.int(), name: z.string(), units: z.int() })),
  /** Ids of the steps and sections in which the caller may judge somewhere. */
  mine: z.array(z.object({ step: z.string(), section: z.string() })),
  mayConvene: z.boolean(),
});
export type ReviewPage = z.infer<typeof reviewPageShape>;

export const gridQuery = z.object({ section: id, unit: unitId });

/** A section of the units of one subtree, as a step looks at it. */
export const gridShape = z.object({
  review: reviewShape,
  section: z.object({
    id: z.string(),
    title: words,
    star: z.boolean(),
    win: z.number().nullable(),
    full: z.number(),
    lead: z.string().nullable(),
    sign: z.string().optional(),
  }),
  place: z.object({ id: z.int(), name: z.string() }),
  asOf: instantSchema,
  items: z.array(
    z.object({
      id: z.string(),
      title: words,
      full: z.number(),
      measure: z
        .object({
          id: z.string(),
          form: z.enum(['count', 'ratio', 'value']),
          unit: words,
          numerator: words.optional(),
          denominator: words.optional(),
        })
        .nullable(),
    }),
  ),
  units: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      code: z.string(),
      pinyin: z.string(),
      street: z.string(),
      points: z.number(),
      won: z.boolean().nullable(),
      /** Of each item in the order of `items`. */
      facts: z.array(
        z.object({
          points: z.number().nullable(),
          num: z.number().nullable(),
          den: z.number().nullable(),
          value: z.number().nullable(),
          missing: z.string().nullable(),
        }),
      ),
      /** Steps that are done with it. */
      passed: z.array(z.string()),
      /** The step that the caller may be done with now. */
      turn: z.string().nullable(),
      /** The step in which the caller may say something of its facts; after the meeting that ended the review, the last one. */
      speaks: z.string().nullable(),
      /** Units above it and itself, which may be asked to mend something. */
      owners: z.array(z.object({ id: z.int(), name: z.string() })),
    }),
  ),
  judgements: z.array(judgementShape),
  /** SHA-256 of what the sheet shows: printed on it, and again the same as long as nothing has changed. */
  digest: z.string(),
});
export type Grid = z.infer<typeof gridShape>;
