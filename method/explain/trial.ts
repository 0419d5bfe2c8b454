// SPDX-License-Identifier: Apache-2.0

import { passes, type Test, testOf } from '../condition.ts';
import type { CompiledItem, CompiledSection } from '../evaluate/compile.ts';
import type { Evaluation } from '../evaluate/evaluate.ts';
import { ItemScorer, type SectionSums } from '../evaluate/items.ts';
import type { Seats } from '../evaluate/seats.ts';
import { addAdjustments, scaleUp, settle } from '../evaluate/sections.ts';
import { atLeast } from '../rounding.ts';
import { type FactColumn, type Facts, valueAt } from '../table.ts';

/** A fact that the unit might have. NaN is an empty cell. */
export type Change = { readonly measure: string; readonly num: number; readonly den: number };

/** A small table of some units, which may be changed, and room for the points of one item. */
type World = {
  readonly facts: Facts;
  readonly scorer: ItemScorer;
  readonly seats: Seats;
  readonly out: Float64Array;
  readonly sums: SectionSums;
};

/**
 * One section, to be evaluated again and again with another fact of the unit that sits in it. It runs the engine itself over a copy
 * of the unit (and of its peers, where they matter), so a counterfactual is proved by what computes the results.
 */
export class SectionTrial {
  private readonly evaluation: Evaluation;
  private readonly index: number;
  private readonly section: CompiledSection;
  private readonly scale: number;
  private seat = 0;
  private readonly alone: World;
  /** The peers of the last unit for which they mattered: those of the next one are mostly the same. */
  private among: { readonly world: World; readonly group: number; readonly from: number } | undefined;
  /** Points of each item, a column of one unit; those that a change touches are scored anew. */
  private readonly points: readonly Float64Array[];
  /** Items that look at a measure, by position. */
  private readonly touched: ReadonlyMap<string, readonly number[]>;
  /** Measures of items whose points depend on the peers. */
  private readonly shared: ReadonlySet<string>;
  private readonly zeroedBy: readonly { readonly measure: string; readonly test: Test }[];

  constructor(evaluation: Evaluation, index: number) {
    const { compiled } = evaluation;
    this.evaluation = evaluation;
    this.index = index;
    this.section = compiled.sections[index] as CompiledSection;
    this.scale = compiled.scale;
    const { items, groups, excludes } = this.section;
    this.points = items.map(() => new Float64Array(1));
    this.touched = positionsByMeasure(items);
    this.shared = new Set(items.filter(({ byPeers }) => byPeers).flatMap(measuresOf));
    this.zeroedBy = compiled.vetoes
      .filter(({ zeroes }) => zeroes.includes(index))
      .map(({ veto }) => ({ measure: veto.measure, test: testOf(veto.when) }));
    const measures = new Set(this.touched.keys());
    for (const { members } of groups) for (const { measure } of members) measures.add(measure);
    for (const { measure } of this.zeroedBy) measures.add(measure);
    this.alone = worldOf(compiled.scale, { count: 1, measures, excludes });
  }

  /** The unit whose facts are to be changed. */
  sit(seat: number): void {
    const { evaluation, index, points, alone } = this;
    this.seat = seat;
    for (const [at, column] of points.entries()) column[0] = evaluation.sections[index]?.items[at]?.[seat] as number;
    fill(alone, evaluation, evaluation.seats.who.subarray(seat, seat + 1));
  }

  /** Points that the section would have with this fact in place of the unit's own. */
  pointsWith(change: Change): number {
    const { alone, points } = this;
    const among = this.shared.has(change.measure) ? this.peers() : undefined;
    const before = putFact(alone, 0, change);
    if (among !== undefined) putFact(among.world, among.at, change);
    const touched = this.touched.get(change.measure) ?? [];
    const given = touched.map((at) => points[at]?.[0] as number);
    for (const at of touched) {
      const item = this.section.items[at] as CompiledItem;
      (points[at] as Float64Array)[0] = scored(
        item,
        item.byPeers && among !== undefined ? among : { world: alone, at: 0 },
      );
    }
    const result = this.addedUp();
    for (const [index, at] of touched.entries()) (points[at] as Float64Array)[0] = given[index] as number;
    if (before !== undefined) {
      putFact(alone, 0, before);
      if (among !== undefined) putFact(among.world, among.at, before);
    }
    return result;
  }

