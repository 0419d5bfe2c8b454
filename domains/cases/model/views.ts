// SPDX-License-Identifier: Apache-2.0
import { instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { ACTS, answerSchema, MOVES, outcomeSchema, STAGES } from './case.ts';

// What the server answers: shapes that web and documentation share.

const words = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: z.string(), title: words });
const unit = z.object({ id: z.int(), name: z.string() });
const moment = instantSchema.nullable();

/** A case in a list. */
export const caseRow = z.object({
  id: z.uuid(),
  number: z.string().describe('编号，如 HJ-26-0917'),
  kind: named,
  category: named,
  unit: unit.describe('事发社区'),
  handler: unit.nullable().describe('处置单位'),
  summary: z.string(),
  stage: z.enum(STAGES),
  deferred: z.boolean().describe('已缓办，不计入应办结'),
  version: z.int(),
  reportedAt: instantSchema,
  dueAt: moment.describe('从这一刻起算超期'),
  lastDay: z.string().nullable().describe('在期内的最后一天'),
  overdue: z.boolean(),
  running: z
    .object({
      unit: z.enum(['hours', 'working-days']),
      left: z.number().describe('还余多少，已超期的为负，到一位小数'),
      gone: z.number().describe('时限已过去的部分，0 到 1'),
    })
    .nullable()
    .describe('还在走的时钟'),
  closedAt: moment,
  outcome: outcomeSchema.nullable().describe('处置方怎么说'),
  answer: answerSchema.nullable().describe('上报人怎么说'),
});
export type CaseRow = z.infer<typeof caseRow>;

export const actionRow = z.object({
  n: z.int(),
  move: z.enum(ACTS).describe('redate 放假安排变了，系统重算到期时间 · pass 区划调整，转到另一单位'),
  recordedAt: instantSchema,
  occurredAt: moment.describe('自述的时间'),
  by: z.object({ unit: unit.nullable(), self: z.boolean().describe('是否本人') }),
  note: z.string().nullable(),
  handler: unit.nullable(),
  lastDay: z.string().nullable().describe('重算以后在期内的最后一天'),
  outcome: outcomeSchema.nullable(),
  answer: answerSchema.nullable(),
});
export type ActionRow = z.infer<typeof actionRow>;

/** Whether this caller may make a move now and, where not, why. The endpoint obeys the same rule. */
export const ability = z.object({
  move: z.enum([...MOVES, 'contact', 'attach']),
  allowed: z.boolean(),
  why: words.nullable(),
});
export type Ability = z.infer<typeof ability>;

const caseClock = z.object({
  state: z.enum(['running', 'soon', 'overdue', 'paused', 'stopped-in-time', 'stopped-late']),
  remaining: z.number().describe('余几个工作日，到一位小数'),
  overdueBy: z.number().describe('超期几个工作日，到一位小数'),
  estimated: z.boolean().describe('涉及尚未公布的放假安排'),
  limit: z.object({ unit: z.enum(['hours', 'working-days']), amount: z.number() }),
  basis: z.string().nullable().describe('时限的依据；派遣以后规定变了的为 null'),
  days: z
    .object({
      from: z.string().describe('派遣那天'),
      until: z.string().describe('期限最后一天、办结那天、今天，取最晚的'),
      rest: z.array(z.string()).describe('其间不计入的日子'),
    })
    .nullable()
    .describe('按工作日计时的，逐日怎样算；按小时计时的为 null'),
});

export const caseView = z.object({
  case: caseRow.extend({ place: z.string(), occurredAt: moment, dispatchedAt: moment, answeredAt: moment }),
  clock: caseClock.nullable(),
  timeline: z.array(actionRow).describe('经过，只增不改，新的在前'),
  reporter: z
    .object({ name: z.string().nullable(), phone: z.string().nullable() })
    .nullable()
    .describe('上报人留下的联系方式，遮盖后的样子；没有留的为 null'),
  abilities: z.array(ability),
});
export type CaseView = z.infer<typeof caseView>;

export const casePage = z.object({
  total: z.int().describe('同样条件下的总数，等于翻完各页的行数'),
  rows: z.array(caseRow),
  next: z.string().nullable().describe('下一页的游标；没有了为 null'),
});
export type CasePage = z.infer<typeof casePage>;

export const dueDays = z.object({
  days: z
    .array(z.object({ day: z.string().describe('在期内的最后一天'), count: z.int() }))
    .describe('办理中、没有缓办的事项，按最后一天，先到期的在前'),
});

export type DueDays = z.infer<typeof dueDays>;

export const mineView = z.object({
  counts: z
    .object({ dispatch: z.int(), close: z.int(), answer: z.int(), overdue: z.int() })
    .describe('全部待办：前三项之和等于翻完各页的行数'),
  rows: z
    .array(caseRow.extend({ waitsFor: z.enum(['dispatch', 'close', 'answer']) }))
    .describe('先到期的在前，还没有时限的按上报时间'),
  next: z.string().nullable().describe('下一页的游标；没有了为 null'),
});
export type MineView = z.infer<typeof mineView>;

export const kindView = z.object({
  kinds: z.array(
    named.extend({
      units: z.array(z.string()).describe('可以上报到哪类单位'),
      categories: z.array(
        named.extend({ limit: z.object({ unit: z.enum(['hours', 'working-days']), amount: z.number() }) }),
      ),
    }),
  ),
});

/** A reporter's own case, in everyday words. */
export const ownCase = z.object({
  number: z.string(),
  community: z.string(),
  category: words,
  status: words,
  stage: z.enum(STAGES),
  version: z.int(),
  reportedAt: instantSchema,
  lastDay: z.string().nullable().describe('最迟哪天办完'),
  deferred: z.boolean(),
  closedAt: moment,
  outcome: words.nullable(),
  mayAnswer: z.boolean(),
});
export type OwnCase = z.infer<typeof ownCase>;

export const contactView = z.object({ name: z.string().nullable(), phone: z.string().nullable() });

/** What a command answers. */
export const moved = z.object({ id: z.uuid(), version: z.int() });
