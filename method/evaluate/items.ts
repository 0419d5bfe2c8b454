// SPDX-License-Identifier: Apache-2.0
import { clamp, roundTo } from '../rounding.ts';
import { NO_PEERS, type Peers } from '../rules/rule-kind.ts';
import type { FactColumn, Facts } from '../table.ts';
import type { CompiledItem } from './compile.ts';
import type { Seats } from './seats.ts';

/** Seats scored at a time where no peers are looked at: the scratch columns then stay in the processor's cache. */
const BLOCK = 1024;

/** What the items of a section add up to, by seat. */
export type SectionSums = {
  readonly sum: Float64Array;
  readonly incomplete: Uint8Array;
  /** 1 where an item is left out; only where the section leaves out at all. */
  readonly excluded: Uint8Array | undefined;
};

/** Neighbouring seats that are scored together, and scratch for them: the rules read `values` and write `points`. */
type Batch = { readonly values: Float64Array; readonly points: Float64Array; from: number; count: number };

/** The values that a rule saw, and the points that it gave, from the first seat of a group on. */
type Traced = {
  readonly group: number;
  readonly from: number;
  readonly values: Float64Array;
  readonly points: Float64Array;
};

/** Where the points of an item go. */
type Sink = {
  readonly out: Float64Array;
  readonly sum: Float64Array;
  /** Takes a 1 where the fact is missing. */
  readonly marks: Uint8Array | undefined;
  readonly scale: number;
};

/** Scores items one after the other over all seats, in columns, with scratch that is made once. */
export class ItemScorer {
  private readonly facts: Facts;
  private readonly seats: Seats;
  private readonly scale: number;
  /** Where each block starts, and an end. */
  private readonly blocks: Int32Array;
  private readonly batch: Batch;
  private readonly peers: { readonly stat: Float64Array; n: number };
  /** What the rules of items by peers saw and gave in the group that was traced last. */
  private readonly traced = new Map<CompiledItem, Traced>();

  constructor(facts: Facts, seats: Seats, scale: number) {
    this.facts = facts;
    this.seats = seats;
    this.scale = scale;
    const { who, starts } = seats;
    const blocks = Math.ceil(who.length / BLOCK);
    this.blocks = new Int32Array(blocks + 1);
    for (let block = 1; block <= blocks; block += 1) this.blocks[block] = Math.min(block * BLOCK, who.length);
    let widest = Math.max(2, Math.min(BLOCK, who.length));
    for (let group = 1; group < starts.length; group += 1)
      widest = Math.max(widest, (starts[group] as number) - (starts[group - 1] as number));
    this.batch = { values: new Float64Array(widest), points: new Float64Array(widest), from: 0, count: 0 };
    this.peers = { stat: new Float64Array(widest), n: 0 };
  }

  /** Points of one item by seat, into `out` and added to the sums of its section. */
  score(item: CompiledItem, sums: SectionSums, out: Float64Array): void {
    const { batch, facts, seats, scale } = this;
    const { less, standIn } = item;
    const column = ownColumn(item, facts);
    const marks = standIn.marks === undefined ? undefined : sums[standIn.marks];
    const sink = { out, sum: sums.sum, marks, scale };
    const starts = item.byPeers ? seats.starts : this.blocks;
    for (let end = 1; end < starts.length; end += 1) {
      batch.from = starts[end - 1] as number;
      batch.count = (starts[end] as number) - batch.from;
      this.applyRule(item, column);
      for (const { measure, each } of less) takeAway(facts.get(measure), seats.who, { batch, each });
      const lacking = addUp(item, batch, sink);
      if (lacking && standIn.byMean) fillMean(batch, sink, sums.incomplete);
    }
  }

  /** How one seat comes to its points: the value that the rule sees, and the points that it gives before deductions. The facts stay as they are. */
  trace(item: CompiledItem, seat: number): { seen: number; ruled: number } {
    const { batch } = this;
    if (item.byPeers) {
      const { from, values, points } = this.tracedGroup(item, this.seats.groupOf[seat] as number);
      return { seen: values[seat - from] as number, ruled: points[seat - from] as number };
    }
    batch.from = seat;
    batch.count = 1;
    this.applyRule(item, ownColumn(item, this.facts));
    return { seen: batch.values[0] as number, ruled: batch.points[0] as number };
  }

  /** Whoever traces goes from seat to seat, and peers sit together. */
  private tracedGroup(item: CompiledItem, group: number): Traced {
    const known = this.traced.get(item);
    if (known?.group === group) return known;
    const { batch, seats } = this;
    const from = seats.starts[group] as number;
    batch.from = from;
    batch.count = (seats.starts[group + 1] as number) - from;
    this.applyRule(item, ownColumn(item, this.facts));
    const { values, points, count } = batch;
    const traced = { group, from, values: values.slice(0, count), points: points.slice(0, count) };
    this.traced.set(item, traced);
    return traced;
  }

  /** The value that the item's rule sees, by seat; NaN where it is missing. */
  seen(item: CompiledItem): Float64Array {
    const { batch, seats } = this;
    const out = new Float64Array(seats.who.length);
    const starts = item.byPeers ? seats.starts : this.blocks;
    for (let end = 1; end < starts.length; end += 1) {
      batch.from = starts[end - 1] as number;
      batch.count = (starts[end] as number) - batch.from;
      this.applyRule(item, ownColumn(item, this.facts));
      out.set(batch.values.subarray(0, batch.count), batch.from);
    }
    return out;
  }