  /** The unit among its peers, and its place there. */
  private peers(): Sitting {
    const { evaluation, section, seat } = this;
    const { seats, compiled } = evaluation;
    const group = seats.groupOf[seat] as number;
    if (this.among?.group !== group) {
      const from = seats.starts[group] as number;
      const who = seats.who.subarray(from, seats.starts[group + 1]);
      const about = { count: who.length, measures: this.shared, excludes: section.excludes };
      const world = worldOf(compiled.scale, about);
      fill(world, evaluation, who);
      this.among = { world, group, from };
    }
    return { world: this.among.world, at: seat - this.among.from };
  }

  /**
   * Whether any value at all of an item's measure might reach so many points: an item gives its `full` at best. It
   * saves the search where none can. Where the measure counts elsewhere too, only the search can tell.
   */
  mightReach(item: CompiledItem, wanted: number): boolean {
    const { section, touched, points } = this;
    const measure = item.item.measure as string;
    const counts = (members: readonly { measure: string }[]): boolean => members.some((one) => one.measure === measure);
    const [at, ...others] = touched.get(measure) ?? [];
    const elsewhere = others.length > 0 || counts(item.less) || counts(this.zeroedBy);
    if (at === undefined || elsewhere || section.groups.some(({ members }) => counts(members))) return true;
    const column = points[at] as Float64Array;
    const before = column[0] as number;
    column[0] = item.span.full;
    const result = this.addedUp();
    column[0] = before;
    return atLeast(result, wanted);
  }

  private addedUp(): number {
    const { section, points, scale } = this;
    const { facts, seats, sums } = this.alone;
    const { sum, excluded } = sums;
    sum[0] = 0;
    excluded?.fill(0);
    for (const column of points) {
      const given = column[0] as number;
      if (!Number.isNaN(given)) sum[0] = (sum[0] as number) + given;
      else excluded?.fill(1);
    }
    scaleUp(sums, points, section);
    addAdjustments(sum, section.groups, { facts, seats, scale });
    settle(sum, section, scale);
    for (const { measure, test } of this.zeroedBy) if (passes(test, valueAt(facts.get(measure), 0))) return 0;
    return sum[0] as number;
  }
}

/** Every measure that an item looks at. */
function measuresOf({ item, less }: CompiledItem): string[] {
  return [...(item.measure === undefined ? [] : [item.measure]), ...less.map(({ measure }) => measure)];
}

function positionsByMeasure(items: readonly CompiledItem[]): Map<string, number[]> {
  const positions = new Map<string, number[]>();
  for (const [at, item] of items.entries())
    for (const measure of new Set(measuresOf(item))) positions.set(measure, [...(positions.get(measure) ?? []), at]);
  return positions;
}

type Sitting = { readonly world: World; readonly at: number };

/** Points of an item for the unit at a place of a small table. */
function scored(item: CompiledItem, { world, at }: Sitting): number {
  const { scorer, sums, out } = world;
  scorer.score(item, sums, out);
  return out[at] as number;
}

type Chosen = { readonly count: number; readonly measures: ReadonlySet<string>; readonly excludes: boolean };

/** Room for the facts of so many units, who are one group. */
function worldOf(scale: number, { count, measures, excludes }: Chosen): World {
  const facts = new Map<string, FactColumn>();
  for (const measure of measures)
    facts.set(measure, {
      num: new Float64Array(count),
      den: new Float64Array(count),
      given: new Uint8Array(count),
    });
  const who = Int32Array.from({ length: count }, (_, index) => index);
  const seats: Seats = { who, seatOf: who, starts: Int32Array.of(0, count), groupOf: new Int32Array(count) };
  return {
    facts,
    seats,
    scorer: new ItemScorer(facts, seats, scale),
    out: new Float64Array(count),
    sums: {
      sum: new Float64Array(count),
      incomplete: new Uint8Array(count),
      excluded: excludes ? new Uint8Array(count) : undefined,
    },
  };
}

/** Copies the facts of these units. */
function fill({ facts }: World, { table }: Evaluation, units: Int32Array): void {
  for (const [measure, { num, den }] of facts) {
    const column = table.facts.get(measure);
    for (let index = 0; index < units.length; index += 1) {
      const unit = units[index] as number;
      num[index] = column === undefined ? Number.NaN : (column.num[unit] as number);
      den[index] = column === undefined ? Number.NaN : (column.den[unit] as number);
    }
  }
}

/** Puts a fact in place and returns the old one; nothing where the measure is not looked at. */
function putFact({ facts }: World, at: number, { measure, num, den }: Change): Change | undefined {
  const column = facts.get(measure);
  if (column === undefined) return undefined;
  const before = { measure, num: column.num[at] as number, den: column.den[at] as number };
  column.num[at] = num;
  column.den[at] = den;
  return before;
}
