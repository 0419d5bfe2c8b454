// SPDX-License-Identifier: Apache-2.0
import type { FactColumn } from '../../method/index.ts';
import {
  begin,
  cents,
  columnOf,
  down,
  notBeyond,
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
import { drawnTo, fillMean, placesOf } from './by-hand-peers.ts';

function waste(column: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, open } = world;
  const { num, den } = column;
  const drawn = drawnTo(column, 20, world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const d = den[from + i]!;
    const v = d > 0 ? (num[from + i]! + drawn[groupOf[i]!]!) / (d + 20) : Number.NaN;
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(portion((v - 0.4) / (0.9 - 0.4), 12));
    sum[i]! += p[i]!;
  }
}

function green({ num, den }: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, open } = world;
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v)
      ? Number.NaN
      : cents(
          v >= 35
            ? 8
            : v >= 20
              ? 4 + ((8 - 4) * (v - 20)) / (35 - 20)
              : v > 10
                ? 0 + ((4 - 0) * (v - 10)) / (20 - 10)
                : 0,
        );
  }
  fillMean(p, open, world);
  for (let i = 0; i < count; i += 1) sum[i]! += p[i]!;
}

function parking({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(8 - (v < 1 ? 1 - v : 0) / 0.1, 0, 8));
    sum[i]! += p[i]!;
  }
}

function lights({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(8 - 0.5 * down((v < 0.98 ? 0.98 - v : 0) / 0.01), 0, 8));
    sum[i]! += p[i]!;
  }
}

function repairs({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(portion((v - 96) / (24 - 96), 10));
    sum[i]! += p[i]!;
  }
}

function lifts({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(8 - 2 * (v > 1 ? v - 1 : 0), 0, 8));
    sum[i]! += p[i]!;
  }
}

function fees({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = reaches(v, 0.9) ? 8 : reaches(v, 0.8) ? 6 : reaches(v, 0.7) ? 4 : reaches(v, 0.6) ? 2 : 0;
    sum[i]! += p[i]!;
  }
}

function inspections(column: FactColumn, p: Float64Array, world: Running): void {
  const { count, sum, open } = world;
  const { place, present } = placesOf(column, 'highest', world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const r = place[i]!;
    const n = present[groupOf[i]!]!;
    if (r === 0) open[i] = 1;
    else
      p[i] = notBeyond(r, 0.1 * n)
        ? 8
        : notBeyond(r, 0.3 * n)
          ? 6
          : notBeyond(r, 0.6 * n)
            ? 4
            : notBeyond(r, 0.9 * n)
              ? 2
              : 0;
    sum[i]! += p[i]!;
  }
}

function pests({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = v < 3 && 3 - v > 3e-9 ? 6 : 0;
    sum[i]! += p[i]!;
  }
}

function water({ num, den }: FactColumn, p: Float64Array, { from, count, sum, counted }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) {
      p[i] = Number.NaN;
      counted[i]! -= 8;
      continue;
    }
    p[i] = cents(portion((v - 0.9) / (1 - 0.9), 8));
    sum[i]! += p[i]!;
  }
}

function charging({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(0.25 * v, 0, 8));
    sum[i]! += p[i]!;
  }
}

function order(p: Float64Array, { facts, from, count, sum }: Running): void {
  const heaps = columnOf(facts, 'rubbish.heaps');
  const signs = columnOf(facts, 'signs.illegal');
  for (let i = 0; i < count; i += 1) {
    p[i] = cents(within(8 - over0(heaps, from + i) - 0.5 * over0(signs, from + i), 0, 8));
    sum[i]! += p[i]!;
  }
}

export function livable(world: World): Section {
  const { facts, from, count } = world;
  const running = begin(world);
  const { items, sum, open, counted } = running;
  waste(columnOf(facts, 'waste.sorted'), items[0]!, running);
  green(columnOf(facts, 'green.share'), items[1]!, running);
  parking(columnOf(facts, 'parking.spaces'), items[2]!, running);
  lights(columnOf(facts, 'lights.working'), items[3]!, running);
  repairs(columnOf(facts, 'hours.repair'), items[4]!, running);
  lifts(columnOf(facts, 'lifts.stopped'), items[5]!, running);
  fees(columnOf(facts, 'fees.collected'), items[6]!, running);
  inspections(columnOf(facts, 'inspections.score'), items[7]!, running);
  pests(columnOf(facts, 'pests.reported'), items[8]!, running);
  water(columnOf(facts, 'water.good'), items[9]!, running);
  charging(columnOf(facts, 'charging.posts'), items[10]!, running);
  order(items[11]!, running);
  const pilots = columnOf(facts, 'pilots.run');
  const models = columnOf(facts, 'models.named');
  for (let i = 0; i < count; i += 1) {
    let s = scaled(sum[i]!, counted[i]!);
    s += Math.min(sized(over0(pilots, from + i), 2) + sized(1.5 * over0(models, from + i), 3), 4);
    sum[i] = cents(within(s, 0, 104));
  }
  return { items, points: sum, incomplete: open };
}
