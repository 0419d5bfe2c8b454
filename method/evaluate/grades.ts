// SPDX-License-Identifier: Apache-2.0
import { passes, testOf } from '../condition.ts';
import { atLeast } from '../rounding.ts';
import { type Facts, valueAt } from '../table.ts';
import type { CompiledGrade, CompiledMethod, Quota } from './compile.ts';
import type { Ranks } from './ranking.ts';
import type { Seats } from './seats.ts';

/** Why a unit that meets a grade did not get it. */
export const TURNED_AWAY = { no: 0, quota: 1, tied: 2, unranked: 3 } as const;

export type Grading = {
  /** Index of the grade held, by seat; −1 where none is. */
  readonly grade: Int16Array;
  /** For each grade, by seat: 1 where its own conditions hold. */
  readonly meets: readonly Uint8Array[];
  /** By seat: grades above this index are barred by vetoes. */
  readonly barred: Int16Array;
  /** For each grade, by seat: one of TURNED_AWAY. */
  readonly turnedAway: readonly Uint8Array[];
};

type Graded = {
  readonly stars: Uint8Array;
  readonly total: Float64Array;
  readonly points: readonly Float64Array[];
  readonly barred: Int16Array;
};

type Given = { readonly facts: Facts; readonly seats: Seats; readonly ranks: Ranks | undefined };

/** Gives each unit the best grade that it meets, that no veto bars, and that has a place for it (METHOD.md section 5.5, 5.6). */
export function gradeUnits(compiled: CompiledMethod, results: Graded, given: Given): Grading {
  const count = given.seats.who.length;
  const meets = compiled.grades.map((_, index) => meetsConditions(compiled, index, { results, given }));
  const grade = new Int16Array(count).fill(-1);
  const turnedAway = compiled.grades.map(() => new Uint8Array(count));
  const grading: Grading = { grade, meets, barred: results.barred, turnedAway };
  compiled.grades.forEach(({ quota }, index) => {
    if (quota === undefined) {
      for (let seat = 0; seat < count; seat += 1) if (isCandidate(grading, index, seat)) grade[seat] = index;
    } else fillQuota(quota, index, { grading, given });
  });
  return grading;
}

const isCandidate = ({ grade, meets, barred }: Grading, index: number, seat: number): boolean =>
  grade[seat] === -1 && (meets[index] as Uint8Array)[seat] === 1 && index >= (barred[seat] as number);

function meetsConditions(
  { grades, sections }: CompiledMethod,
  index: number,
  { results, given }: { results: Graded; given: Given },
): Uint8Array {
  const { stars, total, each, needs } = (grades[index] as CompiledGrade).grade;
  const { who } = given.seats;
  const meets = new Uint8Array(who.length).fill(1);
  if (stars !== undefined)
    for (let seat = 0; seat < meets.length; seat += 1) if ((results.stars[seat] as number) < stars) meets[seat] = 0;
  if (total !== undefined) dropBelow(meets, results.total, total);
  if (each !== undefined)
    for (const [section, points] of results.points.entries())
      if (sections[section]?.star === true) dropBelow(meets, points, each);
  if (needs !== undefined) {
    const column = given.facts.get(needs.measure);
    const test = testOf(needs);
    for (let seat = 0; seat < meets.length; seat += 1)
      if (!passes(test, valueAt(column, who[seat] as number))) meets[seat] = 0;
  }
  return meets;
}

function dropBelow(meets: Uint8Array, column: Float64Array, bound: number): void {
  for (let seat = 0; seat < meets.length; seat += 1) if (!atLeast(column[seat] as number, bound)) meets[seat] = 0;
}

function fillQuota(quota: Quota, index: number, { grading, given }: { grading: Grading; given: Given }): void {
  const { seats, ranks } = given;
  if (ranks === undefined) return;
  const unplaced = grading.turnedAway[index] as Uint8Array;
  for (let seat = 0; seat < seats.who.length; seat += 1)
    if (ranks.rank[seat] === 0 && isCandidate(grading, index, seat)) unplaced[seat] = TURNED_AWAY.unranked;
  const { starts } = seats;
  if (quota.within === 'all') {
    const places = placesOf(quota, index, { grading, from: 0, to: seats.who.length });
    fillPlaces(quota, index, { grading, ranks, order: ranks.order, places });
    return;
  }
  for (let group = 0; group < starts.length - 1; group += 1) {
    const places = placesOf(quota, index, { grading, from: starts[group] as number, to: starts[group + 1] as number });
    const order = ranks.groupOrder.subarray(ranks.groupStarts[group], ranks.groupStarts[group + 1]);
    fillPlaces(quota, index, { grading, ranks, order, places });
  }
}

/** Places of a grade among the units at the seats [from, to). */
export function placesOf(
  quota: Quota,
  index: number,
  { grading, from, to }: { grading: Grading; from: number; to: number },
): number {
  const { grade, meets, barred } = grading;
  let n = 0;
  let better = 0;
  for (let seat = from; seat < to; seat += 1) {
    const counts =
      quota.of < 0 || ((meets[quota.of] as Uint8Array)[seat] === 1 && quota.of >= (barred[seat] as number));
    if (counts) n += 1;
    const held = grade[seat] as number;
    if (held >= 0 && held < index) better += 1;
  }
  const places = quota.share === undefined ? quota.count : Math.max(quota.least, Math.floor(quota.share * n + 1e-9));
  return quota.through ? Math.max(0, places - better) : places;
}

type Filling = {
  readonly grading: Grading;
  readonly ranks: Ranks;
  readonly order: Int32Array;
  readonly places: number;
};

/** Fills places in ranking order, units with equal keys together; the list closes at the first that do not wholly fit. */
function fillPlaces(quota: Quota, index: number, { grading, ranks, order, places }: Filling): void {
  const { rankAll } = ranks;
  const turnedAway = grading.turnedAway[index] as Uint8Array;
  let left = places;
  let closed = false;
  for (let at = 0, end = 0; at < order.length; at = end) {
    const rank = rankAll[order[at] as number];
    let size = 0;
    for (end = at; end < order.length && rankAll[order[end] as number] === rank; end += 1)
      if (isCandidate(grading, index, order[end] as number)) size += 1;
    if (size === 0) continue;
    const fits = !closed && size <= left;
    const squeezed = !closed && !fits && quota.ties === 'all' && left >= 1;
    const reason = !closed && !fits && size >= 2 && left >= 1 ? TURNED_AWAY.tied : TURNED_AWAY.quota;
    for (let next = at; next < end; next += 1) {
      const seat = order[next] as number;
      if (!isCandidate(grading, index, seat)) continue;
      if (fits || squeezed) grading.grade[seat] = index;
      else turnedAway[seat] = reason;
    }
    if (fits) left -= size;
    else closed = true;
  }
}
