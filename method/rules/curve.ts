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
  score(data, { values, points, count }, { full, floor }) {
    for (let k = 0; k < count; k += 1) points[k] = clamp(onLine(data, values[k] as number), floor, full);
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

function onLine(data: Pairs, v: number): number {
  const last = data[data.length - 1] as readonly [number, number];
  if (v >= last[0]) return last[1];
  let [v1, p1] = data[0] as readonly [number, number];
  if (v <= v1) return p1;
  for (let at = 1; at < data.length; at += 1) {
    const [v2, p2] = data[at] as readonly [number, number];
    if (v < v2) return p1 + ((p2 - p1) * (v - v1)) / (v2 - v1);
    v1 = v2;
    p1 = p2;
  }
  return p1;
}
