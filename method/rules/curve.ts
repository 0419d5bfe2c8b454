// SPDX-License-Identifier: Apache-2.0
import { amount, decimal } from '../amount.ts';
import { clamp } from '../rounding.ts';
import type { RuleKind } from './rule-kind.ts';
import { pairs, rising } from './shapes.ts';

type Pairs = readonly (readonly [number, number])[];

/** A broken line through [value, points], flat outside it. */
export const curve: RuleKind<Pairs> = {
  key: 'curve',
  schema: pairs.describe(
    '[[v, p], …]：经过各点的折线，v从小到大，两端之外取端点分 / a broken line through the points, v rising, flat outside',
  ),
  faults: (data) => rising(data, []),
  scorer(data, { full, floor }) {
    const xs = Float64Array.from(data, ([v]) => v);
    const ps = Float64Array.from(data, ([, p]) => p);
    return ({ values, points, count }) => {
      for (let k = 0; k < count; k += 1) points[k] = clamp(onLine(xs, ps, values[k] as number), floor, full);
    };
  },
  words(data, saying) {
    const said = data.map(([v, p]) => ({ at: amount(v, saying), points: decimal(p) }));
    return {
      zh: `${said.map(({ at, points }) => `${at.zh}得${points}分`).join('，')}，相邻两点之间按比例计分，两端之外按端点计分`,
      en: `${said.map(({ at, points }) => `${points} points at ${at.en}`).join(', ')}; in proportion between neighbours, flat outside`,
    };
  },
  bends: (data) => data.map(([v]) => v),
  levels: () => [],
};

function onLine(xs: Float64Array, ps: Float64Array, v: number): number {
  const last = xs.length - 1;
  if (v <= (xs[0] as number)) return ps[0] as number;
  if (v >= (xs[last] as number)) return ps[last] as number;
  let at = 1;
  while (v >= (xs[at] as number)) at += 1;
  const v1 = xs[at - 1] as number;
  const p1 = ps[at - 1] as number;
  return p1 + (((ps[at] as number) - p1) * (v - v1)) / ((xs[at] as number) - v1);
}
