// SPDX-License-Identifier: Apache-2.0
import type { FactColumn } from '../../method/index.ts';
import {
  begin,
  cents,
  columnOf,
  over0,
  portion,
  type Running,
  reaches,
  type Section,
  scaled,
  sized,
  up,
  value,
  type World,
  within,
} from './by-hand-arithmetic.ts';
import { drawnTo, lowestOf, placesOf } from './by-hand-peers.ts';

function mediated(column: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, open } = world;
  const { num, den } = column;
  const drawn = drawnTo(column, 5, world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const d = den[from + i]!;
    const v = d > 0 ? (num[from + i]! + drawn[groupOf[i]!]!) / (d + 5) : Number.NaN;
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(12 - (v < 0.9 ? 0.9 - v : 0) / 0.02, 0, 12));
    sum[i]! += p[i]!;
  }
}

function petitions({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(10 - 2 * ((v > 0.5 ? v - 0.5 : 0) / 0.5), 0, 10));
    sum[i]! += p[i]!;
  }
}

function patrols({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(0.4 * v, 0, 8));
    sum[i]! += p[i]!;
  }
}

function hazards({ num, den }: FactColumn, p: Float64Array, { facts, from, count, sum, open }: Running): void {
  const repeated = columnOf(facts, 'hazards.repeated');
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(portion((v - 0.5) / (1 - 0.5), 10) - over0(repeated, from + i), 0, 10));
    sum[i]! += p[i]!;
  }
}

function grid(column: FactColumn, p: Float64Array, world: Running): void {
  const { count, sum, open } = world;
  const { place, present } = placesOf(column, 'highest', world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const r = place[i]!;
    const n = present[groupOf[i]!]!;
    if (r === 0) open[i] = 1;
    else p[i] = n === 1 ? 8 : cents((8 * (n - r)) / (n - 1));
    sum[i]! += p[i]!;
  }
}

function reply({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(portion((v - 72) / (12 - 72), 8));
    sum[i]! += p[i]!;
  }
}

function cameras({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = reaches(v, 0.9) ? 6 : 0;
    sum[i]! += p[i]!;
  }
}

function drills({ num, den }: FactColumn, p: Float64Array, { from, count, sum }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? 0 : reaches(v, 3) ? 6 : reaches(v, 2) ? 4 : reaches(v, 1) ? 2 : 0;
    sum[i]! += p[i]!;
  }
}

function fraud(column: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, counted } = world;
  const { num, den } = column;
  const least = lowestOf(column, world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) {
      p[i] = Number.NaN;
      counted[i]! -= 8;
      continue;
    }
    p[i] = v < 1e-9 ? 8 : cents(within((8 * least[groupOf[i]!]!) / v, 0, 8));
    sum[i]! += p[i]!;
  }
}

function legalAid({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(v, 0, 8));
    sum[i]! += p[i]!;
  }
}

function rumours({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(8 - 2 * up(v > 0 ? v : 0), 0, 8));
    sum[i]! += p[i]!;
  }
}

function judged({ num, den }: FactColumn, p: Float64Array, { from, count, sum }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? 8 : cents(within(v, 0, 8));
    sum[i]! += p[i]!;
  }
}

export function goodGovernance(world: World): Section {
  const { facts, from, count } = world;
  const running = begin(world);
  const { items, sum, open, counted } = running;
  mediated(columnOf(facts, 'disputes.mediated'), items[0]!, running);
  petitions(columnOf(facts, 'petitions.per_thousand'), items[1]!, running);
  patrols(columnOf(facts, 'patrols.done'), items[2]!, running);
  hazards(columnOf(facts, 'hazards.closed'), items[3]!, running);
  grid(columnOf(facts, 'grid.visits'), items[4]!, running);
  reply(columnOf(facts, 'hours.reply'), items[5]!, running);
  cameras(columnOf(facts, 'cameras.working'), items[6]!, running);
  drills(columnOf(facts, 'drills.held'), items[7]!, running);
  fraud(columnOf(facts, 'fraud.losses'), items[8]!, running);
  legalAid(columnOf(facts, 'legal.sessions'), items[9]!, running);
  rumours(columnOf(facts, 'rumours.unanswered'), items[10]!, running);
  judged(columnOf(facts, 'judged.order'), items[11]!, running);
  const inventions = columnOf(facts, 'inventions.adopted');
  for (let i = 0; i < count; i += 1) {
    let s = scaled(sum[i]!, counted[i]!);
    s += sized(2 * over0(inventions, from + i), 4);
    sum[i] = cents(within(s, 0, 100));
  }
  return { items, points: sum, incomplete: open };
}
