// SPDX-License-Identifier: Apache-2.0
import { amount, decimal } from '../amount.ts';
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
  words(data, saying) {
    // An office lists the best step first.
    const said = data.map(([v, p]) => ({ from: amount(v, saying), points: decimal(p) })).toReversed();
    const lowest = amount(data[0]?.[0] ?? 0, saying);
    return {
      zh: `分档计分：${said.map(({ from, points }) => `达到${from.zh}得${points}分`).join('，')}，低于${lowest.zh}得0分`,
      en: `in steps: ${said.map(({ from, points }) => `${points} points from ${from.en}`).join(', ')}; 0 below ${lowest.en}`,
    };
  },
  bends: (data) => data.map(([v]) => v),
  levels: (data) => [0, ...data.map(([, p]) => p)],
};
