// SPDX-License-Identifier: Apache-2.0

import { holdsFor } from '../condition.ts';
import type { CompiledItem, CompiledSection } from '../evaluate/compile.ts';
import type { Evaluation } from '../evaluate/evaluate.ts';
import { ItemScorer, type SectionSums } from '../evaluate/items.ts';
import type { Seats } from '../evaluate/seats.ts';
import { addAdjustments, scaleUp, settle } from '../evaluate/sections.ts';
import { type FactColumn, type Facts, valueAt } from '../table.ts';

/** A fact that the unit might have. NaN is an empty cell. */
export type Change = { readonly measure: string; readonly num: number; readonly den: number };

/** A small table of some units, which may be changed. */
type World = { readonly facts: Facts; readonly scorer: ItemScorer; readonly seats: Seats; readonly at: number };

/**
 * One section of one unit, to be evaluated again and again with another fact. It runs the engine itself over a copy
 * of the unit (and of its peers, where they matter), so a counterfactual is proved by what computes the results.
 */
export class SectionTrial {
  private readonly evaluation: Evaluation;
  private readonly seat: number;
  private readonly index: number;
  private readonly section: CompiledSection;
  private readonly alone: World;
  private readonly among: World;

  constructor(evaluation: Evaluation, seat: number, index: number) {
    this.evaluation = evaluation;
    this.seat = seat;
    this.index = index;
    this.section = evaluation.compiled.sections[index] as CompiledSection;
    const { seats } = evaluation;
    const group = seats.groupOf[seat] as number;
    const from = seats.starts[group] as number;
    const peers = seats.who.subarray(from, seats.starts[group + 1]);
    const measures = new Set(this.section.items.flatMap(measuresOf));
    for (const { members } of this.section.groups) for (const { measure } of members) measures.add(measure);
    for (const { veto } of evaluation.compiled.vetoes) measures.add(veto.measure);
    this.alone = worldOf(evaluation, { units: seats.who.subarray(seat, seat + 1), measures, at: 0 });
    const shared = new Set(this.section.items.filter(({ byPeers }) => byPeers).flatMap(measuresOf));
    this.among = worldOf(evaluation, {
      units: shared.size === 0 ? new Int32Array(0) : peers,
      measures: shared,
      at: seat - from,
    });
  }

  /** Points that the section would have with this fact in place of the unit's own. */
  pointsWith(change: Change): number {
    const undo = [putFact(this.alone, change), putFact(this.among, change)];
    try {
      return this.evaluate(change.measure);
    } finally {
      for (const restore of undo) restore();
    }
  }

  private evaluate(changed: string): number {
    const { section, evaluation, alone } = this;
    const sums = emptySums(1, section.excludes);
    const points = section.items.map((item, at) => {
      const out = new Float64Array(1);
      const touched = measuresOf(item).includes(changed);
      if (touched && !item.byPeers) alone.scorer.score(item, sums, out);
      else addPoints(sums, out, touched ? this.amongPeers(item) : this.known(at));
      return out;
    });
    scaleUp(sums, points, section);
    addAdjustments(sums.sum, section.groups, {
      facts: alone.facts,
      seats: alone.seats,
      scale: evaluation.compiled.scale,
    });
    settle(sums.sum, section, evaluation.compiled.scale);
    const zeroed = evaluation.compiled.vetoes.some(
      ({ veto, zeroes }) =>
        zeroes.includes(this.index) && holdsFor(veto.when, valueAt(alone.facts.get(veto.measure), 0)),
    );
    return zeroed ? 0 : (sums.sum[0] as number);
  }

  private amongPeers(item: CompiledItem): number {
    const { scorer, seats, at } = this.among;
    const out = new Float64Array(seats.who.length);
    scorer.score(item, emptySums(out.length, this.section.excludes), out);
    return out[at] as number;
  }

  /** Points of an item that the change doesn't touch. */
  private known(at: number): number {
    return this.evaluation.sections[this.index]?.items[at]?.[this.seat] as number;
  }
}

/** Puts points that are known in their place; NaN leaves the item out. */
function addPoints({ sum, excluded }: SectionSums, out: Float64Array, points: number): void {
  out[0] = points;
  if (!Number.isNaN(points)) sum[0] = (sum[0] as number) + points;
  else if (excluded !== undefined) excluded[0] = 1;
}

/** Every measure that an item looks at. */
function measuresOf({ item, less }: CompiledItem): string[] {
  return [...(item.measure === undefined ? [] : [item.measure]), ...less.map(({ measure }) => measure)];
}

function emptySums(count: number, excludes: boolean): SectionSums {
  return {
    sum: new Float64Array(count),
    incomplete: new Uint8Array(count),
    excluded: excludes ? new Uint8Array(count) : undefined,
  };
}

type Chosen = { readonly units: Int32Array; readonly measures: ReadonlySet<string>; readonly at: number };

function worldOf({ table, compiled }: Evaluation, { units, measures, at }: Chosen): World {
  const facts = new Map<string, FactColumn>();
  for (const measure of measures) {
    const column = table.facts.get(measure);
    facts.set(measure, {
      num: Float64Array.from(units, (unit) => column?.num[unit] ?? Number.NaN),
      den: Float64Array.from(units, (unit) => column?.den[unit] ?? Number.NaN),
      given: new Uint8Array(units.length),
    });
  }
  const who = Int32Array.from(units, (_, index) => index);
  const seats: Seats = { who, seatOf: who, starts: Int32Array.of(0, who.length), groupOf: new Int32Array(who.length) };
  return { facts, seats, at, scorer: new ItemScorer(facts, seats, compiled.scale) };
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
