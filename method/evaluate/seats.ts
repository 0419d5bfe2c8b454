// SPDX-License-Identifier: Apache-2.0
import { Faults, type Outcome } from '../fault.ts';
import { byCodePoint } from '../order.ts';
import { rangeOfKind, type Units } from '../table.ts';
import type { CompiledMethod } from './compile.ts';

/**
 * The units that a method assesses, each at a seat: peers sit together, by id within their group. Every column of a
 * result goes by seat.
 */
export type Seats = {
  /** The unit at each seat. */
  readonly who: Int32Array;
  /** The seat of each unit, −1 for one that is not assessed. */
  readonly seatOf: Int32Array;
  /** Where each group starts; one entry more than there are groups. */
  readonly starts: Int32Array;
  readonly groupOf: Int32Array;
};

/** Seats the units of the method's subject in their peer groups, or tells which of them have none (METHOD.md section 2). */
export function takeSeats(compiled: CompiledMethod, units: Units): Outcome<Seats> {
  const faults = new Faults(units.file);
  const { from, to } = rangeOfKind(units, compiled.method.subject);
  const groups = groupsOf(compiled.peers, units, { from, to });
  const members = new Map<string, number[]>();
  for (let unit = from; unit < to; unit += 1) {
    const group = groups(unit);
    if (group === null) refuse(faults, units, { unit, peers: compiled.peers });
    else {
      const list = members.get(group);
      if (list === undefined) members.set(group, [unit]);
      else list.push(unit);
    }
  }
  return faults.outcome(() => seated(members, to - from, units.ids.length));
}

function seated(members: ReadonlyMap<string, readonly number[]>, count: number, all: number): Seats {
  const who = new Int32Array(count);
  const seatOf = new Int32Array(all).fill(-1);
  const groupOf = new Int32Array(count);
  const names = [...members.keys()].sort(byCodePoint);
  const starts = new Int32Array(names.length + 1);
  let seat = 0;
  names.forEach((name, group) => {
    starts[group] = seat;
    for (const unit of members.get(name) ?? []) {
      who[seat] = unit;
      seatOf[unit] = seat;
      groupOf[seat] = group;
      seat += 1;
    }
  });
  starts[names.length] = seat;
  return { who, seatOf, starts, groupOf };
}

/** The group of a unit: the id of its ancestor, the value of its attribute, or one for all; null where it has none. */
function groupsOf(peers: string, units: Units, range: { from: number; to: number }): (unit: number) => string | null {
  if (peers === 'all') return () => '';
  if (peers.startsWith('attribute:')) {
    const column = units.columns.get(peers.slice('attribute:'.length));
    return (unit) => column?.[unit] ?? null;
  }
  const nearest = nearestOfKind(peers, units, range);
  return (unit) => {
    const found = nearest[unit] as number;
    return found < 0 ? null : (units.ids[found] as string);
  };
}

const UNKNOWN = -2;

/** For each unit, its nearest ancestor of a kind, −1 where it has none. Each unit is climbed past once, however deep the tree is. */
function nearestOfKind(kind: string, units: Units, { from, to }: { from: number; to: number }): Int32Array {
  const nearest = new Int32Array(units.ids.length).fill(UNKNOWN);
  for (let unit = from; unit < to; unit += 1) {
    const path: number[] = [];
    let here = unit;
    let found = UNKNOWN;
    while (found === UNKNOWN) {
      if (nearest[here] !== UNKNOWN) found = nearest[here] as number;
      else {
        path.push(here);
        const parent = units.parents[here] as number;
        if (parent < 0) found = -1;
        else if (units.kinds[parent] === kind) found = parent;
        here = parent;
      }
    }
    for (const passed of path) nearest[passed] = found;
  }
  return nearest;
}

function refuse(faults: Faults, units: Units, { unit, peers }: { unit: number; peers: string }): void {
  const id = units.ids[unit] as string;
  const line = units.lines[unit] as number;
  if (peers.startsWith('attribute:')) {
    const name = peers.slice('attribute:'.length);
    faults.add({
      line,
      column: 1,
      code: 'no-attribute',
      what: {
        zh: `“${id}”的属性“${name}”为空，不知道与谁同组`,
        en: `"${id}" has no ${name}, so its peers are not known`,
      },
      mend: { zh: `在${name}列填写`, en: `fill in the column ${name}` },
    });
  } else
    faults.add({
      line,
      column: 1,
      code: 'no-peer-group',
      what: {
        zh: `“${id}”的上级里没有类别为“${peers}”的单位，不知道与谁同组`,
        en: `"${id}" has no ancestor of the kind "${peers}", so its peers are not known`,
      },
      mend: { zh: '改正它的parent，或办法里的peers', en: 'correct its parent, or peers in the method' },
    });
}
