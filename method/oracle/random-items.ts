// SPDX-License-Identifier: Apache-2.0
/** Random items: every rule with every option, `less`, `missing`, `shrink` and floors. */
import { BOUNDS, type Draw, GIVEN, MEASURES, RATIOS, SHARES, withDecimals } from './draw.ts';
import type { Condition, Item, Order, Point, Rule } from './shape.ts';

const FULLS = [10, 5, 1, 2, 3, 4, 6, 20, 0.5, 0.7, 2.5, 10.1, 0.25, 3.35, 1.125, 0.0625, 1000] as const;
const FLOORS = [0, -5, -1, -0.5, 1, 2, 0.25, -100] as const;
const UNITS = [0.01, 0.1, 1, 0.05, 2, 0.3] as const;
const LOSSES = [1, 0.5, 2, 0.25, 0.1, 5, 1.005] as const;
const EACH = [1, 0.5, 2, 0.1, 0.005, 0.25, 5, 3.3] as const;
const MISSING = ['hold', 'zero', 'full', 'exclude', 'peer_mean'] as const;
const ORDERS: readonly Order[] = ['highest', 'lowest'];

/** One bound, as veto, grade and `holds` have it. */
export function randomCondition(draw: Draw): Condition {
  const x = draw.pick(BOUNDS);
  const all: Condition[] = [{ at_least: x }, { over: x }, { at_most: x }, { under: x }, { equals: x }];
  return draw.pick(all);
}

/** Pairs with a strictly rising first number. */
function randomPairs(draw: Draw, [pool, size]: [readonly number[], [number, number]]): Point[] {
  const rising = draw.some(pool, size).sort((a, b) => a - b);
  return rising.map((first): Point => [first, draw.pick(GIVEN)]);
}

/** `unit`, `lose` and `whole` of `short` and `over`. */
function randomLoss(draw: Draw): { unit: number; lose: number; whole?: 'up' | 'down' } {
  const loss = { unit: draw.pick(UNITS), lose: draw.pick(LOSSES) };
  const direction = draw.pick([undefined, 'up', 'down'] as const);
  return direction === undefined ? loss : { ...loss, whole: direction };
}

const RULES: ReadonlyArray<(draw: Draw) => Rule> = [
  () => ({ points: true }),
  (draw) => {
    const [a = 0, b = 1] = draw.some(BOUNDS, [2, 2]);
    return { linear: [a, b] };
  },
  (draw) => ({ curve: randomPairs(draw, [BOUNDS, [2, 4]]) }),
  (draw) => ({ steps: randomPairs(draw, [BOUNDS, [1, 4]]) }),
  (draw) => ({ short: { target: draw.pick(BOUNDS), ...randomLoss(draw) } }),
  (draw) => ({ over: { limit: draw.pick(BOUNDS), ...randomLoss(draw) } }),
  (draw) => ({ each: draw.pick(EACH) }),
  (draw) => ({ best: draw.pick(ORDERS) }),
  (draw) => ({ placing: { order: draw.pick(ORDERS) } }),
  (draw) => ({ placing: { order: draw.pick(ORDERS), points: draw.some(GIVEN, [1, 4]) } }),
  (draw) => ({ bands: { order: draw.pick(ORDERS), shares: randomPairs(draw, [SHARES, [1, 3]]) } }),
  (draw) => ({ holds: randomCondition(draw) }),
];

/** Entries of `less`; each over 0. */
function randomLess(draw: Draw, size: [number, number]): Array<{ measure: string; each: number }> {
  return draw.some(MEASURES, size).map((measure) => ({ measure, each: draw.pick(EACH) }));
}

/** An item, with a rule or `less` or both. */
export function randomItem(draw: Draw, id: string, decimals: number): Item {
  const full = draw.pick(withDecimals(decimals, FULLS));
  const item: Item = { id, title: { zh: `项目${id}`, en: `Item ${id}` }, full };
  if (draw.chance(35)) item.floor = draw.pick(withDecimals(decimals, FLOORS).filter((floor) => floor <= full));
  if (draw.chance(15)) {
    item.less = randomLess(draw, [1, 3]);
    return item;
  }
  item.rule = draw.pick(RULES)(draw);
  item.measure = draw.pick(MEASURES);
  if (draw.chance(35)) {
    item.measure = draw.pick(RATIOS);
    if (draw.chance(70)) item.shrink = draw.pick([10, 1, 2, 0.5, 5]);
  }
  if (draw.chance(80)) item.missing = draw.pick(MISSING);
  if (draw.chance(30)) item.less = randomLess(draw, [1, 2]);
  return item;
}
