// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import { idsOf, type OrgPath } from '@beichen/kernel/paths.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { ImportChange, Target } from '../model/changes.ts';
import { type ChangeRule, faultAt, findOpen, type KnownUnit, placeFaults, type Step, type World } from './change.ts';
import { openUnits } from './new-units.ts';
import { passSteps } from './passes.ts';
import { closeRule, renameRule } from './simple-changes.ts';

type Found = { readonly faults: InputFault[]; readonly warnings: Words[]; readonly steps: Step[] };

/** The units of a world and those that the file makes, as one. A new unit has an id below zero and no place yet. */
class Both {
  readonly fresh = new Map<string, KnownUnit>();
  private readonly world: World;

  constructor(change: ImportChange, world: World) {
    this.world = world;
    for (const [at, { code, unitKind: kind, name, class: own }] of change.opens.entries())
      this.fresh.set(code, {
        id: -1 - at,
        code,
        kind,
        name,
        nameEntered: name,
        class: own,
        zone: null,
        parent: null,
        path: '' as OrgPath,
        since: world.today,
        closedOn: null,
      });
  }

  find(target: Target, place: { readonly path: string; readonly faults: InputFault[] }): KnownUnit | undefined {
    return typeof target === 'number' ? findOpen(this.world, target, place) : this.fresh.get(target);
  }
}

const RING = { zh: '上级关系成了环', en: 'Its chain of parents is a circle' };

/** What a unit will lie below, as far as the file says: from a unit up to the first that stays where it is. */
function lineAbove(change: ImportChange, world: World): (unit: number) => boolean {
  const opened = new Map(change.opens.map(({ code, parent }) => [code, parent]));
  const moved = new Map(change.moves.map(({ unit, parent }) => [unit, parent]));
  return (unit) => {
    const seen = new Set<Target>();
    let at: Target | undefined = moved.get(unit);
    while (at !== undefined && !seen.has(at)) {
      seen.add(at);
      if (typeof at === 'string') {
        at = opened.get(at);
        continue;
      }
      const chain = idsOf(world.units.get(at)?.path ?? ('' as OrgPath)).reverse();
      const stop = chain.find((id) => id === unit || moved.has(id));
      if (stop === unit) return false;
      at = stop === undefined ? undefined : moved.get(stop);
    }
    return at === undefined;
  };
}

/** How many units of the file a unit will lie below: those above go first, so that nothing ever lies below itself. */
function depthIn(change: ImportChange, world: World): (unit: number) => number {
  const opened = new Map(change.opens.map(({ code, parent }) => [code, parent]));
  const moved = new Map(change.moves.map(({ unit, parent }) => [unit, parent]));
  const depth = (target: Target, left: number): number => {
    if (left === 0) return 0;
    if (typeof target === 'string') return 1 + depth(opened.get(target) ?? 0, left - 1);
    const above = idsOf(world.units.get(target)?.path ?? ('' as OrgPath)).findLast((id) => moved.has(id));
    return above === undefined ? 0 : 1 + depth(moved.get(above) ?? 0, left - 1);
  };
  return (unit) => depth(moved.get(unit) ?? 0, change.moves.length + change.opens.length);
}

function openings(change: ImportChange, both: Both, world: World): Found {
  const found: Found = { faults: [], warnings: [], steps: [] };
  const gone = change.closes.map(({ unit }) => unit);
  const all = change.opens.map((open, at) => ({ ...open, at }));
  for (const group of Map.groupBy(all, ({ parent }) => parent).values()) {
    const [{ parent: target } = { parent: 0 }] = group;
    const asked = group.map(({ at, code, unitKind: kind, name, class: own }) => {
      const path = `/opens/${at}`;
      const parent = both.find(target, { path: `${path}/parent`, faults: found.faults });
      const unit = { kind, code, name, class: own, zone: parent?.zone ?? null };
      if (parent !== undefined) found.faults.push(...placeFaults(world, kind, { parent, path: `${path}/parent` }));
      return { key: code, unit, path };
    });
    const parent = both.find(target, { path: '', faults: [] });
    if (parent === undefined) continue;
    const opened = openUnits(world, asked, { parent, gone });
    found.faults.push(...opened.faults);
    found.warnings.push(...opened.warnings);
  }
  for (const { parent: target, unitKind: kind, code, name, class: own } of change.opens) {
    const above = typeof target === 'number' ? world.units.get(target) : undefined;
    const unit = { kind, code, name, class: own, zone: above?.zone ?? null };
    found.steps.push({ do: 'open', key: code, unit, parent: target });
  }
  return found;
}

function moves(change: ImportChange, both: Both, world: World): Found {
  const found: Found = { faults: [], warnings: [], steps: [] };
  const isSound = lineAbove(change, world);
  const depthOf = depthIn(change, world);
  for (const [at, { unit: id, parent: target }] of change.moves.entries()) {
    const unit = findOpen(world, id, { path: `/moves/${at}/unit`, faults: found.faults });
    const path = `/moves/${at}/parent`;
    const parent = both.find(target, { path, faults: found.faults });
    if (unit === undefined || parent === undefined) continue;
    if (!isSound(id)) found.faults.push(faultAt(path, RING, { zh: '改正上级代码', en: "Correct the parent's code" }));
    found.faults.push(...placeFaults(world, unit.kind, { parent, path }));
    found.steps.push({ do: 'move', unit: id, parent: target, before: unit.parent });
  }
  if (found.faults.length > 0) return found;
  const order = new Map(change.moves.map(({ unit }) => [unit, depthOf(unit)]));
  const depth = (step: Step): number => (step.do === 'move' ? (order.get(step.unit) ?? 0) : 0);
  return { ...found, steps: found.steps.sort((a, b) => depth(a) - depth(b)) };
}

