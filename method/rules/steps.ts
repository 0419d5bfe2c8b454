// SPDX-License-Identifier: Apache-2.0
import { atLeast, clamp } from '../rounding.ts';
import type { RuleKind } from './rule-kind.ts';
import { pairs, rising } from './shapes.ts';

type Pairs = readonly (readonly [number, number])[];

/** The points of the highest step that the value reaches; none below the first. */
export const steps: RuleKind<Pairs> = {
  key: 'steps',
  schema: pairs.describe(
    '[[v, p], …]：分档计分，达到v得p分，v从小到大，不到第一档得0分 / the points of the highest step reached, v rising; 0 below the first',
  ),
  faults: (data) => rising(data, []),
  score(data, { values, points, count }, { full, floor }) {
    for (let k = 0; k < count; k += 1) {
      const v = values[k] as number;
      let at = data.length - 1;
      while (at >= 0 && !atLeast(v, (data[at] as readonly [number, number])[0])) at -= 1;
      points[k] = clamp(at < 0 ? 0 : (data[at] as readonly [number, number])[1], floor, full);
    }
  },
  words: (data) => ({
    zh: `分档计分：${data.map(([v, p]) => `达到${v}得${p}分`).join('，')}，不到${data[0]?.[0]}得0分`,
    en: `in steps: ${data.map(([v, p]) => `${p} points from ${v}`).join(', ')}; 0 below ${data[0]?.[0]}`,
  }),
  bends: (data) => data.map(([v]) => v),
  levels: (data) => [0, ...data.map(([, p]) => p)],
};
