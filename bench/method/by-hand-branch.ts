// SPDX-License-Identifier: Apache-2.0
import type { FactColumn } from '../../method/index.ts';
import {
  begin,
  cents,
  columnOf,
  down,
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
import { drawnTo, fillMean, highestOf } from './by-hand-peers.ts';

function training({ num, den }: FactColumn, p: Float64Array, { from, count, sum }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? 0 : cents(portion(v / 3, 10));
    sum[i]! += p[i]!;
  }
}

function onTime(column: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, open } = world;
  const { num, den } = column;
  const drawn = drawnTo(column, 10, world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const d = den[from + i]!;
    const v = d > 0 ? (num[from + i]! + drawn[groupOf[i]!]!) / (d + 10) : Number.NaN;
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(12 - (v < 0.95 ? 0.95 - v : 0) / 0.01, 0, 12));
    sum[i]! += p[i]!;
  }
}

function present({ num, den }: FactColumn, p: Float64Array, { from, count, sum, counted }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) {
      p[i] = Number.NaN;
      counted[i]! -= 8;
      continue;
    }
    p[i] = cents(portion((v - 0.6) / (0.95 - 0.6), 8));
    sum[i]! += p[i]!;
  }
}

function talks({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(0.5 * v, 0, 8));
    sum[i]! += p[i]!;
  }
}

function lectures({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = reaches(v, 4) ? 8 : reaches(v, 2) ? 5 : reaches(v, 1) ? 3 : 0;
    sum[i]! += p[i]!;
  }
}

function dues({ num, den }: FactColumn, p: Float64Array, { facts, from, count, sum, open }: Running): void {
  const late = columnOf(facts, 'reports.late');
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(within(8 - 2 * up((v < 1 ? 1 - v : 0) / 0.05), 0, 8) - 0.5 * over0(late, from + i), 0, 8));
    sum[i]! += p[i]!;
  }
}

function complaints({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(8 - 1.5 * down(v > 2 ? v - 2 : 0), 0, 8));
    sum[i]! += p[i]!;
  }
}

function judged({ num, den }: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, open } = world;
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? Number.NaN : cents(within(v, 0, 10));
  }
  fillMean(p, open, world);
  for (let i = 0; i < count; i += 1) sum[i]! += p[i]!;
}

function discipline(p: Float64Array, { facts, from, count, sum }: Running): void {
  const late = columnOf(facts, 'reports.late');
  const faked = columnOf(facts, 'checks.faked');
  for (let i = 0; i < count; i += 1) {
    p[i] = cents(within(8 - 0.5 * over0(late, from + i) - 5 * over0(faked, from + i), -4, 8));
    sum[i]! += p[i]!;
  }
}

function volunteers(column: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum } = world;
  const { num, den } = column;
  const most = highestOf(column, world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? 0 : most[groupOf[i]!]! < 1e-9 ? 0 : cents(within((6 * v) / most[groupOf[i]!]!, 0, 6));
    sum[i]! += p[i]!;
  }
}

function funds({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else
      p[i] = cents(
        v >= 1
          ? 8
          : v >= 0.8
            ? 7 + ((8 - 7) * (v - 0.8)) / (1 - 0.8)
            : v >= 0.6
              ? 4 + ((7 - 4) * (v - 0.6)) / (0.8 - 0.6)
              : v > 0.3
                ? 0 + ((4 - 0) * (v - 0.3)) / (0.6 - 0.3)
                : 0,
      );
    sum[i]! += p[i]!;
  }
}

function room({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = reaches(v, 1) ? 6 : 0;
    sum[i]! += p[i]!;
  }
}

export function strongBranch(world: World): Section {
  const { facts, from, count } = world;
  const running = begin(world);
  const { items, sum, open, counted } = running;
  training(columnOf(facts, 'training.secretary_days'), items[0]!, running);
  onTime(columnOf(facts, 'cases.on_time'), items[1]!, running);
  present(columnOf(facts, 'meetings.present'), items[2]!, running);
  talks(columnOf(facts, 'talks.held'), items[3]!, running);
  lectures(columnOf(facts, 'lectures.given'), items[4]!, running);
  dues(columnOf(facts, 'dues.paid'), items[5]!, running);
  complaints(columnOf(facts, 'complaints.received'), items[6]!, running);
  judged(columnOf(facts, 'judged.branch'), items[7]!, running);
  discipline(items[8]!, running);
  volunteers(columnOf(facts, 'volunteers.active'), items[9]!, running);
  funds(columnOf(facts, 'funds.spent'), items[10]!, running);
  room(columnOf(facts, 'rooms.open'), items[11]!, running);
  const city = columnOf(facts, 'honours.city');
  const nation = columnOf(facts, 'honours.nation');
  for (let i = 0; i < count; i += 1) {
    let s = scaled(sum[i]!, counted[i]!);
    s += Math.min(Math.max(sized(over0(city, from + i), 3), sized(5 * over0(nation, from + i), 5)), 5);
    sum[i] = cents(within(s, 0, 105));
  }
  return { items, points: sum, incomplete: open };
}
