// SPDX-License-Identifier: Apache-2.0
import { recordId } from '@beichen/kernel/ids.ts';
import { plainText } from '@beichen/kernel/plain-text.ts';
import { type Instant, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';

export const STAGES = ['reported', 'dispatched', 'closed', 'answered'] as const;
export type Stage = (typeof STAGES)[number];

/** What may be done to a case that is there. */
export const MOVES = ['dispatch', 'close', 'defer', 'answer'] as const;
export type Move = (typeof MOVES)[number];

/** All that an action of a case may be: its report, moves, and a due time that was computed again because the calendar changed. */
export const ACTS = ['report', ...MOVES, 'redate', 'pass'] as const;
export type Act = (typeof ACTS)[number];

export const outcomeSchema = z
  .enum(['done', 'cannot', 'not-ours'])
  .describe('处置方的结果：done 已处置 · cannot 不能处置 · not-ours 不属本单位职责');
export type CaseOutcome = z.infer<typeof outcomeSchema>;

export const answerSchema = z
  .enum(['solved', 'unsolved', 'unreached', 'not-ours'])
  .describe('上报人的答复：solved 已解决 · unsolved 未解决 · unreached 未联系上 · not-ours 不属职责范围');
export type ReporterAnswer = z.infer<typeof answerSchema>;

/** A case as it stands after some of its actions. All instants are those of recording; none is a claimed one. */
export type CaseState = {
  /** How many actions it has had; the number of the last one. */
  readonly version: number;
  /** When the last action was recorded. */
  readonly recordedAt: Instant;
  readonly stage: Stage;
  /** Put off with leave: no longer due. */
  readonly deferred: boolean;
  readonly reportedAt: Instant;
  readonly dispatchedAt: Instant | null;
  /** Internal id of the handling unit. */
  readonly handler: number | null;
  /** The first moment that is too late. */
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly outcome: CaseOutcome | null;
  /** Working days from dispatch to close, to one decimal. */
  readonly workedDays: number | null;
  /** When the last answer was recorded; a call that reached nobody is an answer too. */
  readonly answeredAt: Instant | null;
  readonly answer: ReporterAnswer | null;
};

/** One appended action, with what it adds to the state. `at` is recorded_at. */
export type CaseAction =
  | { readonly move: 'report'; readonly at: Instant }
  | { readonly move: 'dispatch'; readonly at: Instant; readonly handler: number; readonly dueAt: Instant }
  | { readonly move: 'close'; readonly at: Instant; readonly outcome: CaseOutcome; readonly workedDays: number }
  | { readonly move: 'defer'; readonly at: Instant }
  | { readonly move: 'redate'; readonly at: Instant; readonly dueAt: Instant }
  | { readonly move: 'answer'; readonly at: Instant; readonly answer: ReporterAnswer }
  /** The tree changed: the case lies at another unit, or another one handles it. No person moved it. */
  | { readonly move: 'pass'; readonly at: Instant; readonly handler: number | null };

const note = plainText({ zh: '说明', en: 'the note' }, 500);
const version = z.int().min(1).describe('看到的版本号；已被别人改过的，答复两个版本');
const claimed = instantSchema.optional().describe('自述的发生时间，只作显示；计时和统计用记录时间');

export const reportInput = z.strictObject({
  id: recordId,
  kind: z.string().describe('事项种类，见 cases/kinds.yaml'),
  category: z.string().describe('事项类别'),
  unit: z.int().describe('事发社区的内部编号'),
  summary: plainText({ zh: '说明', en: 'the summary' }, 200).min(2),
  place: plainText({ zh: '位置', en: 'the place' }, 100),
  occurredAt: claimed,
  reporter: z
    .strictObject({
      name: z.string().trim().min(1).max(50).optional(),
      phone: z
        .string()
        .trim()
        .regex(/^\+?[\d -]{7,20}$/),
    })
    .optional()
    .describe('代居民上报时填写；只存入保密库'),
  trackingCode: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    .optional()
    .describe('查询码，由客户端生成：12 位 Crockford base32；系统只存其 SHA-256'),
});

export const caseParams = z.strictObject({ id: recordId });

export const dispatchInput = z.strictObject({
  version,
  handler: z.int().describe('处置单位的内部编号'),
  note: note.optional(),
  occurredAt: claimed,
});

export const closeInput = z.strictObject({ version, outcome: outcomeSchema, note, occurredAt: claimed });

export const deferInput = z.strictObject({
  version,
  reason: plainText({ zh: '缓办理由', en: 'the reason' }, 500).min(2),
  occurredAt: claimed,
});

export const answerInput = z.strictObject({
  version,
  answer: answerSchema,
  note: note.optional(),
  occurredAt: claimed,
});

/** What a reporter may answer with a tracking code: nobody reports of oneself that one was not reached. */
export const ownAnswerInput = z.strictObject({
  version,
  answer: z.enum(['solved', 'unsolved']).describe('solved 解决了 · unsolved 没有解决'),
  note: note.optional(),
});
