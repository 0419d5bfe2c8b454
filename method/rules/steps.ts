// SPDX-License-Identifier: Apache-2.0
import { amount, decimal } from '../amount.ts';
import { clamp, tolerance } from '../rounding.ts';
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
  scorer(data, { full, floor }) {
    const bounds = Float64Array.from(data, ([v]) => v);
    const nears = bounds.map(tolerance);
    // Index 0 is below the first step.
    const levels = Float64Array.of(clamp(0, floor, full), ...data.map(([, p]) => clamp(p, floor, full)));
    return ({ values, points, count }) => {
      for (let k = 0; k < count; k += 1) {
        const v = values[k] as number;
        let at = bounds.length;
        while (at > 0 && !((bounds[at - 1] as number) - v <= (nears[at - 1] as number))) at -= 1;
        points[k] = levels[at] as number;
      }
    };
  },
  words(data, saying) {
    // An office lists the best step first.
    const said = data.map(([v, p]) => ({ from: amount(v, saying), points: decimal(p) })).reverse();
    const lowest = amount(data[0]?.[0] ?? 0, saying);
    return {
      zh: `分档计分：${said.map(({ from, points }) => `达到${from.zh}得${points}分`).join('，')}，低于${lowest.zh}得0分`,
      en: `in steps: ${said.map(({ from, points }) => `${points} points from ${from.en}`).join(', ')}; 0 below ${lowest.en}`,
    };
  },
  bends: (data) => data.map(([v]) => v),
  levels: (data) => [0, ...data.map(([, p]) => p)],
};
