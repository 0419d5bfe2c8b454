// SPDX-License-Identifier: Apache-2.0

import type { SheetFault } from '@beichen/engines/sheets/sheet-fault.ts';
import type { InputFault } from '@beichen/kernel/errors.ts';
import type { ImportChange } from '../model/changes.ts';
import type { ImportDoes, PostColumn, TieColumn, UnitColumn } from '../model/sheets.ts';
import type { Step } from './change.ts';
import type { PlannedPosts } from './plan-posts.ts';
import type { PlannedTies } from './plan-ties.ts';
import type { PlannedUnits, TreeInFile } from './plan-units.ts';
import type { PlaceInFile } from './read-posts.ts';

type Part = Exclude<keyof ImportChange, 'kind'>;

/** The columns in which what a change says stands, by the last word of a fault's path. */
const UNIT_AT: Readonly<Record<string, UnitColumn>> = {
  code: 'code',
  name: 'name',
  unitKind: 'kind',
  parent: 'parent',
  passes: 'to',
  to: 'to',
};
const TIE_AT: Readonly<Record<string, TieColumn>> = { unit: 'unit', over: 'over' };
const POST_AT: Readonly<Record<string, PostColumn>> = { unit: 'unit' };

type Planned = { readonly units: PlannedUnits; readonly posts: PlannedPosts; readonly ties: PlannedTies };

/** A fault of the change, told at the cell of the file that it comes from. */
export function placedFault(fault: InputFault, planned: Planned): SheetFault {
  const [, , part = '', at = '', field = ''] = fault.path.split('/');
  const lines = { ...planned.units.lines, ...planned.posts.lines };
  const n = Number(at);
  const post = part === 'posts' || part === 'ends' ? lines[part][n] : undefined;
  if (post !== undefined) return post.fault(POST_AT[field] ?? 'unit', fault.what, fault.mend);
  const tie = part === 'ties' ? planned.ties.lines.ties[n] : undefined;
  if (tie !== undefined) return tie.fault(TIE_AT[field] ?? 'over', fault.what, fault.mend);
  const unit = part in planned.units.lines ? planned.units.lines[part as keyof PlannedUnits['lines']][n] : undefined;
  const column = part === 'closes' && field === 'unit' ? 'close' : (UNIT_AT[field] ?? 'code');
  if (unit !== undefined) return unit.fault(column, fault.what, fault.mend);
  return { sheet: '', row: null, column: null, value: '', what: fault.what, mend: fault.mend };
}

/** The change that a file comes to. */
export function changeOf({ units, posts, ties }: Planned): ImportChange {
  const { opens, moves, renames, counts, closes } = units;
  return {
    kind: 'import',
    opens,
    moves,
    renames,
    counts,
    closes,
    posts: posts.posts,
    ends: posts.ends,
    ties: ties.ties,
    unties: ties.unties,
  };
}

export function doesNothing(change: ImportChange): boolean {
  const parts: readonly Part[] = ['opens', 'moves', 'renames', 'closes', 'counts', 'posts', 'ends', 'ties', 'unties'];
  return parts.every((part) => (change[part] ?? []).length === 0);
}

const DOES: Readonly<Record<Step['do'], ImportDoes>> = {
  open: 'opened',
  move: 'moved',
  rename: 'renamed',
  close: 'closed',
  reopen: 'opened',
  pass: 'passed',
  appoint: 'given',
  end: 'ended',
  count: 'counted',
  tie: 'tied',
  untie: 'untied',
  reappoint: 'given',
  retie: 'tied',
};

/** Steps counted by what they do, in the order in which they are done. */
export function doesOf(steps: readonly Step[]): ReadonlyMap<ImportDoes, readonly Step[]> {
  const does = new Map<ImportDoes, Step[]>(Map.groupBy(steps, (step) => DOES[step.do]));
  const accounts = steps.filter((step) => step.do === 'appoint' && step.post.account !== null);
  if (accounts.length > 0) does.set('accounts', accounts);
  return does;
}

/** A unit of the file by its code: one of the city, or one that is opened, which lies on the ground of the nearest of the city. */
export function placesIn(units: PlannedUnits, tree: TreeInFile): (code: string) => PlaceInFile | undefined {
  const opened = new Map(units.opens.map((open) => [open.code, open]));
  const byId = new Map([...tree.units.values()].map((unit) => [unit.id, unit]));
  return (code) => {
    const known = tree.units.get(code);
    if (known !== undefined)
      return {
        target: known.id,
        kind: known.kind,
        closedOn: known.closedOn,
        ground: { id: known.id, path: known.path },
      };
    const open = opened.get(code);
    if (open === undefined) return undefined;
    let at = open.parent;
    while (typeof at === 'string') at = opened.get(at)?.parent ?? 0;
    const ground = byId.get(at);
    return (
      ground && { target: code, kind: open.unitKind, closedOn: null, ground: { id: ground.id, path: ground.path } }
    );
  };
}
