// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { decimal } from '../amount.ts';
import { clamp } from '../rounding.ts';
import type { RuleKind } from './rule-kind.ts';

/** The value is the points, as people gave them. */
export const points: RuleKind<true> = {
  key: 'points',
  schema: z.literal(true).describe('true：数值就是得分（由人评定） / the value is the points, given by people'),
  faults: () => [],
  scorer:
    (_data, { full, floor }) =>
    (cells) => {
      for (let k = 0; k < cells.count; k += 1) cells.points[k] = clamp(cells.values[k] as number, floor, full);
    },
  words: (_data, { full }) => ({
    zh: `按评定的分数计分，最高${decimal(full)}分`,
    en: `the points as given by people, at most ${decimal(full)}`,
  }),
  bends: (_data, { full, floor }) => [floor, full],
  levels: () => [],
};
