// SPDX-License-Identifier: Apache-2.0
import { civilDateSchema } from '@beichen/kernel/time.ts';
import { z } from 'zod';

/** A change of the tree by which something came to a unit or went from it. */
export const scopeChangeShape = z.object({
  on: civilDateSchema.describe('从哪一天起'),
  kind: z.enum(['move', 'open', 'close', 'split', 'merge', 'import']).describe('怎样变的'),
});
export type ScopeChange = z.infer<typeof scopeChangeShape>;
