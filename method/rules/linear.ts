// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { amount, decimal } from '../amount.ts';
import type { RuleKind } from './rule-kind.ts';
import { number } from './shapes.ts';

/** From no points at a to full points at b, in proportion between; b may be below a. */
export const linear: RuleKind<readonly [number, number]> = {
  key: 'linear',
  schema: z
    .tuple([number, number])
    .describe(
      '[a, b]：a处得0分，b处得满分，其间按比例，b可以小于a / no points at a, full at b, in proportion between; b may be below a',
    ),
  faults: ([a, b]) =>
    a === b
      ? [
          {
            path: [1],
            code: 'equal-ends',
            what: { zh: `linear的两端相同（${a}）`, en: `both ends of linear are ${a}` },
            mend: {
              zh: '给出两个不同的数；只分“达到、未达到”时改用holds',
              en: 'give two different numbers; for met or not met use holds',
            },
          },
        ]
      : [],
  scorer([a, b], { full }) {
    const width = b - a;
    return ({ values, points, count }) => {
      for (let k = 0; k < count; k += 1) {
        const share = ((values[k] as number) - a) / width;
        points[k] = full * (share > 0 ? (share < 1 ? share : 1) : 0);
      }
    };
  },
  words([a, b], saying) {
    const full = decimal(saying.full);
    const [none, most] = [amount(a, saying), amount(b, saying)];
    const rises = a < b;
    // Nothing lies below none of it: 0天得0分, not 0天及以下得0分.
    const beyond =
      a === 0 && rises
        ? { zh: '', en: '' }
        : rises
          ? { zh: '及以下', en: ' or less' }
          : { zh: '及以上', en: ' or more' };
    const reached =
      b === 0 ? { zh: '', en: '' } : rises ? { zh: '达到', en: ' or more' } : { zh: '不超过', en: ' or less' };
    return {
      zh: `${none.zh}${beyond.zh}得0分，${reached.zh}${most.zh}得满分${full}分，其间按比例计分`,
      en: `0 points at ${none.en}${beyond.en}, the full ${full} at ${most.en}${reached.en}, in proportion between`,
    };
  },
  bends: ([a, b]) => [a, b],
  levels: () => [],
};
