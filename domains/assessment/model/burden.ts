// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const words = z.object({ zh: z.string(), en: z.string() });

/** What a pack says of how much may be asked. */
export const burdenSchema = z.strictObject({
  limit: z.int().min(1).max(1_000).describe('一个社区一个月最多被要几项，一个数算一项'),
});

export const burdenQuery = z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) });

/** How much was asked of communities in a month: requests that are open or were. A figure asked of a unit is one. */
export const burdenShape = z.object({
  month: z.string(),
  limit: z.int(),
  /** Assessed units that the caller sees. */
  units: z.int(),
  /** Figures asked of all of them; of the month before too. */
  figures: z.int(),
  before: z.int(),
  beyond: z.int(),
  /** Figures that the methods of these requests need and that were not asked, since records give them. */
  spared: z.int(),
  /** How many units were asked so many figures: of every number from none to the most. */
  spread: z.array(z.object({ figures: z.int(), units: z.int() })),
  requesters: z.array(
    z.object({
      unit: z.int(),
      name: z.string(),
      post: words,
      requests: z.int(),
      figures: z.int(),
      /** The measures that were asked, by id, each once. */
      measures: z.array(z.object({ id: z.string(), title: words })),
      /** Units for which a request of theirs went beyond the limit. */
      beyond: z.int(),
      mine: z.boolean(),
    }),
  ),
});
export type Burden = z.infer<typeof burdenShape>;
