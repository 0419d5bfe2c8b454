// SPDX-License-Identifier: Apache-2.0
import type { CompiledItem, CompiledSection } from '../evaluate/compile.ts';
import type { Evaluation } from '../evaluate/evaluate.ts';
import { atLeast } from '../rounding.ts';
import { NO_PEERS, type Peers } from '../rules/rule-kind.ts';
import { type FactColumn, valueAt } from '../table.ts';
import { SectionTrial } from './trial.ts';

/** One way to win a star: another value of one item's measure, everything else as it is. */
export type Closer = {
  readonly item: string;
  readonly measure: string;
  /** The plain value that would do. */
  readonly value: number;
  /** Where the fact is a count (or a ratio of counts): the count that would do, and how many more (or, below 0, fewer) it takes. */
  readonly records: { readonly num: number; readonly den: number | null; readonly more: number } | null;
};

/** Halvings of an interval: beyond them two neighbours are the same double. */
const HALVINGS = 60;
/** How close a search needs to come where the answer is a count: less than one. */
const PART_OF_ONE = 0.25;
/** Digits that a person reads of a value that would do. */
const READ = 1e-4;

/** Tells what would win a star, for any unit at its seat and any star by its index. */
export type CloserSource = (seat: number, index: number) => Closer[];

/**
 * For a star that wants points: every item that could close the gap alone, with the value that would. Each is proved
 * by evaluating the section with it (METHOD.md section 6). What is the same for many units is made once: ask for them
 * in the order of their seats.
 */
export function closersIn(evaluation: Evaluation): CloserSource {
  const trials = new Map<number, SectionTrial>();
  const shares = new Map<FactColumn, boolean>();
  return (seat, index) => {
    const section = evaluation.compiled.sections[index] as CompiledSection;
    const trial = trials.get(index) ?? new SectionTrial(evaluation, index);
    trials.set(index, trial);
    trial.sit(seat);
    const asking = { evaluation, seat, trial, win: section.win, shares };
    return section.items.flatMap((item) => closerOf(item, asking) ?? []);
  };
}

type Asking = {
  readonly evaluation: Evaluation;
  readonly seat: number;
  readonly trial: SectionTrial;
  readonly win: number;
  /** Columns that were looked through, and whether each holds shares. */
  readonly shares: Map<FactColumn, boolean>;
};

function closerOf(item: CompiledItem, asking: Asking): Closer | undefined {
  const { evaluation, seat, trial, win, shares } = asking;
  const measure = item.item.measure;
  if (item.rule === undefined || measure === undefined || !trial.mightReach(item, win)) return undefined;
  const unit = evaluation.seats.who[seat] as number;
  const column = evaluation.table.facts.get(measure);
  const now = valueAt(column, unit);
  // A ratio keeps its den; a missing fact would come as a plain value, which an item with `shrink` cannot take.
  const den = Number.isNaN(now) ? Number.NaN : (column?.den[unit] ?? Number.NaN);
  if (item.item.shrink !== undefined && Number.isNaN(den)) return undefined;
  const pointsWith = (num: number): number => trial.pointsWith({ measure, num, den });
  const points = (value: number): number => pointsWith(Number.isNaN(den) ? value : value * den);
  const bends = bendsOf(item, asking, column);
  const search = (apart: number): number | undefined => nearest(now, bends, { points, win, apart });
  const num = column?.num[unit] ?? Number.NaN;
  if (isCount(num, den)) {
    const apart = PART_OF_ONE / (den || 1);
    const found = search(apart);
    if (found === undefined || (found - apart > 1 && isShare(column, shares))) return undefined;
    const counted = countOf(found, { now: num, den, wins: (count) => atLeast(pointsWith(count), win) });
    if (counted !== undefined)
      return {
        item: item.item.id,
        measure,
        value: Number.isNaN(den) ? counted : counted / den,
        records: { num: counted, den: Number.isNaN(den) ? null : den, more: counted - num },
      };
  }
  const found = search(0);
  if (found === undefined || (found > 1 && isShare(column, shares))) return undefined;
  return {
    item: item.item.id,
    measure,
    value: readable(found, now, (short) => atLeast(points(short), win)),
    records: null,
  };
}

const isCount = (num: number, den: number): boolean =>
  Number.isInteger(num) && (Number.isNaN(den) || Number.isInteger(den));

/** A part of a whole, as far as the facts show: no unit has more of it than there is. More than all of it helps nobody. */
function isShare(column: FactColumn | undefined, known: Asking['shares']): boolean {
  if (column === undefined) return false;
  const found = known.get(column);
  if (found !== undefined) return found;
  const { num, den } = column;
  const is = !den.every(Number.isNaN) && num.every((part, unit) => !(part > (den[unit] as number)));
  known.set(column, is);
  return is;
}

/** Values at which the rule bends, as plain values: with `shrink` the rule sees another value than the plain one. */
function bendsOf(
  { item, rule, span }: CompiledItem,
  { evaluation, seat }: Asking,
  column: FactColumn | undefined,
): number[] {
  if (rule === undefined) return [];
  const { seats } = evaluation;
  const group = seats.groupOf[seat] as number;
  const peers = seats.who.subarray(seats.starts[group], seats.starts[group + 1]);
  const known = rule.kind.ofPeers === undefined ? NO_PEERS : peersBy(rule.kind.ofPeers, peers, column);
  const bends = rule.kind.bends(rule.data, { ...span, ...known });
  if (item.shrink === undefined || column === undefined) return [...bends];
  const plain = unshrinking(column, peers, { unit: seats.who[seat] as number, k: item.shrink });
  return bends.map(plain);
}

