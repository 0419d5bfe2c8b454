// SPDX-License-Identifier: Apache-2.0
import type { OrgPath } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Target } from '../../model/changes.ts';
import type { Step, World } from '../../rules/change.ts';
import { leftBehind, type Moved } from '../../rules/left-behind.ts';
import { relationsWithin } from './relations.ts';
import type { ChangeDeps } from './world.ts';

/** Party bodies that do not go with what a change moves, and patrons and others who answer for it though it lies below them no more. */
export async function leftTies(
  tx: Database,
  { roles }: Pick<ChangeDeps, 'roles'>,
  about: { readonly world: World; readonly steps: readonly Step[]; readonly on: CivilDate },
): Promise<Words[]> {
  const { world, steps, on } = about;
  // What lies below a unit that a change empties is no unit that it names.
  const below = new Map([...world.below.values()].flat().map((unit) => [unit.id, unit]));
  const opened = new Map(steps.flatMap((step) => (step.do === 'open' ? [[step.key, step.parent] as const] : [])));
  const placeOf = (target: Target): OrgPath | null => {
    if (typeof target === 'number') return (world.units.get(target) ?? below.get(target))?.path ?? null;
    const parent = opened.get(target);
    return parent === undefined ? null : placeOf(parent);
  };
  const moves = steps.flatMap((step): Moved[] => {
    if (step.do !== 'move') return [];
    const unit = world.units.get(step.unit) ?? below.get(step.unit);
    return unit === undefined ? [] : [{ path: unit.path, parent: step.parent, into: placeOf(step.parent) }];
  });
  const closed = new Set(steps.flatMap((step) => (step.do === 'close' ? [step.unit] : [])));
  const ties = await relationsWithin(
    tx,
    moves.map(({ path }) => path),
  );
  return leftBehind({ moves, closed }, ties, { on, roles });
}
