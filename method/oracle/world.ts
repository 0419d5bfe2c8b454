// SPDX-License-Identifier: Apache-2.0
/** Units, peers, facts and values: METHOD.md sections 2 and 3. */
import { byCodePoint } from './numbers.ts';
import type { Case, FactRow, Item, Method, UnitRow } from './shape.ts';

/** Everything the other steps read: the method, the units of the subject kind by id, their groups, and all facts. */
export type World = {
  method: Method;
  decimals: number;
  /** ids of the units of the subject kind, by code point */
  subjects: string[];
  /** the name of each subject unit's peer group */
  group: Map<string, string>;
  /** unit → measure → row */
  facts: Map<string, Map<string, FactRow>>;
};

/** Reads the rows; section 1: decimals default to 2. */
export function worldOf(input: Case): World {
  const method = input.method as Method;
  const rows = new Map<string, UnitRow>();
  for (const row of input.units) rows.set(row['id'] ?? '', row);
  const facts = new Map<string, Map<string, FactRow>>();
  for (const fact of input.facts) {
    const ofUnit = facts.get(fact.unit) ?? new Map<string, FactRow>();
    ofUnit.set(fact.measure, fact);
    facts.set(fact.unit, ofUnit);
  }
  const subjects = [...rows.keys()].filter((id) => rows.get(id)?.['kind'] === method.subject).sort(byCodePoint);
  const group = new Map<string, string>();
  for (const id of subjects) group.set(id, groupOf({ id, peers: method.peers ?? 'all', rows }));
  return { method, decimals: method.decimals ?? 2, subjects, group, facts };
}

/** Section 1, `peers`: "units with the same nearest ancestor (not itself) of this kind; `all` (default) = one group; `attribute:NAME` = … the same value". */
function groupOf({ id, peers, rows }: { id: string; peers: string; rows: Map<string, UnitRow> }): string {
  if (peers === 'all') return 'all';
  if (peers.startsWith('attribute:')) {
    const value = rows.get(id)?.[peers.slice('attribute:'.length)];
    if (value === null || value === undefined) throw new Error(`${id} has no ${peers}`);
    return value;
  }
  let above = rows.get(id)?.['parent'] ?? null;
  while (above !== null) {
    const row = rows.get(above);
    if (row === undefined) throw new Error(`unknown parent ${above}`);
    if (row['kind'] === peers) return above;
    above = row['parent'] ?? null;
  }
  throw new Error(`${id} has no ancestor of the kind ${peers}`);
}

/** Section 2: "Peers of a unit are all units of the subject kind in its group, itself included, ranked or not"; by id in code-point order. */
export function peersOf(world: World, unit: string): string[] {
  return world.subjects.filter((other) => world.group.get(other) === world.group.get(unit));
}

/** The row where it is not missing. Section 2: "A fact with an empty num, or with den = 0, is missing; so is one that is not there." */
export function factOf(world: World, unit: string, measure: string): { num: number; den: number | null } | null {
  const row = world.facts.get(unit)?.get(measure);
  if (row === undefined || row.num === null || row.den === 0) return null;
  return { num: row.num, den: row.den };
}

/** Section 2: "Its value is num when den is empty, else num / den." Null is missing. */
export function plainValue(world: World, unit: string, measure: string): number | null {
  const fact = factOf(world, unit, measure);
  if (fact === null) return null;
  return fact.den === null ? fact.num : fact.num / fact.den;
}

/** Section 3: "The value becomes (num + (k·N)/D) / (den + k). A missing fact stays missing." Without `shrink`, the plain value. */
export function ruleValue(world: World, unit: string, item: Item): number | null {
  if (item.measure === undefined) throw new Error(`${item.id} has no measure`);
  if (item.shrink === undefined) return plainValue(world, unit, item.measure);
  const own = factOf(world, unit, item.measure);
  if (own === null) return null;
  if (own.den === null) throw new Error(`${unit} has no den for ${item.measure}`);
  let sumOfNum = 0;
  let sumOfDen = 0;
  for (const peer of peersOf(world, unit)) {
    const fact = factOf(world, peer, item.measure);
    if (fact === null) continue;
    if (fact.den === null) throw new Error(`${peer} has no den for ${item.measure}`);
    sumOfNum += fact.num;
    sumOfDen += fact.den;
  }
  const k = item.shrink;
  return (own.num + (k * sumOfNum) / sumOfDen) / (own.den + k);
}

/** The values that the peers of a unit have for an item, by unit id, missing ones left out. */
export function peerValues(world: World, unit: string, item: Item): number[] {
  const values: number[] = [];
  for (const peer of peersOf(world, unit)) {
    const value = ruleValue(world, peer, item);
    if (value !== null) values.push(value);
  }
  return values;
}
