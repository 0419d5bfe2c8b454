// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { retentionSettings } from './settings.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** The catalogue of measures as people read it: what each counts, from where, whose it is, and which methods use it. */
export const catalogueShape = z.object({
  /** How long the city keeps what stands behind a measure, by its source; `null` where it has not said so. */
  retention: retentionSettings.nullable(),
  measures: z.array(
    z.object({
      id: z.string(),
      title: words,
      nature: z.enum(['outcome', 'service', 'capacity', 'duty', 'judgement']),
      form: z.enum(['count', 'ratio', 'value']),
      unit: words,
      numerator: words.optional(),
      denominator: words.optional(),
      owner: z.string(),
      basis: z.string(),
      source: z.enum(['record', 'declared', 'judged']),
      domain: z.string(),
      /** How it combines up the tree, where records give it here. */
      combine: z.enum(['sum', 'distinct', 'histogram', 'none']).nullable(),
      /** The editions are those that look at it, the oldest first. */
      methods: z.array(z.object({ method: z.string(), title: words, editions: z.array(z.string()) })),
    }),
  ),
});
export type CataloguePage = z.infer<typeof catalogueShape>;
export type CatalogueEntry = z.infer<typeof catalogueShape>['measures'][number];
