// SPDX-License-Identifier: Apache-2.0
/** From items to the total and the stars: METHOD.md section 5, sentences 1 to 4. */
import { atLeast, holds, keepWithin, round } from './numbers.ts';
import { rulePoints } from './rules.ts';
import type { Adjustment, Cap, Item, Section, Veto } from './shape.ts';
import { peersOf, peerValues, plainValue, ruleValue, type World } from './world.ts';

/** An item's points; `excluded` leaves it out, `held` makes the section incomplete. */
type ItemOutcome = { points: number; excluded: boolean; held: boolean };
export type SectionOutcome = { points: number; complete: boolean };

/** Section 5.1: "Item points = round(clamped points)", after section 4's `less`; null where the item's own fact is missing. */
function pointsFromValue(world: World, unit: string, item: Item): number | null {
  const full = item.full;
  const floor = item.floor ?? 0;
  let points = full;
  if (item.rule !== undefined) {
    const v = ruleValue(world, unit, item);
    if (v === null) return null;
    points = rulePoints(item.rule, { full, floor, v, values: peerValues(world, unit, item) });
  }
  for (const entry of item.less ?? []) {
    const v = plainValue(world, unit, entry.measure);
    if (v !== null) points -= entry.each * Math.max(0, v);
  }
  return round(keepWithin(points, [floor, full]), world.decimals);
}

/** Section 5.1: "Where the item's own fact is missing: zero gives 0, full gives F, …" */
function itemOutcome(world: World, unit: string, item: Item): ItemOutcome {
  const held = { points: 0, excluded: false, held: true };
  const points = pointsFromValue(world, unit, item);
  if (points !== null) return { points, excluded: false, held: false };
  const missing = item.missing ?? 'hold';
  if (missing === 'zero') return { points: 0, excluded: false, held: false };
  if (missing === 'full') return { points: item.full, excluded: false, held: false };
  if (missing === 'exclude') return { points: 0, excluded: true, held: false };
  if (missing === 'hold') return held;
  let sum = 0;
  let count = 0;
  for (const peer of peersOf(world, unit)) {
    const given = pointsFromValue(world, peer, item);
    if (given === null) continue;
    sum += given;
    count += 1;
  }
  return count === 0 ? held : { points: round(sum / count, world.decimals), excluded: false, held: false };
}

/** Section 5.2: the size, without its sign, of each adjustment: "round(min(|each| · max(0, v), cap))"; "missing: 0". */
function sizeOf(world: World, unit: string, adjustment: Adjustment): number {
  const v = plainValue(world, unit, adjustment.measure);
  if (v === null) return 0;
  return round(Math.min(Math.abs(adjustment.each) * Math.max(0, v), adjustment.cap), world.decimals);
}

/** Section 5.2: what counts, one after the other. "Those in a cap count together, at the place of the first of them, by their sizes … in the order of `adjustments`: the sum or the highest of them, at most `at`, then the sign." */
function counted(list: Adjustment[], caps: Cap[], size: (adjustment: Adjustment) => number): number[] {
  const parts: number[] = [];
  for (const adjustment of list) {
    const sign = adjustment.each < 0 ? -1 : 1;
    const cap = caps.find((c) => c.of.includes(adjustment.id));
    if (cap === undefined) {
      parts.push(sign * size(adjustment));
      continue;
    }
    const members = list.filter((other) => cap.of.includes(other.id));
    if (members[0] !== adjustment) continue;
    let together = 0;
    for (const member of members) {
      if (cap.take === 'highest') together = Math.max(together, size(member));
      else together += size(member);
    }
    parts.push(sign * Math.min(together, cap.at));
  }
  return parts;
}

/** The adjustments of one section, or of the total where none is named, in the order of the file. */
function adjustmentsOf(world: World, section: string | undefined): Adjustment[] {
  return (world.method.adjustments ?? []).filter((adjustment) => adjustment.section === section);
}

/** Section 5.2: "ceiling = S, or, without `ceiling: full`, S + what the bonuses can add at most (their `cap`s, combined by `take` and `at`)". */
export function ceilingOf(world: World, section: Section): number {
  let ceiling = 0;
  for (const item of section.items) ceiling += item.full;
  if (section.ceiling === 'full') return ceiling;
  const bonuses = adjustmentsOf(world, section.id).filter((adjustment) => adjustment.each > 0);
  for (const most of counted(bonuses, world.method.caps ?? [], (adjustment) => adjustment.cap)) ceiling += most;
  return ceiling;
}