  /** Values into scratch, then points before deductions and rounding. */
  private applyRule({ item, rule, score, span }: CompiledItem, column: FactColumn | undefined): void {
    const { batch } = this;
    const { values, points, count } = batch;
    if (rule === undefined || score === undefined) {
      values.fill(0, 0, count);
      points.fill(span.full, 0, count);
    } else {
      readValues(column, this.seats.who, batch);
      if (item.shrink !== undefined && column !== undefined)
        shrinkValues(column, this.seats.who, { batch, k: item.shrink });
      score(batch, rule.kind.ofPeers === undefined ? NO_PEERS : this.peersBy(rule.kind.ofPeers));
    }
  }

  private peersBy(ofPeers: (values: Float64Array, n: number) => void): Peers {
    const { peers } = this;
    peers.n = gather(this.batch, peers.stat);
    ofPeers(peers.stat, peers.n);
    return peers;
  }
}

const ownColumn = ({ item }: CompiledItem, facts: Facts): FactColumn | undefined =>
  item.measure === undefined ? undefined : facts.get(item.measure);

/** Copies the values that there are; how many. */
function gather({ values, count }: Batch, into: Float64Array): number {
  let n = 0;
  for (let k = 0; k < count; k += 1) {
    const value = values[k] as number;
    if (Number.isNaN(value)) continue;
    into[n] = value;
    n += 1;
  }
  return n;
}

/** Points clamped and rounded where there is a value, what stands in where there is none. True where any is missing. */
function addUp({ span, standIn }: CompiledItem, { values, points, from, count }: Batch, sink: Sink): boolean {
  const { out, sum, marks, scale } = sink;
  const { full, floor } = span;
  let lacking = false;
  for (let k = 0; k < count; k += 1) {
    const seat = from + k;
    if (Number.isNaN(values[k] as number)) {
      lacking = true;
      out[seat] = standIn.points;
      sum[seat] = (sum[seat] as number) + standIn.adds;
      if (marks !== undefined) marks[seat] = 1;
    } else {
      const rounded = roundTo(clamp(points[k] as number, floor, full), scale);
      out[seat] = rounded;
      sum[seat] = (sum[seat] as number) + rounded;
    }
  }
  return lacking;
}

/** Puts the mean of the points that come from a value, by unit id, where there is none; without any, the section is incomplete. */
function fillMean({ values, from, count }: Batch, { out, sum, scale }: Sink, incomplete: Uint8Array): void {
  let total = 0;
  let n = 0;
  for (let k = 0; k < count; k += 1) {
    if (Number.isNaN(values[k] as number)) continue;
    total += out[from + k] as number;
    n += 1;
  }
  const mean = n === 0 ? 0 : roundTo(total / n, scale);
  for (let k = 0; k < count; k += 1) {
    if (!Number.isNaN(values[k] as number)) continue;
    const seat = from + k;
    out[seat] = mean;
    sum[seat] = (sum[seat] as number) + mean;
    if (n === 0) incomplete[seat] = 1;
  }
}

function readValues(column: FactColumn | undefined, who: Int32Array, { values, from, count }: Batch): void {
  if (column === undefined) {
    values.fill(Number.NaN, 0, count);
    return;
  }
  const { num, den } = column;
  for (let k = 0; k < count; k += 1) {
    const unit = who[from + k] as number;
    const d = den[unit] as number;
    const n = num[unit] as number;
    values[k] = d > 0 ? n / d : d === 0 ? Number.NaN : n;
  }
}

/** Draws values of few cases towards the ratio of the whole peer group (METHOD.md section 3). */
function shrinkValues({ num, den }: FactColumn, who: Int32Array, { batch, k }: { batch: Batch; k: number }): void {
  const { values, from, count } = batch;
  let sumNum = 0;
  let sumDen = 0;
  for (let at = 0; at < count; at += 1) {
    if (Number.isNaN(values[at] as number)) continue;
    const unit = who[from + at] as number;
    sumNum += num[unit] as number;
    sumDen += den[unit] as number;
  }
  const drawn = (k * sumNum) / sumDen;
  for (let at = 0; at < count; at += 1) {
    if (Number.isNaN(values[at] as number)) continue;
    const unit = who[from + at] as number;
    values[at] = ((num[unit] as number) + drawn) / ((den[unit] as number) + k);
  }
}

type Taking = { readonly batch: Batch; readonly each: number };

/** A deduction: each · max(0, v); a missing one takes nothing. */
function takeAway(column: FactColumn | undefined, who: Int32Array, { batch, each }: Taking): void {
  if (column === undefined) return;
  const { num, den } = column;
  const { points, from, count } = batch;
  for (let k = 0; k < count; k += 1) {
    const unit = who[from + k] as number;
    const d = den[unit] as number;
    const n = num[unit] as number;
    const v = d > 0 ? n / d : d === 0 ? Number.NaN : n;
    if (v > 0) points[k] = (points[k] as number) - each * v;
  }
}
