// SPDX-License-Identifier: Apache-2.0
import { clamp, roundTo } from '../rounding.ts';
import { NO_PEERS, type Peers } from '../rules/rule-kind.ts';
import type { BoundRule } from '../rules/rule-kinds.ts';
import type { FactColumn, Facts } from '../table.ts';
import type { CompiledItem } from './compile.ts';
import type { Seats } from './seats.ts';

/** Seats scored at a time where no peers are looked at: the scratch columns then stay in the processor's cache. */
const BLOCK = 4096;

/** What the items of a section add up to, by seat. */
export type SectionSums = {
  readonly sum: Float64Array;
  /** Sum of `full` of the items that are not excluded; only where the section excludes at all. */
  readonly counted: Float64Array | undefined;
  readonly incomplete: Uint8Array;
};

/** Where a batch of neighbouring seats starts, and how many it has. */
type Batch = { readonly from: number; readonly count: number };

/** Scores items one after the other over all seats, in columns, with scratch that is made once. */
export class ItemScorer {
  private readonly facts: Facts;
  private readonly seats: Seats;
  private readonly scale: number;
  private readonly values: Float64Array;
  private readonly points: Float64Array;
  private readonly blocks: readonly Batch[];
  private readonly groups: readonly Batch[];

  constructor(facts: Facts, seats: Seats, scale: number) {
    this.facts = facts;
    this.seats = seats;
    this.scale = scale;
    const count = seats.who.length;
    this.blocks = Array.from({ length: Math.ceil(count / BLOCK) }, (_, block) => ({
      from: block * BLOCK,
      count: Math.min(BLOCK, count - block * BLOCK),
    }));
    this.groups = Array.from({ length: seats.starts.length - 1 }, (_, group) => {
      const from = seats.starts[group] as number;
      return { from, count: (seats.starts[group + 1] as number) - from };
    });
    const widest = Math.max(Math.min(BLOCK, count), ...this.groups.map((group) => group.count));
    this.values = new Float64Array(widest);
    this.points = new Float64Array(widest);
  }

  /** Points of one item by seat, added to the sums of its section. */
  score(item: CompiledItem, sums: SectionSums): Float64Array {
    const out = new Float64Array(this.seats.who.length);
    for (const batch of item.byPeers ? this.groups : this.blocks) {
      this.beforeRounding(item, batch);
      const lacking = this.round(item, batch, out);
      if (lacking) this.fillMissing(item, batch, { out, sums });
      addUp(item, batch, { out, sums });
    }
    return out;
  }

  /** How one seat comes to its points: the value that the rule sees, and the points that it gives before deductions. */
  trace(item: CompiledItem, seat: number): { seen: number; ruled: number } {
    const group = this.groups[this.seats.groupOf[seat] as number] as Batch;
    const batch = item.byPeers ? group : { from: seat, count: 1 };
    this.applyRule(item, batch);
    const k = seat - batch.from;
    return { seen: this.values[k] as number, ruled: this.points[k] as number };
  }

  /** The value that the item's rule sees, by seat; NaN where it is missing. */
  seen(item: CompiledItem): Float64Array {
    const out = new Float64Array(this.seats.who.length);
    for (const batch of item.byPeers ? this.groups : this.blocks) {
      this.readSeen(item, batch);
      out.set(this.values.subarray(0, batch.count), batch.from);
    }
    return out;
  }

  /** Values into scratch, then points before rounding, deductions taken away. */
  private beforeRounding(item: CompiledItem, batch: Batch): void {
    this.applyRule(item, batch);
    for (const { measure, each } of item.less)
      takeAway(this.facts.get(measure), this.seats, { batch, points: this.points, each });
  }

  private applyRule(compiled: CompiledItem, batch: Batch): void {
    const { values, points } = this;
    const { rule, span } = compiled;
    if (rule === undefined) {
      values.fill(0, 0, batch.count);
      points.fill(span.full, 0, batch.count);
      return;
    }
    this.readSeen(compiled, batch);
    rule.kind.score(rule.data, { values, points, count: batch.count }, { ...span, ...this.peersOf(rule, batch) });
  }

  private readSeen({ item }: CompiledItem, batch: Batch): void {
    const { values, facts, seats } = this;
    const column = item.measure === undefined ? undefined : facts.get(item.measure);
    readValues(column, seats, { batch, values });
    if (item.shrink !== undefined && column !== undefined)
      shrinkValues(column, seats, { batch, values, k: item.shrink });
  }

