// SPDX-License-Identifier: Apache-2.0
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { type CivilDate, dateOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { z } from 'zod';
import type { changeInput } from '../../model/changes.ts';
import type { World } from '../../rules/change.ts';
import { commonAncestor, planOf } from '../../rules/changes.ts';
import { findUnit } from '../queries/units.ts';
import { type Asked, type ChangeDeps, loadWorld } from '../queries/world.ts';
import { CHANGE_DUE, changeClock, changePlanned, type PlannedChange } from '../store/changes.ts';

type Input = z.infer<typeof changeInput>;

/** A change with what it rests on. `over` is the nearest unit above all that it touches. */
export type Considered = { readonly world: World; readonly today: CivilDate; readonly over: PlannedChange['over'] };

/** Reads a change's world, and over which unit the right to make it must lie. `undefined` where none of its units is to be seen. */
export async function considerChange(tx: Database, deps: ChangeDeps, about: Asked): Promise<Considered | undefined> {
  const world = await loadWorld(tx, deps, about);
  const units = [...world.units.values()];
  if (units.length === 0) return undefined;
  const over = await findUnit(tx, commonAncestor(units.map(({ path }) => path)));
  return over && { world, today: about.today, over: { id: over.id, path: over.path } };
}

/** Somebody decides a change of the tree. From today on it is carried out at once, else when its day begins; the worker does it. */
export function changeTreeAction(deps: ChangeDeps): Action<Input, Considered, PlannedChange> {
  const { zone } = deps;
  return {
    name: 'org.change',
    parties: [],

    load: (tx, { id, change }, { now }) => considerChange(tx, deps, { id, change, today: dateOf(now, zone) }),

    guard: ({ over }) => ({ paths: [over.path], line: null, sensitivity: 'internal', roles: [] }),

    decide({ world, over }, { id, from, basis, change }, { now, person }) {
      const faults: readonly InputFault[] = planOf(change, from, world).faults;
      if (faults.length > 0) throw badInput(faults);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      return { id, change, from, basis, over, person, now };
    },

    write: (tx, planned) => [
      changePlanned(tx, planned),
      ...(planned.from > dateOf(planned.now, zone) ? [changeClock(tx, planned, zone)] : []),
    ],

    tell({ id, change, from, over, now }) {
      const isDue = from <= dateOf(now, zone);
      return {
        status: 201,
        answer: { id, state: 'planned' },
        record: id,
        unit: over.id,
        detail: { kind: change.kind, from },
        events: isDue ? [{ name: CHANGE_DUE, unit: over.id, record: id, instants: [] }] : [],
      };
    },
  };
}
