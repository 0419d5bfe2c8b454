// SPDX-License-Identifier: Apache-2.0
import type { PeriodKind } from '@beichen/kernel/periods.ts';
import { findPeriod } from '@beichen/kernel/periods.ts';
import { civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import type { Explanation } from '@beichen/method';
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });

/** 已获得 · 未获得（分数不够）· 待前置 · 数据未齐 · 一票否决 */
export const starMarkSchema = z.enum(['won', 'short', 'waiting', 'incomplete', 'vetoed']);
export type StarMark = z.infer<typeof starMarkSchema>;

/** live follows the facts; requested waits to be frozen; trial (试算) lacked measures; final stays. */
export const stateSchema = z.enum(['live', 'requested', 'trial', 'final']);
export type EvaluationState = z.infer<typeof stateSchema>;

export const outlineSchema = z.object({
  title: words,
  /** As the method writes it: a kind of unit, `attribute:NAME` or `all`. */
  peers: z.string(),
  decimals: z.int(),
  /** Whether the ranking may be shown: not where the subjects are entrants, who are people. */
  ranked: z.boolean(),
  sections: z.array(
    z.object({
      id: z.string(),
      title: words,
      star: z.boolean(),
      win: z.number().nullable(),
      full: z.number(),
      lead: z.string().nullable(),
    }),
  ),
  grades: z.array(z.object({ id: z.string(), title: words })),
});
export type Outline = z.infer<typeof outlineSchema>;

/** An edition as the loader makes it from a method file. */
export type Edition = {
  readonly method: string;
  readonly edition: string;
  readonly subject: string;
  readonly periodKind: PeriodKind | null;
  readonly starts: string | null;
  readonly ends: string | null;
  readonly outline: Outline;
  readonly measures: readonly string[];
  readonly source: string;
  readonly digest: string;
};

const periodId = z.string().refine((id) => findPeriod(id) !== undefined, {
  params: {
    words: {
      what: { zh: '不是周期', en: 'This is no period' },
      mend: { zh: '写成2026、2026-h1、2026-q3或2026-09', en: 'Write 2026, 2026-h1, 2026-q3 or 2026-09' },
    },
  },
});
const unitId = z.coerce.number().int().positive().max(2_147_483_647);

export const noInput = z.object({});
export const unitParams = z.object({ id: unitId });

/** Which result is meant: of a period and, where several methods have one, of which. Without `method`, of the one published first. */
export const periodQuery = z.object({ period: periodId, method: z.string().optional() });
export type PeriodQuery = z.infer<typeof periodQuery>;
export const chartQuery = periodQuery.extend({ unit: unitId.optional() });
export const rankingQuery = periodQuery.extend({ peers: z.string().optional() });

/** What a result comes from: shown at the head of every screen that shows one. */
export const evaluationShape = z.object({
  id: z.uuid(),
  method: z.string(),
  edition: z.string(),
  subject: z.string(),
  period: z.string(),
  state: stateSchema,
  treeDate: civilDateSchema,
  asOf: instantSchema,
  /** Whether something that happened waits to be counted; never of what is frozen. */
  stale: z.boolean(),
  /** Measures of the method without any fact: with one or more the run is a 试算. */
  lacking: z.array(z.string()),
  digest: z.string().nullable(),
  supersedes: z.uuid().nullable(),
  supersededBy: z.uuid().nullable(),
  outline: outlineSchema,
});
export type EvaluationHead = z.infer<typeof evaluationShape>;

export const periodsShape = z.object({
  periods: z.array(evaluationShape.omit({ outline: true, stale: true }).extend({ title: words })),
});

const nodeShape = z.object({
  id: z.int(),
  code: z.string(),
  kind: z.string(),
  name: z.string(),
  pinyin: z.string(),
  parent: z.int().nullable(),
});

const dotShape = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  pinyin: z.string(),
  /** Unit above; look it up in `nodes`. */
  parent: z.int().nullable(),
  /** Peer group: a code in `nodes` where peers are a kind of unit, a value where they are an attribute. */
  group: z.string(),
  /** One mark a star, in the order of the outline's sections that are stars. */
  marks: z.array(starMarkSchema),
  stars: z.int(),
  total: z.number(),
  grade: z.string().nullable(),
  complete: z.boolean(),
  /** Stars by section id against the period before; empty where there is none. */
  gained: z.array(z.string()),
  lost: z.array(z.string()),
});

export const chartShape = z.object({
  evaluation: evaluationShape,
  /** The period compared with, where it has a result. */
  previous: z.string().nullable(),
  /** Units above the assessed ones, from the root down, as they stood on the tree date. */
  nodes: z.array(nodeShape),
  units: z.array(dotShape),
});

export const unitShape = z.object({
  evaluation: evaluationShape,
  unit: nodeShape,
  /** From the root down to the unit above. */
  chain: z.array(nodeShape),
  marks: z.array(starMarkSchema),
  complete: z.boolean(),
  gained: z.array(z.string()),
  lost: z.array(z.string()),
  /** The reason tree as the method engine makes it. */
  explanation: z.custom<Explanation>(),
});

export const rankingShape = z.object({
  evaluation: evaluationShape,
  groups: z.array(
    z.object({
      group: z.string(),
      /** Ranked units by rank, equal ones by pinyin; then those that are not ranked. */
      units: z.array(
        z.object({
          id: z.int(),
          name: z.string(),
          pinyin: z.string(),
          stars: z.int(),
          total: z.number(),
          grade: z.string().nullable(),
          rank: z.int().nullable(),
        }),
      ),
    }),
  ),
});
