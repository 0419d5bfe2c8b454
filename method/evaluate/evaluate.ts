// SPDX-License-Identifier: Apache-2.0
import { passes, testOf } from '../condition.ts';
import type { Outcome } from '../fault.ts';
import { atLeast, roundTo } from '../rounding.ts';
import { type Table, valueAt } from '../table.ts';
import type { CompiledMethod, CompiledSection } from './compile.ts';
import { type Grading, gradeUnits } from './grades.ts';
import { ItemScorer, type SectionSums } from './items.ts';
import { markBelowMinimum, type Ranks, rankUnits } from './ranking.ts';
import { type Seats, takeSeats } from './seats.ts';
import { addAdjustments, scaleUp, settle } from './sections.ts';

/** What became of a veto for a unit: its fact is missing, it did not fire, or it did. */
export const VETO = { quiet: 0, fired: 1, unknown: 2 } as const;

/** A section's results by seat. */
export type SectionResult = {
  /** Points of each item; NaN for one that is excluded. */
  readonly items: readonly Float64Array[];
  readonly points: Float64Array;
  readonly incomplete: Uint8Array;
  /** 1 where the star is won; all 0 in a section that is no star. */
  readonly won: Uint8Array;
};

/** The results of a method over a table, in columns by seat (METHOD.md section 5). */
export type Evaluation = {
  readonly compiled: CompiledMethod;
  readonly table: Table;
  readonly seats: Seats;
  readonly sections: readonly SectionResult[];
  /** For each veto, by seat: one of VETO. */
  readonly vetoes: readonly Uint8Array[];
  readonly total: Float64Array;
  readonly stars: Uint8Array;
  /** 0 for a ranked unit, 1 where a veto keeps it out, 2 where the minimum does. */
  readonly unranked: Uint8Array;
  readonly ranks: Ranks | undefined;
  readonly grading: Grading;
};

/** Evaluates a compiled method over units and facts. It fails only where a unit has no peer group. */
export function evaluate(compiled: CompiledMethod, table: Table): Outcome<Evaluation> {
  const seats = takeSeats(compiled, table.units);
  return seats.ok ? { ok: true, value: evaluateSeats(compiled, table, seats.value) } : seats;
}

/** Evaluates with the units already seated: what a draft that is being edited does at each keystroke. */
export function evaluateSeats(compiled: CompiledMethod, table: Table, seats: Seats): Evaluation {
  const given = { facts: table.facts, seats, scale: compiled.scale };
  const scorer = new ItemScorer(table.facts, seats, compiled.scale);
  const scored = compiled.sections.map((section) => scoreSection(section, scorer, given));
  const vetoes = fireVetoes(compiled, table, seats);
  zeroByVeto(compiled, scored, vetoes);
  const total = totals(compiled, scored, given);
  const sections = winStars(compiled, scored, vetoes);
  const stars = new Uint8Array(seats.who.length);
  for (const { won } of sections)
    for (let seat = 0; seat < stars.length; seat += 1) stars[seat] = (stars[seat] as number) + (won[seat] as number);
  const points = sections.map((section) => section.points);
  const { unranked, barred } = consequences(compiled, vetoes, seats);
  markBelowMinimum(unranked, compiled, given);
  const ranks =
    compiled.keys === undefined ? undefined : rankUnits(compiled.keys, { stars, total, points, unranked }, given);
  const grading = gradeUnits(compiled, { stars, total, points, barred }, { ...given, ranks });
  return { compiled, table, seats, sections, vetoes, total, stars, unranked, ranks, grading };
}

/** Numbers in a piece of memory that short columns share: to get a piece takes longer than to fill a short column. */
const PIECE = 1 << 14;

/** So many columns of zeros. */
function columnsOf(many: number, length: number): Float64Array[] {
  const together = Math.max(1, Math.floor(PIECE / Math.max(1, length)));
  let piece = new Float64Array(0);
  return Array.from({ length: many }, (_, at) => {
    const place = at % together;
    if (place === 0) piece = new Float64Array(Math.min(together, many - at) * length);
    return piece.subarray(place * length, (place + 1) * length);
  });
}

type Given = { readonly facts: Table['facts']; readonly seats: Seats; readonly scale: number };
type Scored = Omit<SectionResult, 'won'>;

