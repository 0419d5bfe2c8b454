// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { amount, decimal, distance } from '../amount.ts';
import type { Words } from '../fault.ts';
import { clamp, whole } from '../rounding.ts';
import type { RuleKind, Saying, Span } from './rule-kind.ts';
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
  scorer:
    ({ target, unit: step, lose: each, whole: direction }, { full, floor }) =>
    ({ values, points, count }) => {
      for (let k = 0; k < count; k += 1) {
        const gap = target - (values[k] as number);
        const s = whole((gap > 0 ? gap : 0) / step, direction);
        points[k] = clamp(full - each * s, floor, full);
      }
    },
  words(data, saying) {
    const target = amount(data.target, saying);
    return losing(data, saying, {
      met: { zh: `达到${target.zh}`, en: `at ${target.en} or more` },
      side: { zh: '低', en: 'below' },
    });
  },
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
  scorer:
    ({ limit, unit: step, lose: each, whole: direction }, { full, floor }) =>
    ({ values, points, count }) => {
      for (let k = 0; k < count; k += 1) {
        const gap = (values[k] as number) - limit;
        const s = whole((gap > 0 ? gap : 0) / step, direction);
        points[k] = clamp(full - each * s, floor, full);
      }
    },
  words(data, saying) {
    // Nothing at all is wanted: 没有的得满分 reads as an office says it, 不超过0 does not.
    if (data.limit === 0)
      return losing(data, saying, { met: { zh: '为0的', en: 'at 0' }, side: { zh: '有', en: 'above' } });
    const limit = amount(data.limit, saying);
    return losing(data, saying, {
      met: { zh: `不超过${limit.zh}`, en: `at ${limit.en} or less` },
      side: { zh: '超', en: 'above' },
    });
  },
  bends: (data, span) => [data.limit, data.limit + reach(data, span)],
  levels: () => [],
};

/** The distance at which nothing is left to lose. */
const reach = (data: Losing, { full, floor }: Span): number => ((full - floor) / data.lose) * data.unit;

// Two texts of the side that the rule looks to: the sentence is the same for both rules.
function losing(data: Losing, saying: Saying, { met, side }: { met: Words; side: Words }): Words {
  const full = decimal(saying.full);
  const step = distance(data.unit, saying);
  const lost = decimal(data.lose);
  const part = partWords(data, saying, step);
  const end =
    saying.floor === 0
      ? { zh: '扣完为止', en: 'down to 0' }
      : { zh: `扣至${decimal(saying.floor)}分为止`, en: `down to ${decimal(saying.floor)}` };
  return {
    zh: `${met.zh}得满分${full}分，每${side.zh}${step.zh}扣${lost}分${part.zh}，${end.zh}`,
    en: `the full ${full} points ${met.en}; ${lost} lost for each ${step.en} ${side.en}${part.en}, ${end.en}`,
  };
}

/** What becomes of a part of a step; nothing is said where whole things are counted, and there is none. */
function partWords({ unit: step, whole: direction }: Losing, { form }: Saying, said: Words): Words {
  if (direction === 'up') return { zh: `，不足${said.zh}的按${said.zh}算`, en: ', part of one counted whole' };
  if (direction === 'down') return { zh: `，不足${said.zh}的不扣`, en: ', part of one not counted' };
  if (form === 'count' && Number.isInteger(step)) return { zh: '', en: '' };
  return { zh: `，不足${said.zh}的按比例扣`, en: ', in proportion for part of one' };
}