function peersBy(
  ofPeers: (values: Float64Array, n: number) => void,
  peers: Int32Array,
  column: FactColumn | undefined,
): Peers {
  const stat = new Float64Array(Math.max(2, peers.length));
  let n = 0;
  for (const peer of peers) {
    const value = valueAt(column, peer);
    if (!Number.isNaN(value)) stat[n++] = value;
  }
  ofPeers(stat, n);
  return { stat, n };
}

/** The plain value whose shrunk value is s: (num + k·N/D) / (den + k) = s, solved for num, which is a part of N. */
function unshrinking(
  column: FactColumn,
  peers: Int32Array,
  { unit, k }: { readonly unit: number; readonly k: number },
): (s: number) => number {
  let others = 0;
  let all = 0;
  for (const peer of peers) {
    if (Number.isNaN(valueAt(column, peer))) continue;
    if (peer !== unit) others += column.num[peer] as number;
    all += column.den[peer] as number;
  }
  const den = column.den[unit] as number;
  return (s) => (s * (den + k) - (k * others) / all) / (1 + k / all) / den;
}

/** What a search asks of a value, and how close to the last one that wins it must come. */
type Search = {
  readonly points: (value: number) => number;
  readonly win: number;
  readonly apart: number;
};

const wins = ({ points, win }: Search, value: number): boolean => atLeast(points(value), win);

/** The value nearest to the present one that wins; undefined where none does. */
function nearest(now: number, bends: readonly number[], search: Search): number | undefined {
  const marks = [...new Set(bends)]
    .filter((value) => Number.isFinite(value) && (value >= 0 || now < 0))
    .sort((a, b) => a - b);
  if (Number.isNaN(now)) return firstFrom(marks[0], marks, search);
  const above = marks.filter((value) => value > now);
  const below = marks.filter((value) => value < now).reverse();
  const up = firstFrom(now, above, search);
  const down = firstFrom(now, below, search);
  if (up === undefined || down === undefined) return up ?? down;
  // Which of the two is nearer must not depend on how closely they were looked for.
  if (search.apart > 0) return nearest(now, bends, { ...search, apart: 0 });
  return up - now <= now - down ? up : down;
}

function firstFrom(start: number | undefined, marks: readonly number[], search: Search): number | undefined {
  let failed = start;
  for (const mark of marks) {
    if (!wins(search, mark)) {
      failed = mark;
      continue;
    }
    return failed === undefined || failed === mark ? mark : halve(failed, mark, search);
  }
  return undefined;
}

/** Between a value that fails and one that wins: the last that wins towards the failing one. */
function halve(failing: number, winning: number, search: Search): number {
  const { apart } = search;
  let low = failing;
  let high = winning;
  const look = (value: number): void => {
    if (wins(search, value)) high = value;
    else low = value;
  };
  if (apart > 0) for (const guess of guesses(failing, winning, search)) if (isBetween(guess, low, high)) look(guess);
  for (let step = 0; step < HALVINGS && Math.abs(high - low) > apart; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    look(middle);
  }
  return high;
}

/** On both sides of where a straight line between the two would reach the line: most rules are straight between their bends. */
function guesses(failing: number, winning: number, { points, win, apart }: Search): number[] {
  const before = points(failing);
  const after = points(winning);
  if (!(after > before)) return [];
  const met = failing + ((winning - failing) * (win - before)) / (after - before);
  const beside = (Math.sign(winning - failing) * apart) / 2;
  return [met + beside, met - beside];
}

const isBetween = (x: number, a: number, b: number): boolean => x > Math.min(a, b) && x < Math.max(a, b);

/** The count that does: whole, not below 0, and a part no more than its whole. */
function countOf(
  value: number,
  { now, den, wins }: { now: number; den: number; wins: (num: number) => boolean },
): number | undefined {
  const ratio = !Number.isNaN(den);
  const exact = ratio ? value * den : value;
  const toward = exact > now ? 1 : -1;
  const start = toward > 0 ? Math.floor(exact) : Math.ceil(exact);
  for (let count = start; Math.abs(count - start) <= 2; count += toward) {
    if (count < 0 || (ratio && now <= den && count > den)) return undefined;
    if (wins(count)) return count;
  }
  return undefined;
}

/** The value with as few digits as a person needs, and still proved to win. */
function readable(value: number, now: number, wins: (value: number) => boolean): number {
  const away = value > now || Number.isNaN(now) ? Math.ceil : Math.floor;
  // By the size of the step as well, so that a billionth, where 0 would do, is said as 0.
  const near = READ * Math.max(Math.abs(value), Math.abs(value - now) || 0, 1e-6);
  for (let digits = 0; digits <= 12; digits += 1) {
    const scale = 10 ** digits;
    const short = away(value * scale - (away === Math.ceil ? 1e-6 : -1e-6)) / scale;
    if (Math.abs(short - value) <= near && wins(short)) return short;
  }
  return value;
}
