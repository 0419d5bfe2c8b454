// SPDX-License-Identifier: Apache-2.0
import { clamp } from '../rounding.ts';
import type { RuleKind } from './rule-kind.ts';
import { positive } from './shapes.ts';

/** So many points for each one. */
export const each: RuleKind<number> = {
  key: 'each',
  schema: positive.describe('每1得几分，得满为止 / points for each one, up to full'),
  faults: () => [],
  score(data, { values, points, count }, { full, floor }) {
    for (let k = 0; k < count; k += 1) points[k] = clamp(data * (values[k] as number), floor, full);
  },
  words: (data, { full }) => ({
    zh: `每1得${data}分，最多${full}分`,
    en: `${data} points for each one, at most ${full}`,
  }),
  bends: (data, { full, floor }) => [floor / data, full / data],
  levels: () => [],
};
