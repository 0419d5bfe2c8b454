// SPDX-License-Identifier: Apache-2.0
import type { Evaluation } from './evaluate/evaluate.ts';
import { byCodePoint } from './order.ts';
import { roundTo } from './rounding.ts';
import { type TitledId, titled } from './title.ts';

/** A number before and after. */
export type Move = { readonly before: number; readonly after: number };

/** One item whose points differ, told by section and item; `null` where an edition has no such item or leaves it out. */
export type ItemMove = {
  readonly section: string;
  readonly item: string;
  readonly title: TitledId['title'];
  readonly before: number | null;
  readonly after: number | null;
  readonly by: number;
};

/** A unit whose total, stars, grade or rank differ. */
export type UnitMove = {
  readonly unit: string;
  readonly name: string;
  readonly total: Move;
  readonly stars: Move;
  readonly won: readonly string[];
  readonly lost: readonly string[];
  readonly grade: { readonly before: string | null; readonly after: string | null };
  /** Places within the peers and over all, 0 for a unit that is not ranked. */
  readonly rank: Move;
  readonly rankAll: Move;
  /** Items by the size of their difference, the largest first. */
  readonly because: readonly ItemMove[];
};

export type Comparison = {
  /** Units that moved, the largest difference of the total first. */
  readonly moves: readonly UnitMove[];
  readonly unmoved: number;
  /** Units that only one of the two assesses. */
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  /** How many hold each number of stars, and each grade, before and after. */
  readonly byStars: readonly { readonly stars: number; readonly before: number; readonly after: number }[];
  readonly byGrade: readonly { readonly grade: TitledId; readonly before: number; readonly after: number }[];
};

/** Differences this small are noise of adding up. */
const NOISE = 1e6;

/** Compares two evaluations over the same units: two editions of a method, or two sets of facts. */
export function compare(before: Evaluation, after: Evaluation): Comparison {
  const moves: UnitMove[] = [];
  let unmoved = 0;
  const pairs = itemPairs(before, after);
  for (const [id, seats] of seatPairs(before, after)) {
    const move = unitMove(id, seats, { before, after, pairs });
    if (move === undefined) unmoved += 1;
    else moves.push(move);
  }
  moves.sort(
    (a, b) =>
      Math.abs(b.total.after - b.total.before) - Math.abs(a.total.after - a.total.before) ||
      byCodePoint(a.unit, b.unit),
  );
  return {
    moves,
    unmoved,
    onlyBefore: onlyIn(before, after),
    onlyAfter: onlyIn(after, before),
    byStars: countStars(before, after),
    byGrade: countGrades(before, after),
  };
}

type Seats = { readonly first: number; readonly second: number };

function* seatPairs(before: Evaluation, after: Evaluation): Generator<[string, Seats]> {
  for (const [first, unit] of before.seats.who.entries()) {
    const id = before.table.units.ids[unit] as string;
    const second = after.seats.seatOf[after.table.units.index.get(id) ?? -1] ?? -1;
    if (second >= 0) yield [id, { first, second }];
  }
}

function onlyIn(one: Evaluation, other: Evaluation): string[] {
  const ids = Array.from(one.seats.who, (unit) => one.table.units.ids[unit] as string);
  return ids.filter((id) => (other.seats.seatOf[other.table.units.index.get(id) ?? -1] ?? -1) < 0).sort(byCodePoint);
}

type Pair = {
  readonly section: string;
  readonly item: string;
  readonly title: TitledId['title'];
  readonly before: Float64Array | undefined;
  readonly after: Float64Array | undefined;
};

/** Items of both editions by section and id, those of the second that are new at the end. */
function itemPairs(before: Evaluation, after: Evaluation): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const [side, evaluation] of [
    ['before', before],
    ['after', after],
  ] as const)
    evaluation.compiled.sections.forEach(({ section, items }, index) => {
      items.forEach(({ item }, position) => {
        const key = JSON.stringify([section.id, item.id]);
        const known = pairs.get(key) ?? {
          section: section.id,
          item: item.id,
          title: titled(item).title,
          before: undefined,
          after: undefined,
        };
        pairs.set(key, { ...known, [side]: evaluation.sections[index]?.items[position] });
      });
    });
  return [...pairs.values()];
}

type Both = { readonly before: Evaluation; readonly after: Evaluation; readonly pairs: readonly Pair[] };

function unitMove(unit: string, { first, second }: Seats, { before, after, pairs }: Both): UnitMove | undefined {
  const total = { before: before.total[first] as number, after: after.total[second] as number };
  const grade = { before: gradeAt(before, first), after: gradeAt(after, second) };
  const rank = { before: before.ranks?.rank[first] ?? 0, after: after.ranks?.rank[second] ?? 0 };
  const rankAll = { before: before.ranks?.rankAll[first] ?? 0, after: after.ranks?.rankAll[second] ?? 0 };
  const had = starsAt(before, first);
  const has = starsAt(after, second);
  const won = has.filter((id) => !had.includes(id));
  const lost = had.filter((id) => !has.includes(id));
  const same =
    total.before === total.after &&
    grade.before === grade.after &&
    rank.before === rank.after &&
    rankAll.before === rankAll.after;
  if (same && won.length === 0 && lost.length === 0) return undefined;
  const because = pairs
    .flatMap((pair) => itemMove(pair, { first, second }) ?? [])
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
  const name = after.table.units.names[after.seats.who[second] as number] as string;
  return {
    unit,
    name,
    total,
    stars: { before: had.length, after: has.length },
    won,
    lost,
    grade,
    rank,
    rankAll,
    because,
  };
}

function itemMove({ section, item, title, before, after }: Pair, { first, second }: Seats): ItemMove | undefined {
  const was = pointsAt(before, first);
  const is = pointsAt(after, second);
  if (was === is) return undefined;
  return { section, item, title, before: was, after: is, by: roundTo((is ?? 0) - (was ?? 0), NOISE) };
}

function pointsAt(column: Float64Array | undefined, seat: number): number | null {
  const points = column?.[seat];
  return points === undefined || Number.isNaN(points) ? null : points;
}

const gradeAt = ({ compiled, grading }: Evaluation, seat: number): string | null =>
  compiled.grades[grading.grade[seat] as number]?.grade.id ?? null;

const starsAt = ({ compiled, sections }: Evaluation, seat: number): string[] =>
  compiled.starOrder
    .filter((star) => sections[star]?.won[seat] === 1)
    .map((star) => compiled.sections[star]?.section.id as string);

function countStars(before: Evaluation, after: Evaluation): Comparison['byStars'] {
  const most = Math.max(before.compiled.starOrder.length, after.compiled.starOrder.length);
  const count = ({ stars }: Evaluation, n: number): number => stars.reduce((sum, had) => sum + (had === n ? 1 : 0), 0);
  return Array.from({ length: most + 1 }, (_, below) => ({
    stars: most - below,
    before: count(before, most - below),
    after: count(after, most - below),
  }));
}

function countGrades(before: Evaluation, after: Evaluation): Comparison['byGrade'] {
  const both = [...before.compiled.grades, ...after.compiled.grades].map(({ grade }) => titled(grade));
  const grades = new Map(both.map((grade) => [grade.id, grade]));
  const count = ({ compiled, grading }: Evaluation, id: string): number => {
    const index = compiled.grades.findIndex(({ grade }) => grade.id === id);
    return index < 0 ? 0 : grading.grade.reduce((sum, held) => sum + (held === index ? 1 : 0), 0);
  };
  return [...grades.values()].map((grade) => ({
    grade,
    before: count(before, grade.id),
    after: count(after, grade.id),
  }));
}
