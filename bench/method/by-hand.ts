// SPDX-License-Identifier: Apache-2.0
import type { Table } from '../../method/index.ts';
import {
  at,
  cents,
  columnOf,
  over0,
  reaches,
  type Section,
  sized,
  value,
  type World,
  worldOf,
} from './by-hand-arithmetic.ts';
import { strongBranch } from './by-hand-branch.ts';
import { civil } from './by-hand-civil.ts';
import { goodGovernance } from './by-hand-governance.ts';
import { livable } from './by-hand-livable.ts';
import { shared } from './by-hand-shared.ts';

/** five-stars.yaml as a program written for it alone, over typed arrays: what the engine is held against. */
export type ByHand = Standing & {
  readonly from: number;
  readonly sections: readonly Section[];
  readonly order: Int32Array;
  readonly rank: Int32Array;
  readonly rankAll: Int32Array;
  /** 0 for five, to 4 for one; −1 for none. */
  readonly grade: Int8Array;
};

/** What the sections and vetoes come to. */
type Standing = {
  readonly won: readonly Uint8Array[];
  readonly stars: Uint8Array;
  readonly total: Float64Array;
  /** Grades above this one are barred. */
  readonly barred: Uint8Array;
  readonly unranked: Uint8Array;
};

export function assessByHand({ units, facts }: Table, peers: 'county' | 'all'): ByHand {
  const world = worldOf(units, facts, peers);
  const sections = [strongBranch(world), goodGovernance(world), livable(world), shared(world), civil(world)];
  const standing = standingOf(sections, world);
  const ranks = rank(sections, standing, world);
  return {
    from: world.from,
    sections,
    ...standing,
    ...ranks,
    grade: gradesOf({ ...standing, ...ranks, sections }, world),
  };
}

function standingOf(sections: readonly Section[], { facts, from, count }: World): Standing {
  const [branch, governance, life, sharing, civility] = sections as [Section, Section, Section, Section, Section];
  const won = sections.map(() => new Uint8Array(count));
  const [wonBranch, wonGovernance, wonLife, wonSharing, wonCivility] = won as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const stars = new Uint8Array(count);
  const total = new Float64Array(count);
  const barred = new Uint8Array(count);
  const unranked = new Uint8Array(count);
  const accidents = columnOf(facts, 'safety.accidents');
  const riots = columnOf(facts, 'riots.counted');
  const faked = columnOf(facts, 'checks.faked');
  const debts = columnOf(facts, 'debts.share');
  const late = columnOf(facts, 'reports.late');
  const thanks = columnOf(facts, 'letters.thanks');
  const onTime = columnOf(facts, 'cases.on_time');
  for (let i = 0; i < count; i += 1) {
    const u = from + i;
    const accident = at(accidents, u) > 1e-9;
    const riot = reaches(at(riots, u), 1);
    const debt = at(debts, u) > 0.6 && at(debts, u) - 0.6 > 1e-9;
    if (reaches(at(faked, u), 2)) {
      civility.points[i] = 0;
      unranked[i] = 1;
    } else {
      const cases = Number.isNaN(onTime.den[u]!) ? onTime.num[u]! : onTime.den[u]!;
      if (Number.isNaN(at(onTime, u)) || !reaches(cases, 5)) unranked[i] = 2;
    }
    barred[i] = riot ? 5 : debt ? 2 : accident ? 1 : 0;
    const a = !riot && branch.incomplete[i] === 0 && reaches(branch.points[i]!, 72) ? 1 : 0;
    const b = !riot && governance.incomplete[i] === 0 && reaches(governance.points[i]!, 68) ? 1 : 0;
    const c = !riot && !accident && life.incomplete[i] === 0 && reaches(life.points[i]!, 70) ? 1 : 0;
    const d = !riot && a === 1 && sharing.incomplete[i] === 0 && reaches(sharing.points[i]!, 66) ? 1 : 0;
    const e = !riot && a + b + c >= 2 && civility.incomplete[i] === 0 && reaches(civility.points[i]!, 70) ? 1 : 0;
    wonBranch[i] = a;
    wonGovernance[i] = b;
    wonLife[i] = c;
    wonSharing[i] = d;
    wonCivility[i] = e;
    stars[i] = a + b + c + d + e;
    const sum = branch.points[i]! + governance.points[i]! + life.points[i]! + sharing.points[i]! + civility.points[i]!;
    total[i] = cents(Math.max(0, sum - sized(over0(late, u), 10) + sized(0.5 * over0(thanks, u), 6)));
  }
  return { won, stars, total, barred, unranked };
}

type Ranks = { readonly order: Int32Array; readonly rank: Int32Array; readonly rankAll: Int32Array };

