// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { decimal } from '../amount.ts';
import { clamp } from '../rounding.ts';
import type { RuleKind } from './rule-kind.ts';

/** A value below this is none: nothing is divided by it. */
const NOTHING = 1e-9;

/** In proportion to the best of the peers. */
export const best: RuleKind<'highest' | 'lowest'> = {
  key: 'best',
  schema: z
    .enum(['highest', 'lowest'])
    .describe('与同组最高（最低）者相比计分 / in proportion to the highest (lowest) among the peers'),
  faults: () => [],
  ofPeers(values, n) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < n; k += 1) {
      const value = values[k] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    values[0] = low;
    values[1] = high;
  },
  // A unit is one of its own peers; where it stands for a value that it has not, it may be the best of them.
  scorer: (data, { full, floor }) =>
    data === 'highest'
      ? ({ values, points, count }, { stat }) => {
          const high = stat[1] as number;
          for (let k = 0; k < count; k += 1) {
            const v = values[k] as number;
            const mark = v > high ? v : high;
            points[k] = clamp(mark < NOTHING ? 0 : (full * v) / mark, floor, full);
          }
        }
      : ({ values, points, count }, { stat }) => {
          const low = stat[0] as number;
          for (let k = 0; k < count; k += 1) {
            const v = values[k] as number;
            points[k] = clamp(v < NOTHING ? full : (full * (v < low ? v : low)) / v, floor, full);
          }
        },
  words(data, saying) {
    const full = decimal(saying.full);
    return data === 'highest'
      ? {
          zh: `同组最高的得满分${full}分，其余按本单位与最高值之比计分`,
          en: `the highest among the peers gets the full ${full}, the others in proportion to it`,
        }
      : {
          zh: `同组最低的得满分${full}分，其余按最低值与本单位之比计分`,
          en: `the lowest among the peers gets the full ${full}, the others by the ratio of the lowest to their own`,
        };
  },
  bends: (_data, { stat, n }) => (n === 0 ? [0, 1] : [0, stat[0] as number, stat[1] as number]),
  levels: () => [],
};
