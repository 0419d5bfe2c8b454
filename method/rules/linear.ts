// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
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
  score([a, b], { values, points, count }, { full }) {
    const width = b - a;
    for (let k = 0; k < count; k += 1) {
      const share = ((values[k] as number) - a) / width;
      points[k] = full * (share > 0 ? (share < 1 ? share : 1) : 0);
    }
  },
  words: ([a, b], { full }) => ({
    zh: `${a}得0分，${b}得满分${full}分，其间按比例计分`,
    en: `0 points at ${a}, the full ${full} at ${b}, in proportion between`,
  }),
  bends: ([a, b]) => [a, b],
  levels: () => [],
};
