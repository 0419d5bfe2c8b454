// SPDX-License-Identifier: Apache-2.0

import { holdsFor } from '../condition.ts';
import type { CompiledItem, CompiledSection } from '../evaluate/compile.ts';
import type { Evaluation } from '../evaluate/evaluate.ts';
import { ItemScorer, type SectionSums } from '../evaluate/items.ts';
import type { Seats } from '../evaluate/seats.ts';
import { addAdjustments, scaleUp, settle } from '../evaluate/sections.ts';
import { atLeast } from '../rounding.ts';
import { type FactColumn, type Facts, valueAt } from '../table.ts';

/** A fact that the unit might have. NaN is an empty cell. */
export type Change = { readonly measure: string; readonly num: number; readonly den: number };

/** A small table of some units, which may be changed, and the sums that their items are added to. */
type World = {
  readonly facts: Facts;
  readonly scorer: ItemScorer;
  readonly seats: Seats;
  readonly at: number;
  readonly sums: SectionSums;
};

/** The unit alone and among its peers, with what a change of one measure touches. */
type Worlds = { readonly measure: string; readonly alone: World; readonly among: World };

/**
 * One section of one unit, to be evaluated again and again with another fact. It runs the engine itself over a copy
 * of the unit (and of its peers, where they matter), so a counterfactual is proved by what computes the results.
 */
export class SectionTrial {
  private readonly evaluation: Evaluation;
  private readonly seat: number;
  private readonly index: number;
  private readonly section: CompiledSection;
  private readonly own: Seats;
  private readonly sums: SectionSums;
  private worlds: Worlds | undefined;

  constructor(evaluation: Evaluation, seat: number, index: number) {
    this.evaluation = evaluation;
    this.seat = seat;
    this.index = index;
    this.section = evaluation.compiled.sections[index] as CompiledSection;
    this.own = seated(evaluation.seats.who.subarray(seat, seat + 1));
    this.sums = emptySums(1, this.section.excludes);
  }

  /**
   * Whether any value at all of an item's measure might reach so many points: an item gives its `full` at best. It
   * saves the search where none can. Where the measure counts elsewhere too, only the search can tell.
   */
  mightReach(item: CompiledItem, wanted: number): boolean {
    const { section, evaluation, index } = this;
    const { vetoes } = evaluation.compiled;
    const measure = item.item.measure;
    const counts = (members: readonly { measure: string }[]): boolean =>
      members.some((member) => member.measure === measure);
    if (
      counts(item.less) ||
      section.items.some((other) => other !== item && (other.item.measure === measure || counts(other.less))) ||
      section.groups.some(({ members }) => counts(members)) ||
      vetoes.some(({ veto, zeroes }) => veto.measure === measure && zeroes.includes(index))
    )
      return true;
    emptied(this.sums);
    section.items.forEach((other, at) => {
      this.addPoints(other, other === item ? item.span.full : this.known(at));
    });
    return atLeast(this.settled(evaluation.table.facts, this.own), wanted);
  }

  /** Points that the section would have with this fact in place of the unit's own. */
  pointsWith(change: Change): number {
    if (this.worlds?.measure !== change.measure) this.worlds = this.makeWorlds(change.measure);
    const undo = [putFact(this.worlds.alone, change), putFact(this.worlds.among, change)];
    try {
      return this.evaluate(this.worlds);
    } finally {
      for (const restore of undo) restore();
    }
  }

  private makeWorlds(measure: string): Worlds {
    const { evaluation, section, seat } = this;
    const { seats } = evaluation;
    const group = seats.groupOf[seat] as number;
    const from = seats.starts[group] as number;
    const touched = section.items.filter((item) => touches(item, measure));
    const shared = new Set(touched.filter(({ byPeers }) => byPeers).flatMap(measuresOf));
    const measures = new Set(touched.filter(({ byPeers }) => !byPeers).flatMap(measuresOf));
    for (const { members } of section.groups) for (const member of members) measures.add(member.measure);
    for (const { veto } of evaluation.compiled.vetoes) measures.add(veto.measure);
    const peers = shared.size === 0 ? new Int32Array(0) : seats.who.subarray(from, seats.starts[group + 1]);
    return {
      measure,
      alone: worldOf(evaluation, { units: this.own.who, measures, at: 0, excludes: section.excludes }),
      among: worldOf(evaluation, { units: peers, measures: shared, at: seat - from, excludes: section.excludes }),
    };
  }

