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
  value,
  type World,
  within,
} from './by-hand-arithmetic.ts';
import { drawnTo, fillMean, highestOf, placesOf } from './by-hand-peers.ts';

function visits(column: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, open } = world;
  const { num, den } = column;
  const drawn = drawnTo(column, 8, world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const d = den[from + i]!;
    const v = d > 0 ? (num[from + i]! + drawn[groupOf[i]!]!) / (d + 8) : Number.NaN;
    p[i] = Number.isNaN(v) ? Number.NaN : cents(within(10 - (v < 1 ? 1 - v : 0) / 0.05, 0, 10));
  }
  fillMean(p, open, world);
  for (let i = 0; i < count; i += 1) sum[i]! += p[i]!;
}

function clinics({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(0.8 * v, 0, 8));
    sum[i]! += p[i]!;
  }
}

function meals({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(portion(v / 60, 8));
    sum[i]! += p[i]!;
  }
}

function classes({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = reaches(v, 15) ? 8 : reaches(v, 10) ? 6 : reaches(v, 5) ? 4 : reaches(v, 2) ? 2 : 0;
    sum[i]! += p[i]!;
  }
}

function books({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(0.05 * v, 0, 6));
    sum[i]! += p[i]!;
  }
}

function care({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(portion((v - 0.5) / (1 - 0.5), 10));
    sum[i]! += p[i]!;
  }
}

function firms(column: FactColumn, p: Float64Array, world: Running): void {
  const { count, sum } = world;
  const { place } = placesOf(column, 'highest', world);
  for (let i = 0; i < count; i += 1) {
    const r = place[i]!;
    p[i] = r === 0 ? 0 : r <= 8 ? 9 - r : 0;
    sum[i]! += p[i]!;
  }
}

function donations(column: FactColumn, p: Float64Array, world: Running): void {
  const { facts, from, count, sum, open } = world;
  const { num, den } = column;
  const late = columnOf(facts, 'donations.late');
  const most = highestOf(column, world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else
      p[i] = cents(
        within(
          most[groupOf[i]!]! < 1e-9 ? 0 : within((8 * v) / most[groupOf[i]!]!, 0, 8) - 0.5 * over0(late, from + i),
          0,
          8,
        ),
      );
    sum[i]! += p[i]!;
  }
}

function halls({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = Math.abs(v - 1) <= 1e-9 ? 8 : 0;
    sum[i]! += p[i]!;
  }
}

function tasks({ num, den }: FactColumn, p: Float64Array, { from, count, sum, counted }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) {
      p[i] = Number.NaN;
      counted[i]! -= 10;
      continue;
    }
    p[i] = cents(within(10 - 2 * ((v < 0.9 ? 0.9 - v : 0) / 0.05), 0, 10));
    sum[i]! += p[i]!;
  }
}

function calls({ num, den }: FactColumn, p: Float64Array, { from, count, sum }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? 8 : cents(portion((v - 0.7) / (1 - 0.7), 8));
    sum[i]! += p[i]!;
  }
}

function judged({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(v, 0, 8));
    sum[i]! += p[i]!;
  }
}

export function shared(world: World): Section {
  const { facts, from, count } = world;
  const running = begin(world);
  const { items, sum, open, counted } = running;
  visits(columnOf(facts, 'visits.done'), items[0]!, running);
  clinics(columnOf(facts, 'clinics.held'), items[1]!, running);
  meals(columnOf(facts, 'meals.served'), items[2]!, running);
  classes(columnOf(facts, 'classes.held'), items[3]!, running);
  books(columnOf(facts, 'books.lent'), items[4]!, running);
  care(columnOf(facts, 'care.reached'), items[5]!, running);
  firms(columnOf(facts, 'firms.joined'), items[6]!, running);
  donations(columnOf(facts, 'donations.raised'), items[7]!, running);
  halls(columnOf(facts, 'halls.shared'), items[8]!, running);
  tasks(columnOf(facts, 'tasks.claimed'), items[9]!, running);
  calls(columnOf(facts, 'calls.answered'), items[10]!, running);
  judged(columnOf(facts, 'judged.sharing'), items[11]!, running);
  const plans = columnOf(facts, 'plans.late');
  for (let i = 0; i < count; i += 1) {
    let s = scaled(sum[i]!, counted[i]!);
    s -= sized(over0(plans, from + i), 5);
    sum[i] = cents(within(s, 0, 100));
  }
  return { items, points: sum, incomplete: open };
}
