// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { decimal, percent } from '../amount.ts';
import { atMost, clamp, tolerance } from '../rounding.ts';
import type { Peers, RuleKind } from './rule-kind.ts';
import { closed, number, rising } from './shapes.ts';

type Order = 'highest' | 'lowest';

const order = z.enum(['highest', 'lowest']).describe('highest：高者在前；lowest：低者在前 / which value comes first');

/** Points by the place among the peers. */
export const placing: RuleKind<{ readonly order: Order; readonly points?: readonly number[] | undefined }> = {
  key: 'placing',
  schema: closed({
    order,
    points: z
      .array(number)
      .min(1)
      .optional()
      .describe(
        '第1名、第2名……各得几分，其后0分；不写则按名次均匀递减 / points of each place, 0 beyond; without, evenly from full to 0',
      ),
  }).describe('按同组名次计分 / by the place among the peers'),
  faults: () => [],
  ofPeers: sortFirst,
  scorer({ order: first, points: list }, { full, floor }) {
    const given = list === undefined ? undefined : Float64Array.from(list, (p) => clamp(p, floor, full));
    const beyond = clamp(0, floor, full);
    return ({ values, points, count }, peers) => {
      const { n } = peers;
      for (let k = 0; k < count; k += 1) {
        const v = values[k] as number;
        if (Number.isNaN(v)) continue;
        const r = placeOf(v, peers, first);
        if (given !== undefined) points[k] = r <= given.length ? (given[r - 1] as number) : beyond;
        else points[k] = clamp(n === 1 ? full : (full * (n - r)) / (n - 1), floor, full);
      }
    };
  },
  words({ order: first, points: list }, saying) {
    const side = sideWords(first);
    const full = decimal(saying.full);
    if (list === undefined)
      return {
        zh: `按同组名次计分（${side.zh}）：第1名得满分${full}分，末名得0分，其间均匀递减，组内只有1个的得满分`,
        en: `by place among the peers, ${side.en}: the full ${full} for the first, evenly down to 0 for the last; full where there is only one`,
      };
    return {
      zh: `按同组名次计分（${side.zh}）：${list.map((p, at) => `第${at + 1}名得${decimal(p)}分`).join('，')}，其后得0分`,
      en: `by place among the peers, ${side.en}: ${list.map((p, at) => `${decimal(p)} points for place ${at + 1}`).join(', ')}, 0 beyond`,
    };
  },
  bends: (_data, at) => ends(at),
  levels: () => [],
};

/** Points by the share of the peers that a place lies in: the first 10 %, the next 20 % … */
export const bands: RuleKind<{ readonly order: Order; readonly shares: readonly (readonly [number, number])[] }> = {
  key: 'bands',
  schema: closed({
    order,
    shares: z
      .array(z.tuple([number.meta({ exclusiveMinimum: 0, maximum: 1 }), number]))
      .min(1)
      .describe(
        '[[s, p], …]：名次在前s（占同组的比例）得p分，s从小到大 / p points within the first share s of the peers, s rising',
      ),
  }).describe('按同组名次所在的比例分档计分 / by the band of the peers that the place lies in'),
  faults: ({ shares }) => [
    ...rising(shares, ['shares']),
    ...shares.flatMap(([s], at) =>
      s > 0 && s <= 1
        ? []
        : [
            {
              path: ['shares', at, 0],
              code: 'share-range',
              what: { zh: `比例${s}不在0到1之间`, en: `the share ${s} is not in (0, 1]` },
              mend: {
                zh: '写成大于0、不超过1的数，如前一成写0.1',
                en: 'write a number over 0 and at most 1: a tenth is 0.1',
              },
            },
          ],
    ),
  ],
  ofPeers: sortFirst,
  scorer({ order: first, shares }, { full, floor }) {
    const bounds = Float64Array.from(shares, ([share]) => share);
    // The last index is beyond every band.
    const given = Float64Array.of(...shares.map(([, p]) => clamp(p, floor, full)), clamp(0, floor, full));
    return ({ values, points, count }, peers) => {
      for (let k = 0; k < count; k += 1) {
        const v = values[k] as number;
        if (Number.isNaN(v)) continue;
        const r = placeOf(v, peers, first);
        let band = 0;
        while (band < bounds.length && !atMost(r, (bounds[band] as number) * peers.n)) band += 1;
        points[k] = given[band] as number;
      }
    };
  },
  words({ order: first, shares }) {
    const side = sideWords(first);
    const before = (at: number): string => percent(shares[at - 1]?.[0] ?? 0);
    const last = shares[shares.length - 1]?.[0];
    const beyond = last === 1 ? { zh: '', en: '' } : { zh: '，其后得0分', en: ', 0 beyond' };
    return {
      zh: `按同组名次分档计分（${side.zh}）：${shares.map(([s, p], at) => `${at === 0 ? '前' : `${before(at)}至`}${percent(s)}得${decimal(p)}分`).join('，')}${beyond.zh}`,
      en: `by band of the peers, ${side.en}: ${shares.map(([s, p], at) => `${decimal(p)} points ${at === 0 ? 'within the first' : `from ${before(at)} to`} ${percent(s)}`).join(', ')}${beyond.en}`,
    };
  },
  bends: (_data, at) => ends(at),
  levels: ({ shares }) => [...shares.map(([, p]) => p), ...((shares[shares.length - 1]?.[0] ?? 1) < 1 ? [0] : [])],
};

const sideWords = (first: Order) =>
  first === 'highest' ? { zh: '高者在前', en: 'the highest first' } : { zh: '低者在前', en: 'the lowest first' };

/** Just beyond the worst and the best of the peers. */
function ends({ stat, n }: Peers): number[] {
  if (n === 0) return [0, 1];
  const low = stat[0] as number;
  const high = stat[n - 1] as number;
  return [low - 2 * tolerance(low), high + 2 * tolerance(high)];
}

/** Numbers up to which sorting by insertion is the quickest: a county has some dozens of units. */
const FEW = 64;

/** Sorts the first n values, ascending. */
function sortFirst(values: Float64Array, n: number): void {
  if (n > FEW) {
    values.subarray(0, n).sort();
    return;
  }
  for (let end = 1; end < n; end += 1) {
    const value = values[end] as number;
    let at = end;
    for (; at > 0 && (values[at - 1] as number) > value; at -= 1) values[at] = values[at - 1] as number;
    values[at] = value;
  }
}

/**
 * Place r = 1 + the number of peers whose value is better than v by the tolerance of v or more. `stat` starts with the
 * peers' values in ascending order: x − v never falls along it, in floating point too, so the count is found by halving.
 */
function placeOf(v: number, { stat, n }: Peers, first: Order): number {
  const near = tolerance(v);
  let low = 0;
  let high = n;
  const highest = first === 'highest';
  while (low < high) {
    const middle = (low + high) >> 1;
    const x = stat[middle] as number;
    const left = highest ? x <= v || x - v < near : x < v && v - x >= near;
    if (left) low = middle + 1;
    else high = middle;
  }
  return highest ? 1 + n - low : 1 + low;
}
