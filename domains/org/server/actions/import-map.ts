// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { startOfDay } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { OrgUnit } from '../../model/units.ts';
import { type LoadedMap, loadMap, type MapFile } from '../queries/check-map.ts';
import type { ChangeDeps } from '../queries/world.ts';
import { BOUNDED, boundariesSet, type NewBoundaries } from '../store/boundaries.ts';

type Checking = MapFile & { readonly id: string };
type Carrying = Checking & { readonly basis: string };

const guard = ({ under }: { readonly under: OrgUnit }) => ({
  paths: [under.path],
  line: null,
  sensitivity: 'open' as const,
  roles: [],
});

/** Says what a file of boundaries would set, and what stands against it. Nothing is kept but that it was asked. */
export function checkMapAction(deps: ChangeDeps): Action<Checking, LoadedMap, LoadedMap & { readonly id: string }> {
  return {
    name: 'org.bound',
    parties: [],
    load: (tx, asked) => loadMap(tx, deps, asked),
    guard,
    decide: (loaded, { id }) => ({ ...loaded, id }),
    write: () => [],
    tell: ({ id, under, preview }) => ({
      status: 200,
      answer: { checked: true },
      once: { preview },
      record: id,
      unit: under.id,
      detail: { checked: true, faults: preview.faultCount, features: preview.features },
      events: [],
    }),
  };
}

/** Sets the boundaries of a file, all or none, as one change. */
export function importMapAction(deps: ChangeDeps): Action<Carrying, LoadedMap, NewBoundaries> {
  return {
    name: 'org.bound',
    parties: [],
    load: (tx, asked) => loadMap(tx, deps, asked),
    guard,
    decide({ under, cells, preview }, { id, basis, from }, { now, person }) {
      const faults = preview.faults.map(({ feature, what, mend }) => ({ path: `/file/${feature ?? ''}`, what, mend }));
      if (faults.length > 0) throw badInput(faults);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      return { id, over: under.id, from, origin: 'official', basis, person, now, cells };
    },
    write: (_, made) => [boundariesSet(made)],
    tell: ({ id, over, from, cells }) => ({
      status: 201,
      answer: { id, units: cells.length },
      record: id,
      unit: over,
      detail: { from, origin: 'official', units: cells.length },
      events: [{ name: BOUNDED, unit: over, record: id, instants: [startOfDay(from, deps.zone)] }],
    }),
  };
}
