// SPDX-License-Identifier: Apache-2.0
import type { FactColumn } from '../../method/index.ts';
import {
  begin,
  cents,
  columnOf,
  notBeyond,
  over0,
  portion,
  type Running,
  reaches,
  type Section,
  up,
  value,
  type World,
  within,
} from './by-hand-arithmetic.ts';
import { fillMean, placesOf } from './by-hand-peers.ts';

function events({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(v, 0, 8));
    sum[i]! += p[i]!;
  }
}

function families({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(portion(v / 0.3, 8));
    sum[i]! += p[i]!;
  }
}

function stations({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = v > 0 && v > 1e-9 ? 8 : 0;
    sum[i]! += p[i]!;
  }
}

function satisfaction({ num, den }: FactColumn, p: Float64Array, world: Running): void {
  const { from, count, sum, open } = world;
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? Number.NaN : cents(portion((v - 0.7) / (0.95 - 0.7), 12));
  }
  fillMean(p, open, world);
  for (let i = 0; i < count; i += 1) sum[i]! += p[i]!;
}

function readers({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = reaches(v, 0.6) ? 8 : reaches(v, 0.4) ? 6 : reaches(v, 0.2) ? 4 : reaches(v, 0.1) ? 2 : 0;
    sum[i]! += p[i]!;
  }
}

function weddings({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(6 - (v > 0 ? v : 0), 0, 6));
    sum[i]! += p[i]!;
  }
}

function smoke(column: FactColumn, p: Float64Array, world: Running): void {
  const { count, sum, open } = world;
  const { place, present } = placesOf(column, 'lowest', world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const r = place[i]!;
    const n = present[groupOf[i]!]!;
    if (r === 0) open[i] = 1;
    else
      p[i] = notBeyond(r, 0.25 * n)
        ? 8
        : notBeyond(r, 0.5 * n)
          ? 6
          : notBeyond(r, 0.75 * n)
            ? 4
            : notBeyond(r, n)
              ? 2
              : 0;
    sum[i]! += p[i]!;
  }
}

function press(column: FactColumn, p: Float64Array, world: Running): void {
  const { count, sum, open } = world;
  const { place, present } = placesOf(column, 'lowest', world);
  const { groupOf } = world;
  for (let i = 0; i < count; i += 1) {
    const r = place[i]!;
    const n = present[groupOf[i]!]!;
    if (r === 0) open[i] = 1;
    else p[i] = n === 1 ? 8 : cents((8 * (n - r)) / (n - 1));
    sum[i]! += p[i]!;
  }
}

function hours({ num, den }: FactColumn, p: Float64Array, { facts, from, count, sum, open }: Running): void {
  const padded = columnOf(facts, 'volunteers.padded');
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(within(0.02 * v, 0, 10) - over0(padded, from + i), 0, 10));
    sum[i]! += p[i]!;
  }
}

function courtesy({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else
      p[i] = cents(
        v >= 95
          ? 8
          : v >= 80
            ? 5 + ((8 - 5) * (v - 80)) / (95 - 80)
            : v > 60
              ? 0 + ((5 - 0) * (v - 60)) / (80 - 60)
              : 0,
      );
    sum[i]! += p[i]!;
  }
}

function notices({ num, den }: FactColumn, p: Float64Array, { from, count, sum, open }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    if (Number.isNaN(v)) open[i] = 1;
    else p[i] = cents(within(8 - 4 * up(v < 1 ? 1 - v : 0), 0, 8));
    sum[i]! += p[i]!;
  }
}

function schooling({ num, den }: FactColumn, p: Float64Array, { from, count, sum }: Running): void {
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    p[i] = Number.isNaN(v) ? 0 : cents(portion(v / 12, 8));
    sum[i]! += p[i]!;
  }
}

export function civil(world: World): Section {
  const { facts, count } = world;
  const running = begin(world);
  const { items, sum, open } = running;
  events(columnOf(facts, 'events.held'), items[0]!, running);
  families(columnOf(facts, 'families.model'), items[1]!, running);
  stations(columnOf(facts, 'stations.open'), items[2]!, running);
  satisfaction(columnOf(facts, 'residents.satisfied'), items[3]!, running);
  readers(columnOf(facts, 'readers.share'), items[4]!, running);
  weddings(columnOf(facts, 'weddings.lavish'), items[5]!, running);
  smoke(columnOf(facts, 'smoke.reports'), items[6]!, running);
  press(columnOf(facts, 'press.corrections'), items[7]!, running);
  hours(columnOf(facts, 'volunteers.hours'), items[8]!, running);
  courtesy(columnOf(facts, 'courtesy.score'), items[9]!, running);
  notices(columnOf(facts, 'notices.posted'), items[10]!, running);
  schooling(columnOf(facts, 'schooling.hours'), items[11]!, running);
  for (let i = 0; i < count; i += 1) {
    const s = sum[i]!;
    sum[i] = cents(within(s, -5, 100));
  }
  return { items, points: sum, incomplete: open };
}