/** The faults of a single change, told at its place in the file. */
function within(faults: readonly InputFault[], place: string): InputFault[] {
  return faults.map((fault) => ({ ...fault, path: fault.path.replace('/change', `/change${place}`) }));
}

function renamings({ renames }: ImportChange, world: World): Found {
  const found: Found = { faults: [], warnings: [], steps: [] };
  for (const [at, { unit, name }] of renames.entries()) {
    const { steps, faults, warnings } = renameRule.plan({ kind: 'rename', unit, name }, world);
    found.steps.push(...steps);
    found.faults.push(...within(faults, `/renames/${at}`));
    found.warnings.push(...warnings);
  }
  return found;
}

/** Units end from below: what the file takes away from below a unit no longer stands in its way. */
function closings(change: ImportChange, world: World): Found {
  const found: Found = { faults: [], warnings: [], steps: [] };
  const left = new Set([...change.closes, ...change.moves].map(({ unit }) => unit));
  const ended = new Set(change.closes.map(({ unit }) => unit));
  const below = new Map([...world.below].map(([id, units]) => [id, units.filter((unit) => !left.has(unit.id))]));
  const units = new Map(
    [...world.units].map(([id, unit]) => [id, ended.has(id) ? { ...unit, closedOn: world.today } : unit]),
  );
  const level = (unit: number): number => idsOf(world.units.get(unit)?.path ?? ('' as OrgPath)).length;
  const order = [...change.closes.entries()].sort(([, a], [, b]) => level(b.unit) - level(a.unit));
  for (const [at, { unit: id, to }] of order) {
    const own = world.units.get(id);
    const seen = { ...world, below, units: own === undefined ? units : new Map(units).set(id, own) };
    const passes =
      to === null ? [] : [...world.holdings.keys()].map((holding) => ({ holding, from: id, to: to as Target }));
    const { steps, faults } = closeRule.plan({ kind: 'close', unit: id, passes }, seen);
    found.faults.push(...within(faults, `/closes/${at}`));
    found.steps.push(...(faults.length > 0 ? passSteps(passes) : steps));
  }
  return found;
}

const CLOSED_HERE = {
  what: { zh: '这个单位在同一文件里撤销', en: 'The same file closes this unit' },
  mend: { zh: '另选单位', en: 'Choose another unit' },
};

function posts(change: ImportChange, both: Both): Found {
  const found: Found = { faults: [], warnings: [], steps: [] };
  const ended = new Set<Target>(change.closes.map(({ unit }) => unit));
  for (const end of change.ends) found.steps.push({ do: 'end', ...end });
  for (const [at, post] of change.posts.entries()) {
    const path = `/posts/${at}/unit`;
    both.find(post.unit, { path, faults: found.faults });
    if (ended.has(post.unit)) found.faults.push(faultAt(path, CLOSED_HERE.what, CLOSED_HERE.mend));
    found.steps.push({ do: 'appoint', post });
  }
  return found;
}

/** Households that the file gives: of units of the city, and of those that it makes. */
function counts({ counts: given = [] }: ImportChange, both: Both): Found {
  const found: Found = { faults: [], warnings: [], steps: [] };
  for (const [at, { unit, households }] of given.entries()) {
    both.find(unit, { path: `/counts/${at}/unit`, faults: found.faults });
    found.steps.push({ do: 'count', unit, households });
  }
  return found;
}

function relations({ closes, ties = [], unties = [] }: ImportChange, both: Both): Found {
  const found: Found = { faults: [], warnings: [], steps: [] };
  const ended = new Set<Target>(closes.map(({ unit }) => unit));
  for (const untie of unties) found.steps.push({ do: 'untie', ...untie });
  for (const [at, tie] of ties.entries()) {
    for (const end of ['unit', 'over'] as const) {
      const path = `/ties/${at}/${end}`;
      both.find(tie[end], { path, faults: found.faults });
      if (ended.has(tie[end])) found.faults.push(faultAt(path, CLOSED_HERE.what, CLOSED_HERE.mend));
    }
    found.steps.push({ do: 'tie', tie });
  }
  return found;
}

/**
 * What a file comes to is one change: units are opened, moved and renamed, posts and ties end and are given, and units that the file says are to
 * end do so last. Each part obeys the rules of the change that does only this.
 */
export const importRule: ChangeRule<ImportChange> = {
  units: ({
    opens,
    moves: moved,
    renames,
    closes,
    posts: given,
    ends,
    counts: counted = [],
    ties = [],
    unties = [],
  }) => [
    ...[...opens, ...moved].map(({ parent }) => parent).filter((parent) => typeof parent === 'number'),
    ...[...moved, ...renames, ...closes, ...ends].map(({ unit }) => unit),
    ...closes.flatMap(({ to }) => to ?? []),
    ...given.map(({ unit }) => unit).filter((unit) => typeof unit === 'number'),
    ...counted.map(({ unit }) => unit).filter((unit) => typeof unit === 'number'),
    ...ties.flatMap(({ unit, over }) => [unit, over]).filter((unit) => typeof unit === 'number'),
    ...unties.flatMap(({ unit, by }) => [unit, by]),
  ],
  emptied: ({ closes }) => closes.map(({ unit }) => unit),
  codes: ({ opens }) => opens.map(({ code }) => code),
  plan(change, world) {
    const both = new Both(change, world);
    const parts = [
      openings(change, both, world),
      moves(change, both, world),
      renamings(change, world),
      posts(change, both),
      relations(change, both),
      counts(change, both),
      closings(change, world),
    ];
    return {
      steps: parts.flatMap(({ steps }) => steps),
      faults: parts.flatMap(({ faults }) => faults),
      warnings: parts.flatMap(({ warnings }) => warnings),
    };
  },
};
