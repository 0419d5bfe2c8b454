// SPDX-License-Identifier: Apache-2.0
import { plainText } from '@beichen/kernel/plain-text.ts';
import { civilDateSchema, instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { evaluationShape } from './results.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const postShape = z.object({ unit: z.string(), post: words }).nullable();
const document = plainText({ zh: '文号', en: 'the document number' }, 60).min(2);

export const releaseInput = z.strictObject({
  evaluation: z.uuid(),
  document: document.describe('批准公布排名的文号'),
  approval: plainText({ zh: '批准内容', en: 'what was approved' }, 500).min(4),
  dated: civilDateSchema.describe('批准日期'),
});
export const releasedShape = z.object({ id: z.uuid() });

/** Released: under which document, what was approved, and in which post; never by whom. */
const releaseShape = z.object({
  document: z.string(),
  approval: z.string(),
  dated: civilDateSchema,
  at: instantSchema,
  by: postShape,
});

export const rankingShape = z.object({
  evaluation: evaluationShape,
  release: releaseShape.nullable(),
  /** Whether the ranks are kept from the caller, since they are not released. */
  withheld: z.boolean(),
  mayRelease: z.boolean(),
  /** Groups of fewer ranked units show no ranks. */
  least: z.int(),
  groups: z.array(
    z.object({
      group: z.string(),
      name: z.string(),
      /** Ranked units of the whole group, and whether they are too few for ranks. */
      ranked: z.int(),
      small: z.boolean(),
      /** Ranked units by rank, equal ones by pinyin; then those that are not ranked. */
      units: z.array(
        z.object({
          id: z.int(),
          name: z.string(),
          pinyin: z.string(),
          /** Empty in a band, as grade and total are: they would tell the order inside it. */
          stars: z.int().nullable(),
          grade: z.string().nullable(),
          /** Beside a rank alone. */
          total: z.number().nullable(),
          rank: z.int().nullable(),
          /** First and last place of the band that stands for its rank. */
          band: z.tuple([z.int(), z.int()]).nullable(),
        }),
      ),
    }),
  ),
});

export const nameInput = z.strictObject({
  evaluation: z.uuid(),
  document: document.describe('命名文件的文号'),
  dated: civilDateSchema.describe('命名日期'),
});
export const namingParams = z.object({ id: z.uuid() });
export const namedShape = z.object({ id: z.uuid() });

export const withdrawInput = z.strictObject({
  unit: z.int(),
  section: z.string().max(60).describe('摘哪颗星'),
  reason: plainText({ zh: '理由', en: 'the reason' }, 500).min(4),
  basis: plainText({ zh: '依据', en: 'the basis' }, 200).min(2),
  dated: civilDateSchema.describe('摘星日期'),
});

const rewardShape = z.object({ title: words, amount: z.number().nullable(), unit: words, basis: z.string() });
const honourShape = z.object({ title: words, rewards: z.array(rewardShape) });

const namingHead = z.object({
  id: z.uuid(),
  document: z.string(),
  dated: civilDateSchema,
  method: z.string(),
  period: z.string(),
  title: words,
  evaluation: z.uuid(),
  /** Named units that the caller sees, and stars among theirs that were taken back. */
  units: z.int(),
  withdrawn: z.int(),
});
export const namingsShape = z.object({ namings: z.array(namingHead) });

export const namingPage = z.object({
  naming: namingHead.omit({ units: true, withdrawn: true }).extend({
    basis: z.object({ document: z.string(), approval: z.string(), from: civilDateSchema, to: civilDateSchema }),
    by: postShape,
  }),
  evaluation: evaluationShape,
  mayWithdraw: z.boolean(),
  units: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      above: z.string(),
      grade: z.string(),
      honour: honourShape,
      /** Stars by section id. */
      won: z.array(z.string()),
      withdrawn: z.array(
        z.object({
          section: z.string(),
          reason: z.string(),
          basis: z.string(),
          dated: civilDateSchema,
          by: postShape,
        }),
      ),
    }),
  ),
});
export type NamingPage = z.infer<typeof namingPage>;
