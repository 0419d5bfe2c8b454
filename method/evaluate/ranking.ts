// SPDX-License-Identifier: Apache-2.0
import { atLeast, roundTo } from '../rounding.ts';
import { type Facts, valueAt } from '../table.ts';
import type { CompiledMethod, RankingKey } from './compile.ts';
import type { Seats } from './seats.ts';
import { compareBy, sortBy } from './sort.ts';

/** Decimals to which a measure is compared as a ranking key. */
const KEY_SCALE = 1e9;

export type Ranks = {
  /** Ranked seats, best first. */
  readonly order: Int32Array;
  /** The same, group by group. */
  readonly groupOrder: Int32Array;
  /** Where each group starts in groupOrder. */
  readonly groupStarts: Int32Array;
  /** Place within the group and over all, by seat; 0 for a unit that is not ranked. Equal keys share a place. */
  readonly rank: Int32Array;
  readonly rankAll: Int32Array;
};

/** What ranking looks at: results so far, by seat. */
export type Rankable = {
  readonly stars: Uint8Array;
  readonly total: Float64Array;
  readonly points: readonly Float64Array[];
  readonly unranked: Uint8Array;
};

/** Marks the units that a veto or too few cases keep out of the ranking: 1 for a veto, 2 for the minimum. */
export function markBelowMinimum(
  unranked: Uint8Array,
  { minimum }: CompiledMethod,
  given: { facts: Facts; seats: Seats },
): void {
  if (minimum === undefined) return;
  const column = given.facts.get(minimum.measure);
  for (let seat = 0; seat < unranked.length; seat += 1) {
    const unit = given.seats.who[seat] as number;
    const value = valueAt(column, unit);
    const den = column?.den[unit] ?? Number.NaN;
    const cases = Number.isNaN(den) ? value : den;
    if (unranked[seat] === 0 && (Number.isNaN(value) || !atLeast(cases, minimum.count))) unranked[seat] = 2;
  }
}

/** Ranks the units by the keys in turn, each descending (METHOD.md section 5.7). */
export function rankUnits(
  keys: readonly RankingKey[],
  results: Rankable,
  given: { facts: Facts; seats: Seats },
): Ranks {
  const { seats } = given;
  const columns = keys.map((key) => keyColumn(key, results, given));
  const count = seats.who.length;
  const order = sortBy(columns, results.unranked);
  const rankAll = new Int32Array(count);
  for (let at = 0; at < order.length; at += 1) {
    const seat = order[at] as number;
    const before = at === 0 ? -1 : (order[at - 1] as number);
    rankAll[seat] = before >= 0 && compareBy(columns, before, seat) === 0 ? (rankAll[before] as number) : at + 1;
  }
  return { order, rankAll, ...rankInGroups(order, rankAll, seats) };
}

function rankInGroups(
  order: Int32Array,
  rankAll: Int32Array,
  { starts, groupOf }: Seats,
): Pick<Ranks, 'groupOrder' | 'groupStarts' | 'rank'> {
  const groups = starts.length - 1;
  const groupStarts = new Int32Array(groups + 1);
  for (const seat of order)
    groupStarts[(groupOf[seat] as number) + 1] = (groupStarts[(groupOf[seat] as number) + 1] as number) + 1;
  for (let group = 0; group < groups; group += 1)
    groupStarts[group + 1] = (groupStarts[group + 1] as number) + (groupStarts[group] as number);
  const next = groupStarts.slice(0, groups);
  const groupOrder = new Int32Array(order.length);
  const rank = new Int32Array(rankAll.length);
  for (const seat of order) {
    const group = groupOf[seat] as number;
    const at = next[group] as number;
    const before = at > (groupStarts[group] as number) ? (groupOrder[at - 1] as number) : -1;
    groupOrder[at] = seat;
    // Equal over all is equal in the group: both compare the same keys.
    rank[seat] =
      before >= 0 && rankAll[before] === rankAll[seat]
        ? (rank[before] as number)
        : at - (groupStarts[group] as number) + 1;
    next[group] = at + 1;
  }
  return { groupOrder, groupStarts, rank };
}

/** A key as numbers by seat of which the larger comes first; a missing measure comes last in either direction. */
function keyColumn(
  key: RankingKey,
  { stars, total, points }: Rankable,
  { facts, seats }: { facts: Facts; seats: Seats },
): Float64Array {
  if ('section' in key) return points[key.section] as Float64Array;
  if ('of' in key) return key.of === 'stars' ? new Float64Array(stars) : total;
  const column = facts.get(key.measure);
  const values = new Float64Array(seats.who.length);
  for (let seat = 0; seat < values.length; seat += 1) {
    const value = valueAt(column, seats.who[seat] as number);
    values[seat] = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : key.sign * roundTo(value, KEY_SCALE);
  }
  return values;
}
