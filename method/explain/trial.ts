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
  readonly at: number;
  readonly out: Float64Array;
  readonly sums: SectionSums;
};

/**
 * One section of one unit, to be evaluated again and again with another fact. It runs the engine itself over a copy
 * of the unit (and of its peers, where they matter), so a counterfactual is proved by what computes the results.
 */
export class SectionTrial {
  private readonly section: CompiledSection;
  private readonly scale: number;
  private readonly alone: World;
  /** Made when it is first needed: for most sections no search is begun. */
  private among: World | undefined;
  private readonly makeAmong: () => World;
  /** Points of each item, a column of one unit; those that a change touches are scored anew. */
  private readonly points: readonly Float64Array[];
  /** Items that look at a measure, by position. */
  private readonly touched: ReadonlyMap<string, readonly number[]>;
  private readonly zeroedBy: readonly { readonly measure: string; readonly test: Test }[];

  constructor(evaluation: Evaluation, seat: number, index: number) {
    const { seats, compiled } = evaluation;
    this.section = compiled.sections[index] as CompiledSection;
    this.scale = compiled.scale;
    const { items, groups, excludes } = this.section;
    this.points = items.map((_, at) => Float64Array.of(evaluation.sections[index]?.items[at]?.[seat] as number));
    this.touched = positionsByMeasure(items);
    this.zeroedBy = compiled.vetoes
      .filter(({ zeroes }) => zeroes.includes(index))
      .map(({ veto }) => ({ measure: veto.measure, test: testOf(veto.when) }));
    const measures = new Set(this.touched.keys());
    for (const { members } of groups) for (const { measure } of members) measures.add(measure);
    for (const { measure } of this.zeroedBy) measures.add(measure);
    this.alone = worldOf(evaluation, { units: seats.who.subarray(seat, seat + 1), measures, excludes, at: 0 });
    const shared = new Set(items.filter(({ byPeers }) => byPeers).flatMap(measuresOf));
    const group = seats.groupOf[seat] as number;
    const from = seats.starts[group] as number;
    const units = seats.who.subarray(from, shared.size === 0 ? from : seats.starts[group + 1]);
    this.makeAmong = () => worldOf(evaluation, { units, measures: shared, excludes, at: seat - from });
  }

  /** Points that the section would have with this fact in place of the unit's own. */
  pointsWith(change: Change): number {
    this.among ??= this.makeAmong();
    const { alone, among, points } = this;
    const aloneBefore = putFact(alone, change);
    const amongBefore = putFact(among, change);
    const touched = this.touched.get(change.measure) ?? [];
    const before = touched.map((at) => points[at]?.[0] as number);
    for (const at of touched)
      (points[at] as Float64Array)[0] = this.score(this.section.items[at] as CompiledItem, among);
    const result = this.addedUp();
    for (const [index, at] of touched.entries()) (points[at] as Float64Array)[0] = before[index] as number;
    if (aloneBefore !== undefined) putFact(alone, aloneBefore);
    if (amongBefore !== undefined) putFact(among, amongBefore);
    return result;
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

  private score(item: CompiledItem, among: World): number {
    const { scorer, sums, out, at } = item.byPeers ? among : this.alone;
    scorer.score(item, sums, out);
    return out[at] as number;
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

type Chosen = {
  readonly units: Int32Array;
  readonly measures: ReadonlySet<string>;
  readonly excludes: boolean;
  readonly at: number;
};

function worldOf({ table, compiled }: Evaluation, { units, measures, excludes, at }: Chosen): World {
  const facts = new Map<string, FactColumn>();
  const count = units.length;
  for (const measure of measures) {
    const column = table.facts.get(measure);
    const num = new Float64Array(count).fill(Number.NaN);
    const den = new Float64Array(count).fill(Number.NaN);
    for (let index = 0; column !== undefined && index < count; index += 1) {
      num[index] = column.num[units[index] as number] as number;
      den[index] = column.den[units[index] as number] as number;
    }
    facts.set(measure, { num, den, given: new Uint8Array(count) });
  }
  const who = units.map((_, index) => index);
  const seats: Seats = { who, seatOf: who, starts: Int32Array.of(0, count), groupOf: new Int32Array(count) };
  return {
    facts,
    seats,
    at,
    scorer: new ItemScorer(facts, seats, compiled.scale),
    out: new Float64Array(count),
    sums: {
      sum: new Float64Array(count),
      incomplete: new Uint8Array(count),
      excluded: excludes ? new Uint8Array(count) : undefined,
    },
  };
}

/** Puts a fact in place and returns the old one; nothing where the measure is not looked at. */
function putFact({ facts, at, seats }: World, { measure, num, den }: Change): Change | undefined {
  const column = facts.get(measure);
  if (column === undefined || seats.who.length === 0) return undefined;
  const before = { measure, num: column.num[at] as number, den: column.den[at] as number };
  column.num[at] = num;
  column.den[at] = den;
  return before;
}