  private evaluate({ measure, alone, among }: Worlds): number {
    const { sums, section } = this;
    emptied(sums);
    section.items.forEach((item, at) => {
      if (!touches(item, measure)) this.addPoints(item, this.known(at));
      else if (item.byPeers) this.addPoints(item, among.scorer.score(item, emptied(among.sums))[among.at] as number);
      else alone.scorer.score(item, sums);
    });
    return this.settled(alone.facts, alone.seats);
  }

  /** What the sums come to with everything that follows the items (METHOD.md section 5.2). */
  private settled(facts: Facts, seats: Seats): number {
    const { section, evaluation, index, sums } = this;
    const { scale, vetoes } = evaluation.compiled;
    scaleUp(sums, section.full);
    addAdjustments(sums.sum, section.groups, { facts, seats, scale });
    settle(sums.sum, section, scale);
    const unit = seats.who[0] as number;
    const zeroed = vetoes.some(
      ({ veto, zeroes }) => zeroes.includes(index) && holdsFor(veto.when, valueAt(facts.get(veto.measure), unit)),
    );
    return zeroed ? 0 : (sums.sum[0] as number);
  }

  private addPoints({ span }: CompiledItem, points: number): void {
    const { sum, counted } = this.sums;
    if (Number.isNaN(points)) return;
    sum[0] = (sum[0] as number) + points;
    if (counted !== undefined) counted[0] = (counted[0] as number) + span.full;
  }

  /** Points of an item that the change doesn't touch. */
  private known(at: number): number {
    return this.evaluation.sections[this.index]?.items[at]?.[this.seat] as number;
  }
}

/** Every measure that an item looks at. */
function measuresOf({ item, less }: CompiledItem): string[] {
  return [...(item.measure === undefined ? [] : [item.measure]), ...less.map(({ measure }) => measure)];
}

/** Whether an item looks at a measure. */
function touches({ item, less }: CompiledItem, measure: string): boolean {
  return item.measure === measure || less.some((entry) => entry.measure === measure);
}

function emptySums(count: number, excludes: boolean): SectionSums {
  return {
    sum: new Float64Array(count),
    counted: excludes ? new Float64Array(count) : undefined,
    incomplete: new Uint8Array(count),
  };
}

function emptied(sums: SectionSums): SectionSums {
  sums.sum.fill(0);
  sums.counted?.fill(0);
  sums.incomplete.fill(0);
  return sums;
}

type Chosen = {
  readonly units: Int32Array;
  readonly measures: ReadonlySet<string>;
  readonly at: number;
  readonly excludes: boolean;
};

function worldOf({ table, compiled }: Evaluation, { units, measures, at, excludes }: Chosen): World {
  const facts = new Map<string, FactColumn>();
  for (const measure of measures) facts.set(measure, columnOf(table.facts.get(measure), units));
  const seats = seated(Int32Array.from({ length: units.length }, (_, index) => index));
  return {
    facts,
    seats,
    at,
    scorer: new ItemScorer(facts, seats, compiled.scale),
    sums: emptySums(units.length, excludes),
  };
}

/** The facts of some units, in their order. */
function columnOf(column: FactColumn | undefined, units: Int32Array): FactColumn {
  const num = new Float64Array(units.length).fill(Number.NaN);
  const den = new Float64Array(units.length).fill(Number.NaN);
  if (column !== undefined)
    for (let seat = 0; seat < units.length; seat += 1) {
      const unit = units[seat] as number;
      num[seat] = column.num[unit] as number;
      den[seat] = column.den[unit] as number;
    }
  return { num, den, given: new Uint8Array(units.length) };
}

/** One group of these units. */
function seated(who: Int32Array): Seats {
  return { who, seatOf: who, starts: Int32Array.of(0, who.length), groupOf: new Int32Array(who.length) };
}

/** Puts a fact in place and returns what puts the old one back. */
function putFact({ facts, at, seats }: World, { measure, num, den }: Change): () => void {
  const column = facts.get(measure);
  if (column === undefined || seats.who.length === 0) return () => {};
  const before = { num: column.num[at] as number, den: column.den[at] as number };
  column.num[at] = num;
  column.den[at] = den;
  return () => {
    column.num[at] = before.num;
    column.den[at] = before.den;
  };
}
