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

/** The group of each unit of a range, by number in the order of the groups' names; −1 where it has none. */
type Groups = { readonly of: Int32Array; readonly count: number };

/** Seats the units of the method's subject in their peer groups, or tells which of them have none (METHOD.md section 2). */
export function takeSeats({ method, peers }: CompiledMethod, units: Units): Outcome<Seats> {
  const faults = new Faults(units.file);
  const { from, to } = rangeOfKind(units, method.subject);
  const groups = groupsOf(peers, units, { from, to });
  for (let unit = from; unit < to; unit += 1)
    if ((groups.of[unit - from] as number) < 0) refuse(faults, units, { unit, peers });
  return faults.outcome(() => seated(groups, from, units.ids.length));
}

function seated({ of, count }: Groups, from: number, all: number): Seats {
  const sizes = new Int32Array(count);
  for (let at = 0; at < of.length; at += 1) sizes[of[at] as number] = (sizes[of[at] as number] as number) + 1;
  // Groups without a unit are passed over.
  const filled = sizes.reduce((sum, size) => (size > 0 ? sum + 1 : sum), 0);
  const starts = new Int32Array(filled + 1);
  const numbers = new Int32Array(count);
  for (let name = 0, group = 0; name < count; name += 1) {
    numbers[name] = group;
    if (sizes[name] === 0) continue;
    starts[group + 1] = (starts[group] as number) + (sizes[name] as number);
    group += 1;
  }
  const who = new Int32Array(of.length);
  const seatOf = new Int32Array(all).fill(-1);
  const groupOf = new Int32Array(of.length);
  const next = starts.slice();
  for (let at = 0; at < of.length; at += 1) {
    const group = numbers[of[at] as number] as number;
    const seat = next[group] as number;
    next[group] = seat + 1;
    who[seat] = from + at;
    seatOf[from + at] = seat;
    groupOf[seat] = group;
  }
  return { who, seatOf, starts, groupOf };
}

/** Groups by the nearest ancestor of a kind, by the value of an attribute, or one for all. */
function groupsOf(peers: string, units: Units, range: { from: number; to: number }): Groups {
  if (peers === 'all') return { of: new Int32Array(range.to - range.from), count: 1 };
  if (peers.startsWith('attribute:')) return groupsByValue(units.columns.get(peers.slice('attribute:'.length)), range);
  return groupsByAncestor(peers, units, range);
}

function groupsByValue(
  column: readonly (string | null)[] | undefined,
  { from, to }: { from: number; to: number },
): Groups {
  const values = new Set<string>();
  for (let unit = from; unit < to; unit += 1) {
    const value = column?.[unit] ?? null;
    if (value !== null) values.add(value);
  }
  const numbers = new Map([...values].sort(byCodePoint).map((value, number) => [value, number]));
  const of = new Int32Array(to - from);
  for (let at = 0; at < of.length; at += 1) {
    const value = column?.[from + at] ?? null;
    of[at] = value === null ? -1 : (numbers.get(value) as number);
  }
  return { of, count: numbers.size };
}

const UNKNOWN = -2;

/** Each unit is climbed past once, however deep the tree is. The ancestors' own order is that of their ids. */
function groupsByAncestor(kind: string, units: Units, { from, to }: { from: number; to: number }): Groups {
  const { parents } = units;
  const above = rangeOfKind(units, kind);
  const nearest = new Int32Array(parents.length).fill(UNKNOWN);
  const of = new Int32Array(to - from);
  for (let unit = from; unit < to; unit += 1) {
    let here = unit;
    let found = UNKNOWN;
    while (found === UNKNOWN) {
      const parent = parents[here] as number;
      if (parent < 0) found = -1;
      else if (parent >= above.from && parent < above.to) found = parent - above.from;
      else found = nearest[parent] as number;
      here = parent;
    }
    for (
      let passed = unit;
      passed !== here && passed >= 0 && nearest[passed] === UNKNOWN;
      passed = parents[passed] as number
    )
      nearest[passed] = found;
    of[unit - from] = found;
  }
  return { of, count: above.to - above.from };
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
