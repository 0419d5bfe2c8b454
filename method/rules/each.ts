// SPDX-License-Identifier: Apache-2.0
import { decimal, eachOne } from '../amount.ts';
import { clamp } from '../rounding.ts';
import type { RuleKind } from './rule-kind.ts';
import { positive } from './shapes.ts';

/** So many points for each one. */
export const each: RuleKind<number> = {
  key: 'each',
  schema: positive.describe('每1得几分，得满为止 / points for each one, up to full'),
  faults: () => [],
  scorer:
    (data, { full, floor }) =>
    ({ values, points, count }) => {
      for (let k = 0; k < count; k += 1) points[k] = clamp(data * (values[k] as number), floor, full);
    },
  words(data, saying) {
    const full = decimal(saying.full);
    const gained = decimal(data);
    if (saying.form === 'ratio')
      return {
        zh: `按比率乘以${gained}分计分，最多${full}分`,
        en: `the ratio times ${gained} points, at most ${full}`,
      };
    return {
      zh: `${eachOne(saying)}得${gained}分，最多${full}分`,
      en: `${gained} points for each one, at most ${full}`,
    };
  },
  bends: (data, { full, floor }) => [floor / data, full / data],
  levels: () => [],
};