function rank(sections: readonly Section[], { stars, total, unranked }: Standing, world: World): Ranks {
  const { facts, from, count, groupOf, groups } = world;
  const branch = sections[0]!.points;
  const { num, den } = columnOf(facts, 'complaints.received');
  const complaints = new Float64Array(count);
  let ranked = 0;
  for (let i = 0; i < count; i += 1) {
    const v = value(num[from + i]!, den[from + i]!);
    complaints[i] = Number.isNaN(v) ? Number.POSITIVE_INFINITY : nine(v);
    if (unranked[i] === 0) ranked += 1;
  }
  const order = new Int32Array(ranked);
  let filled = 0;
  for (let i = 0; i < count; i += 1) if (unranked[i] === 0) order[filled++] = i;
  const compare = (a: number, b: number): number => {
    if (stars[a]! !== stars[b]!) return stars[b]! - stars[a]!;
    if (total[a]! !== total[b]!) return total[a]! > total[b]! ? -1 : 1;
    if (branch[a]! !== branch[b]!) return branch[a]! > branch[b]! ? -1 : 1;
    return complaints[a]! === complaints[b]! ? 0 : complaints[a]! < complaints[b]! ? -1 : 1;
  };
  order.sort(compare);
  const rankAll = new Int32Array(count);
  const rankIn = new Int32Array(count);
  const taken = new Int32Array(groups);
  const last = new Int32Array(groups).fill(-1);
  for (let k = 0; k < ranked; k += 1) {
    const i = order[k]!;
    rankAll[i] = k > 0 && compare(order[k - 1]!, i) === 0 ? rankAll[order[k - 1]!]! : k + 1;
    const group = groupOf[i]!;
    taken[group]! += 1;
    const before = last[group]!;
    rankIn[i] = before >= 0 && rankAll[before] === rankAll[i] ? rankIn[before]! : taken[group]!;
    last[group] = i;
  }
  return { order, rank: rankIn, rankAll };
}

const nine = (x: number): number =>
  x >= 0 ? Math.floor(x * 1e9 + 0.5 + 1e-6) / 1e9 : 0 - Math.floor(-x * 1e9 + 0.5 + 1e-6) / 1e9;

type Graded = Standing & Ranks & { readonly sections: readonly Section[] };

function gradesOf(graded: Graded, world: World): Int8Array {
  const { stars, total, barred, sections } = graded;
  const { facts, from, count, groups, groupOf } = world;
  const grade = new Int8Array(count).fill(-1);
  const satisfied = columnOf(facts, 'residents.satisfied');
  const five = new Uint8Array(count);
  const four = new Uint8Array(count);
  const two = new Uint8Array(count);
  const size = new Int32Array(groups);
  let meetTwo = 0;
  for (let i = 0; i < count; i += 1) {
    size[groupOf[i]!]! += 1;
    if (stars[i]! >= 5 && barred[i]! <= 0) five[i] = 1;
    if (stars[i]! >= 4 && reaches(total[i]!, 330) && barred[i]! <= 1) four[i] = 1;
    if (stars[i]! < 2 || barred[i]! > 3 || !reaches(at(satisfied, from + i), 0.75)) continue;
    two[i] = 1;
    meetTwo += 1;
  }
  const places = Array.from(size, (n) => Math.max(1, Math.floor(0.1 * n + 1e-9)));
  fill(five, 0, { graded, grade, places, groupOf });
  const held = new Int32Array(groups);
  for (let i = 0; i < count; i += 1) if (grade[i] === 0) held[groupOf[i]!]! += 1;
  const rest = Array.from(size, (n, group) => Math.max(0, Math.floor(0.3 * n + 1e-9) - held[group]!));
  fill(four, 1, { graded, grade, places: rest, groupOf });
  for (let i = 0; i < count; i += 1)
    if (grade[i] === -1 && stars[i]! >= 3 && barred[i]! <= 2 && each45(sections, i)) grade[i] = 2;
  fill(two, 3, { graded, grade, places: [Math.floor(0.6 * meetTwo + 1e-9)], groupOf: undefined });
  for (let i = 0; i < count; i += 1) if (grade[i] === -1 && stars[i]! >= 1 && barred[i]! <= 4) grade[i] = 4;
  return grade;
}

function each45(sections: readonly Section[], i: number): boolean {
  for (const { points } of sections) if (!reaches(points[i]!, 45)) return false;
  return true;
}

type Filling = {
  readonly graded: Ranks;
  readonly grade: Int8Array;
  readonly places: number[];
  readonly groupOf: Int32Array | undefined;
};

/** Gives a grade to those who meet it, best first, equals together, as long as all of a place fit; four lets in equals at the end. */
function fill(meets: Uint8Array, index: number, { graded, grade, places, groupOf }: Filling): void {
  const { order, rankAll } = graded;
  const left = places;
  const queues: number[][] = left.map(() => []);
  for (const i of order)
    if (meets[i] === 1 && grade[i] === -1) queues[groupOf === undefined ? 0 : groupOf[i]!]!.push(i);
  for (let group = 0; group < queues.length; group += 1) {
    const queue = queues[group]!;
    let at = 0;
    while (at < queue.length) {
      let end = at + 1;
      while (end < queue.length && rankAll[queue[end]!] === rankAll[queue[at]!]) end += 1;
      const fits = end - at <= left[group]!;
      if (!fits && (index !== 1 || left[group]! < 1)) break;
      for (let k = at; k < end; k += 1) grade[queue[k]!] = index;
      if (!fits) break;
      left[group]! -= end - at;
      at = end;
    }
  }
}
