// SPDX-License-Identifier: Apache-2.0
import type { PeriodKind } from '@beichen/kernel/periods.ts';
import { findPeriod } from '@beichen/kernel/periods.ts';
import { civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import type { Explanation } from '@beichen/method';
import { z } from 'zod';
import { burdenSchema } from './burden.ts';
import { stepsSchema } from './review.ts';
import { namingSettings, noticeSettings, rankingSettings, retentionSettings } from './settings.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** 已获得 · 未获得（分数不够）· 待前置 · 数据未齐 · 一票否决 */
export const starMarkSchema = z.enum(['won', 'short', 'waiting', 'incomplete', 'vetoed']);
export type StarMark = z.infer<typeof starMarkSchema>;

/**
 * live follows the facts; requested waits to be frozen; trial (试算) lacked measures; notice (公示) and final stay, the former until the
 * latter takes its place; failed was given up.
 */
export const stateSchema = z.enum(['live', 'requested', 'trial', 'notice', 'final', 'failed']);
export type EvaluationState = z.infer<typeof stateSchema>;

export const outlineSchema = z.object({
  title: words,
  /** What an assessed unit is called where several are counted: 社区 / communities. */
  unit: words.optional(),
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
      /** The character on the badge of its star. */
      sign: z.string().optional(),
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

export const periodId = z.string().refine((id) => findPeriod(id) !== undefined, {
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

/**
 * Which result is meant: of a period and, where several methods have one, of which. Without `method`, of the one published first. The
 * latest final result stands for the period, the live one where there is none; `evaluation` names any other of the period: the live one
 * beside a final one, a superseded one, a trial.
 */
export const periodQuery = z.object({
  period: periodId,
  method: z.string().optional(),
  evaluation: z.uuid().optional(),
});
export type PeriodQuery = z.infer<typeof periodQuery>;
export const chartQuery = periodQuery.extend({ unit: unitId.optional() });
export const rankingQuery = periodQuery.extend({ peers: z.string().optional() });
export const recordsQuery = periodQuery.extend({ measure: z.string() });
export type RecordsQuery = z.infer<typeof recordsQuery>;

export const evaluationParams = z.object({ id: z.uuid() });
export const evaluationsQuery = z.object({ period: periodId.optional(), method: z.string().optional() });
export const freezeInput = z.strictObject({ period: periodId, method: z.string() });
export const freezeShape = z.object({ id: z.uuid(), state: stateSchema });

/** What a pack says beyond its methods: of their tracks by their ids, and of notices, rankings and names. */
export const tracksSchema = z.strictObject({
  tracks: z.record(
    z.string(),
    z.strictObject({
      unit: words.describe('考核对象的通称，如“社区”'),
      signs: z.record(z.string(), z.string().regex(/^.$/u)).describe('各星徽上的一个字'),
      review: z.strictObject({ steps: stepsSchema }).optional().describe('评审的各步，依次进行'),
    }),
  ),
  notice: noticeSettings.optional().describe('公示和异议；不写的，不能公示'),
  burden: burdenSchema.optional(),
  retention: retentionSettings.optional().describe('留存期限；不写的，目录里只说随结果留存'),
  ranking: rankingSettings.optional().describe('排名怎么显示'),
  naming: namingSettings.optional().describe('命名表彰；没有写到的办法，不能命名'),
});
export type Track = z.infer<typeof tracksSchema>['tracks'][string];

/** The measures of a method as its catalogue describes them. */
export const measuresShape = z.object({
  measures: z.array(
    z.object({
      id: z.string(),
      title: words,
      form: z.enum(['count', 'ratio', 'value']),
      unit: words,
      numerator: words.optional(),
      denominator: words.optional(),
      act: words.optional(),
      /** Of a measure that may be a mean of results: the periods that it is a mean of, 个季度 / quarter. */
      mean: words.optional(),
      source: z.enum(['record', 'declared', 'judged']),
      owner: z.string(),
      basis: z.string(),
    }),
  ),
});
export type MeasureEntry = z.infer<typeof measuresShape>['measures'][number];

/** The published editions, whether or not they have assessed anything yet. */
export const methodsShape = z.object({
  methods: z.array(
    z.object({
      method: z.string(),
      edition: z.string(),
      periodKind: z.enum(['month', 'quarter', 'half', 'year']).nullable(),
      starts: civilDateSchema.nullable(),
      ends: civilDateSchema.nullable(),
      outline: outlineSchema,
    }),
  ),
});
export type MethodEntry = z.infer<typeof methodsShape>['methods'][number];

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
  /** When it was frozen, or given up; `asOf` is the moment that its facts are known at. */
  settledAt: instantSchema.nullable(),
  /** In which post the freeze was asked for: the unit and what the post is called, never who held it. */
  requestedBy: z.object({ unit: z.string(), post: words }).nullable(),
  /** Of a result that is shown for notice: under which document, since when, and the first moment at which it no longer runs. */
  notice: z
    .object({ document: z.string(), openedAt: instantSchema, dueAt: instantSchema, estimated: z.boolean() })
    .nullable(),
  /** Whether its ranks were released, and whether names were given on it. */
  released: z.boolean(),
  named: z.boolean(),
  outline: outlineSchema,
});
export type EvaluationHead = z.infer<typeof evaluationShape>;

const headShape = evaluationShape.omit({ outline: true, stale: true }).extend({ title: words });

export const periodsShape = z.object({ periods: z.array(headShape) });

/** Runs over a period, the live one among them, the foremost first. */
export const evaluationsShape = z.object({ evaluations: z.array(headShape) });

/** An evaluation with what it holds, as far as the caller sees it. */
export const evaluationPage = z.object({
  evaluation: evaluationShape,
  counts: z.object({
    /** Assessed units. */
    units: z.int(),
    complete: z.int(),
    ranked: z.int(),
    /** Units by how many stars they won, the most first. */
    stars: z.array(z.object({ stars: z.int(), units: z.int() })),
    /** Facts that were copied, those among them that were declared, and the records behind the others; 0 while it is live. */
    facts: z.int(),
    declared: z.int(),
    records: z.int(),
  }),
});

const figureSchema = z.object({ num: z.number().nullable(), den: z.number().nullable() });

/** A figure that a review put in the place of another, with what stood before, why, and in which post. */
export const correctionSchema = figureSchema.extend({
  was: figureSchema,
  reason: z.string(),
  /** When it was looked at on site. */
  seenOn: civilDateSchema.nullable(),
  at: instantSchema,
  by: z.object({ unit: z.string(), title: words }),
});
export type CorrectionTold = z.infer<typeof correctionSchema>;

/** What stands behind the fact that a result used. Of a count or a ratio, `total` is the count, or the denominator. */
export const recordsShape = z.object({
  evaluation: evaluationShape.pick({ id: true, state: true, asOf: true }),
  measure: z.string(),
  num: z.number().nullable(),
  den: z.number().nullable(),
  /** `results`: final results of other methods, or of other periods. */
  source: z.enum(['records', 'results', 'declared', 'none']),
  /** When it was declared, and the person's id; `null` where the pack brought it. */
  declared: z.object({ at: instantSchema, by: z.uuid().nullable() }).nullable(),
  /** The figure that a review put in the place of the one that records or a declaration give. */
  correction: correctionSchema.nullable(),
  total: z.int(),
  /** Records among `total` that the caller may not see, or that are gone. */
  hidden: z.int(),
  rows: z.array(
    z.object({
      record: z.uuid(),
      label: z.string(),
      title: z.string(),
      href: z.string(),
      /** Whether it counts in the numerator. */
      counts: z.boolean(),
      cells: z.array(
        z.object({
          title: words,
          value: z.union([z.string(), z.number()]).nullable(),
          form: z.enum(['text', 'instant', 'number']),
        }),
      ),
    }),
  ),
});
export type RecordsBehind = z.infer<typeof recordsShape>;

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
  /** Points of the same sections, and the total: for whoever prepares the ranking, since a list of them is one. Empty for others. */
  points: z.array(z.number()).nullable(),
  total: z.number().nullable(),
  /** Of the stars that want points alone, the one that wants fewest: its section's id, and how many. */
  near: z.object({ section: z.string(), gap: z.number() }).nullable(),
  stars: z.int(),
  grade: z.string().nullable(),
  complete: z.boolean(),
  /** Stars by section id against the period before; empty where there is none. */
  gained: z.array(z.string()),
  lost: z.array(z.string()),
  /** Stars that were named and taken back, by section id; the result stays as it is. */
  withdrawn: z.array(z.string()),
  /** An objection about it has no answer yet. */
  objection: z.boolean(),
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
  /** Figures that a review corrected, by their measures; of each the correction that holds first, then those that it followed. */
  corrections: z.array(correctionSchema.extend({ measure: z.string() })),
  withdrawn: z.array(z.string()),
  /** Its ranks are there where the caller may see them; `rank_all` never. The reason tree as the method engine makes it. */
  explanation: z.custom<Explanation>(),
});
