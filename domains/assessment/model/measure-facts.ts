// SPDX-License-Identifier: Apache-2.0
import { instantSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';
import { periodId } from './results.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const unitId = z.coerce.number().int().positive().max(2_147_483_647);
const figure = { num: z.number().nullable(), den: z.number().nullable() };
const place = z.object({ id: z.int(), name: z.string() });

export const measureParams = z.object({ id: z.string().max(200) });

export const measureFactsQuery = z.object({
  unit: unitId,
  period: periodId,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.coerce.number().int().min(1).max(1_000_000).optional().describe('上一页给出的next'),
});
export type MeasureFactsQuery = z.infer<typeof measureFactsQuery>;

/** What stands behind a measure at a unit and all below it where no list of records does: what was declared, or results. */
export const measureFactsShape = z.object({
  measure: z.string(),
  /** `records`: its figure and its list are those of `/api/measures`, and here are the corrections alone. */
  from: z.enum(['records', 'results', 'declared']),
  /** Added up over the facts below, counts and ratios alone; of one fact itself. `null` where there is none, or where they do not add up. */
  ...figure,
  /** How many units have a fact. */
  total: z.int(),
  rows: z.array(
    z.object({
      unit: place,
      /** The unit above it. */
      above: z.string(),
      ...figure,
      /** When it was declared, or when the last of its results became final. */
      at: instantSchema,
      /** The post that declared it; `null` where the pack brought it, and of results. */
      by: z.object({ unit: z.string(), title: words }).nullable(),
      /** Whether the value of the period before was confirmed rather than entered; `null` where nobody was asked. */
      confirmed: z.boolean().nullable(),
      /** The final results that give it. */
      results: z.array(z.object({ evaluation: z.uuid(), method: z.string(), period: z.string() })),
    }),
  ),
  /** Figures that a review put in the place of those that were known, at most 200: results take these. */
  corrections: z.array(
    z.object({
      unit: place,
      method: z.string(),
      ...figure,
      was: z.object(figure),
      reason: z.string(),
      at: instantSchema,
      by: z.object({ unit: z.string(), title: words }),
    }),
  ),
  next: z.int().nullable(),
});
export type MeasureFacts = z.infer<typeof measureFactsShape>;
