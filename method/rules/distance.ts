// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { Words } from '../fault.ts';
import { clamp, whole } from '../rounding.ts';
import type { RuleKind, Span } from './rule-kind.ts';
import { closed, number, positive } from './shapes.ts';

const unit = positive.describe('每差多少算一个单位 / what counts as one step of the distance');
const lose = positive.describe('每个单位扣几分 / points lost a step');
const rounded = z
  .enum(['up', 'down'])
  .optional()
  .describe(
    '不足一个单位的：up按一个算，down不算；不写按比例 / part of a step: up counts it whole, down drops it; without, in proportion',
  );

type Losing = { readonly unit: number; readonly lose: number; readonly whole?: 'up' | 'down' | undefined };

/** Below a target, points are lost for each unit that is wanting. */
export const short: RuleKind<Losing & { readonly target: number }> = {
  key: 'short',
  schema: closed({ target: number.describe('目标值 / the target'), unit, lose, whole: rounded }).describe(
    '低于目标的，每差一个单位扣若干分 / points lost for each unit below the target',
  ),
  faults: () => [],
  score(data, { values, points, count }, { full, floor }) {
    const { target, unit: step, lose: each, whole: direction } = data;
    for (let k = 0; k < count; k += 1) {
      const gap = target - (values[k] as number);
      const s = whole((gap > 0 ? gap : 0) / step, direction);
      points[k] = clamp(full - each * s, floor, full);
    }
  },
  words: (data, span) =>
    losing(data, span, { zh: `达到${data.target}`, en: `at ${data.target} or above` }, { zh: '低', en: 'below' }),
  bends: (data, span) => [data.target, data.target - reach(data, span)],
  levels: () => [],
};

/** Above a limit, points are lost for each unit that is too many. */
export const over: RuleKind<Losing & { readonly limit: number }> = {
  key: 'over',
  schema: closed({ limit: number.describe('限值 / the limit'), unit, lose, whole: rounded }).describe(
    '高于限值的，每超一个单位扣若干分 / points lost for each unit above the limit',
  ),
  faults: () => [],
  score(data, { values, points, count }, { full, floor }) {
    const { limit, unit: step, lose: each, whole: direction } = data;
    for (let k = 0; k < count; k += 1) {
      const gap = (values[k] as number) - limit;
      const s = whole((gap > 0 ? gap : 0) / step, direction);
      points[k] = clamp(full - each * s, floor, full);
    }
  },
  words: (data, span) =>
    losing(data, span, { zh: `不超过${data.limit}`, en: `at ${data.limit} or below` }, { zh: '高', en: 'above' }),
  bends: (data, span) => [data.limit, data.limit + reach(data, span)],
  levels: () => [],
};

/** The distance at which nothing is left to lose. */
const reach = (data: Losing, { full, floor }: Span): number => ((full - floor) / data.lose) * data.unit;

// Two texts of the side that the rule looks to, and the data: the sentence is the same for both rules.
function losing(data: Losing, { full }: Span, ...[met, side]: [Words, Words]): Words {
  const part = data.whole === undefined ? undefined : data.whole === 'up';
  return {
    zh: `${met.zh}得满分${full}分，每${side.zh}${data.unit}扣${data.lose}分${part === undefined ? '' : part ? `，不足${data.unit}的按${data.unit}算` : `，不足${data.unit}的不扣`}，扣完为止`,
    en: `the full ${full} points ${met.en}; ${data.lose} lost for each ${data.unit} ${side.en}${part === undefined ? '' : part ? ', part of one counted whole' : ', part of one not counted'}, down to the floor`,
  };
}