function scoreSection(section: CompiledSection, scorer: ItemScorer, given: Given): Scored {
  const count = given.seats.who.length;
  const sums: SectionSums = {
    sum: new Float64Array(count),
    incomplete: new Uint8Array(count),
    excluded: section.excludes ? new Uint8Array(count) : undefined,
  };
  const items = columnsOf(section.items.length, count);
  for (const [at, item] of section.items.entries()) scorer.score(item, sums, items[at] as Float64Array);
  scaleUp(sums, items, section);
  addAdjustments(sums.sum, section.groups, given);
  settle(sums.sum, section, given.scale);
  return { items, points: sums.sum, incomplete: sums.incomplete };
}

function fireVetoes({ vetoes }: CompiledMethod, { facts }: Table, { who }: Seats): Uint8Array[] {
  return vetoes.map(({ veto }) => {
    const column = facts.get(veto.measure);
    const test = testOf(veto.when);
    const fired = new Uint8Array(who.length);
    for (let seat = 0; seat < fired.length; seat += 1) {
      const value = valueAt(column, who[seat] as number);
      if (Number.isNaN(value)) fired[seat] = VETO.unknown;
      else if (passes(test, value)) fired[seat] = VETO.fired;
    }
    return fired;
  });
}

function zeroByVeto({ vetoes }: CompiledMethod, scored: readonly Scored[], fired: readonly Uint8Array[]): void {
  vetoes.forEach(({ zeroes }, index) => {
    const column = fired[index] as Uint8Array;
    for (const section of zeroes) {
      const { points } = scored[section] as Scored;
      for (let seat = 0; seat < points.length; seat += 1) if (column[seat] === VETO.fired) points[seat] = 0;
    }
  });
}

function totals({ totalGroups, scale }: CompiledMethod, scored: readonly Scored[], given: Given): Float64Array {
  const total = new Float64Array(given.seats.who.length);
  for (const { points } of scored)
    for (let seat = 0; seat < total.length; seat += 1) total[seat] = (total[seat] as number) + (points[seat] as number);
  addAdjustments(total, totalGroups, given);
  for (let seat = 0; seat < total.length; seat += 1) total[seat] = roundTo(Math.max(0, total[seat] as number), scale);
  return total;
}

/** A star is won where the section is complete, reaches `win`, no veto takes it, and what it requires is won (section 5.4). */
function winStars(
  { sections, starOrder, vetoes }: CompiledMethod,
  scored: readonly Scored[],
  fired: readonly Uint8Array[],
): SectionResult[] {
  const won = scored.map(({ points }) => new Uint8Array(points.length));
  for (const star of starOrder) {
    const { win, requires } = sections[star] as CompiledSection;
    const { points, incomplete } = scored[star] as Scored;
    const column = won[star] as Uint8Array;
    const takers = vetoes.flatMap(({ loses }, index) => (loses.includes(star) ? [fired[index] as Uint8Array] : []));
    for (let seat = 0; seat < column.length; seat += 1) {
      const reached = incomplete[seat] === 0 && atLeast(points[seat] as number, win);
      column[seat] = reached && !isTaken(takers, seat) && hasRequired(requires, won, seat) ? 1 : 0;
    }
  }
  return scored.map((section, index) => ({ ...section, won: won[index] as Uint8Array }));
}

function isTaken(takers: readonly Uint8Array[], seat: number): boolean {
  for (const taker of takers) if (taker[seat] === VETO.fired) return true;
  return false;
}

/** Whether as many of the required stars are won as it takes. */
export function hasRequired(
  { any, of }: CompiledSection['requires'],
  won: readonly Uint8Array[],
  seat: number,
): boolean {
  let had = 0;
  for (const star of of) had += (won[star] as Uint8Array)[seat] as number;
  return had >= any;
}

/** What fired vetoes say of ranking and grades, by seat. */
function consequences(
  { vetoes }: CompiledMethod,
  fired: readonly Uint8Array[],
  { who }: Seats,
): { unranked: Uint8Array; barred: Int16Array } {
  const unranked = new Uint8Array(who.length);
  const barred = new Int16Array(who.length);
  vetoes.forEach(({ unranks, bars }, index) => {
    const column = fired[index] as Uint8Array;
    for (let seat = 0; seat < who.length; seat += 1) {
      if (column[seat] !== VETO.fired) continue;
      if (unranks) unranked[seat] = 1;
      if (bars > (barred[seat] as number)) barred[seat] = bars;
    }
  });
  return { unranked, barred };
}