  private peersOf({ kind }: BoundRule, { count }: Batch): Peers {
    if (kind.ofPeers === undefined) return NO_PEERS;
    const present = this.values.subarray(0, count).filter((value) => !Number.isNaN(value));
    return { stat: kind.ofPeers(present), n: present.length };
  }

  /** Clamped and rounded points where there is a value, NaN where there is none. True where any is missing. */
  private round({ span }: CompiledItem, { from, count }: Batch, out: Float64Array): boolean {
    const { values, points, scale } = this;
    const { full, floor } = span;
    let lacking = false;
    for (let k = 0; k < count; k += 1) {
      const missing = Number.isNaN(values[k] as number);
      lacking ||= missing;
      out[from + k] = missing ? Number.NaN : roundTo(clamp(points[k] as number, floor, full), scale);
    }
    return lacking;
  }

  /** What stands in for points where the item's own fact is missing (METHOD.md section 5.1): neither clamped nor lessened. */
  private fillMissing(
    { missing, span }: CompiledItem,
    { from, count }: Batch,
    { out, sums }: { out: Float64Array; sums: SectionSums },
  ): void {
    const mean = missing === 'peer_mean' ? meanOf(out, from, count) : Number.NaN;
    const holds = missing === 'hold' || (missing === 'peer_mean' && Number.isNaN(mean));
    const stand = missing === 'full' ? span.full : missing === 'peer_mean' && !holds ? roundTo(mean, this.scale) : 0;
    for (let seat = from; seat < from + count; seat += 1) {
      if (!Number.isNaN(out[seat] as number)) continue;
      out[seat] = stand;
      if (holds) sums.incomplete[seat] = 1;
      // Taken back when the section's `full` is added up.
      if (missing === 'exclude' && sums.counted !== undefined) out[seat] = Number.NaN;
    }
  }
}

function addUp(
  { span }: CompiledItem,
  { from, count }: Batch,
  { out, sums }: { out: Float64Array; sums: SectionSums },
): void {
  const { sum, counted } = sums;
  const to = from + count;
  if (counted === undefined) {
    for (let seat = from; seat < to; seat += 1) sum[seat] = (sum[seat] as number) + (out[seat] as number);
    return;
  }
  for (let seat = from; seat < to; seat += 1) {
    const points = out[seat] as number;
    if (Number.isNaN(points)) continue;
    sum[seat] = (sum[seat] as number) + points;
    counted[seat] = (counted[seat] as number) + span.full;
  }
}

/** Mean of the points that come from a value, by unit id; NaN where none does. */
function meanOf(points: Float64Array, from: number, count: number): number {
  let sum = 0;
  let n = 0;
  for (let seat = from; seat < from + count; seat += 1) {
    const here = points[seat] as number;
    if (Number.isNaN(here)) continue;
    sum += here;
    n += 1;
  }
  return n === 0 ? Number.NaN : sum / n;
}

function readValues(
  column: FactColumn | undefined,
  { who }: Seats,
  { batch, values }: { batch: Batch; values: Float64Array },
): void {
  const { from, count } = batch;
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

type Shrinking = { readonly batch: Batch; readonly values: Float64Array; readonly k: number };

/** Draws values of few cases towards the ratio of the whole peer group (METHOD.md section 3). */
function shrinkValues({ num, den }: FactColumn, { who }: Seats, { batch, values, k }: Shrinking): void {
  const { from, count } = batch;
  let sumNum = 0;
  let sumDen = 0;
  for (let at = 0; at < count; at += 1) {
    if (Number.isNaN(values[at] as number)) continue;
    const unit = who[from + at] as number;
    sumNum += num[unit] as number;
    sumDen += den[unit] as number;
  }
  for (let at = 0; at < count; at += 1) {
    if (Number.isNaN(values[at] as number)) continue;
    const unit = who[from + at] as number;
    values[at] = ((num[unit] as number) + (k * sumNum) / sumDen) / ((den[unit] as number) + k);
  }
}

type Taking = { readonly batch: Batch; readonly points: Float64Array; readonly each: number };

/** A deduction: each · max(0, v); a missing one takes nothing. */
function takeAway(column: FactColumn | undefined, { who }: Seats, { batch, points, each }: Taking): void {
  if (column === undefined) return;
  const { num, den } = column;
  for (let k = 0; k < batch.count; k += 1) {
    const unit = who[batch.from + k] as number;
    const d = den[unit] as number;
    const n = num[unit] as number;
    const v = d > 0 ? n / d : d === 0 ? Number.NaN : n;
    if (v > 0) points[k] = (points[k] as number) - each * v;
  }
}