/** Section 5.4: "A veto on a missing fact does not fire." */
export function vetoesOn(world: World, unit: string): Veto[] {
  return (world.method.vetoes ?? []).filter((veto) => {
    const v = plainValue(world, unit, veto.measure);
    return v !== null && holds(veto.when, v);
  });
}

/** Section 5.2, whole. */
export function sectionOutcome(world: World, unit: string, section: Section): SectionOutcome {
  let complete = true;
  let anyExcluded = false;
  let sum = 0;
  let fullOfAll = 0;
  let fullOfRest = 0;
  for (const item of section.items) {
    const outcome = itemOutcome(world, unit, item);
    fullOfAll += item.full;
    if (outcome.excluded) {
      anyExcluded = true;
      continue;
    }
    fullOfRest += item.full;
    sum += outcome.points;
    if (outcome.held) complete = false;
  }
  if (anyExcluded && fullOfRest === 0) {
    complete = false;
    sum = 0;
  } else if (anyExcluded) sum = (sum * fullOfAll) / fullOfRest;
  const parts = counted(adjustmentsOf(world, section.id), world.method.caps ?? [], (a) => sizeOf(world, unit, a));
  for (const part of parts) sum += part;
  let points = round(keepWithin(sum, [section.floor ?? 0, ceilingOf(world, section)]), world.decimals);
  for (const veto of vetoesOn(world, unit)) if (veto.then.zero?.includes(section.id)) points = 0;
  return { points, complete };
}

/** Section 5.3: "total = the sum of the sections' points, then the adjustments that name no section (likewise), not below 0, rounded." */
export function totalOf(world: World, unit: string, sections: Map<string, SectionOutcome>): number {
  let total = 0;
  for (const section of world.method.sections) total += sections.get(section.id)?.points ?? 0;
  const parts = counted(adjustmentsOf(world, undefined), world.method.caps ?? [], (a) => sizeOf(world, unit, a));
  for (const part of parts) total += part;
  return round(Math.max(0, total), world.decimals);
}

/** Section 6: "every reason that binds, in this order: incomplete, points (whenever points < win), veto:ID (lose; in the file's order), requires". */
export function reasonsOf(world: World, unit: string, outcomes: Map<string, SectionOutcome>): Map<string, string[]> {
  const reasons = new Map<string, string[]>();
  const vetoes = vetoesOn(world, unit);
  for (const section of world.method.sections) {
    const outcome = outcomes.get(section.id);
    const own: string[] = [];
    if (outcome === undefined) throw new Error(`no outcome for ${section.id}`);
    if (!outcome.complete) own.push('incomplete');
    if (section.star === true) {
      if (section.win === undefined) throw new Error(`${section.id} has no win`);
      if (!atLeast(outcome.points, section.win)) own.push('points');
      for (const veto of vetoes) {
        if (veto.then.lose === 'all' || veto.then.lose?.includes(section.id)) own.push(`veto:${veto.id}`);
      }
    }
    reasons.set(section.id, own);
  }
  addRequires(world, reasons);
  return reasons;
}

/** Section 5.4: "and what it `requires` is won": a list, all of them; `{ any: n, of: [ids] }`, n of them. Stars are settled once all that they name are. */
function addRequires(world: World, reasons: Map<string, string[]>): void {
  const settled = new Map<string, boolean>();
  const isWon = (id: string): boolean => {
    const known = settled.get(id);
    if (known !== undefined) return known;
    const own = reasons.get(id);
    const requires = world.method.sections.find((section) => section.id === id)?.requires;
    if (own === undefined) throw new Error(`no section ${id}`);
    if (requires !== undefined) {
      const named = Array.isArray(requires) ? requires : requires.of;
      const needed = Array.isArray(requires) ? requires.length : requires.any;
      if (named.filter(isWon).length < needed) own.push('requires');
    }
    settled.set(id, own.length === 0);
    return own.length === 0;
  };
  for (const section of world.method.sections) if (section.star === true) isWon(section.id);
}
