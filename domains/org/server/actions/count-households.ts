// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { dateOf, startOfDay } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { badInput } from '@beichen/platform-server/http/problem.ts';
import type { z } from 'zod';
import type { countInput } from '../../model/households.ts';
import { countFaults, type Figure } from '../../rules/households.ts';
import type { RelationEnd } from '../../rules/relations.ts';
import { figuresOf } from '../queries/households.ts';
import { findEnds } from '../queries/relations.ts';
import type { ChangeDeps } from '../queries/world.ts';
import { COUNTED, householdsCounted, type NewFigure } from '../store/households.ts';

type Input = z.infer<typeof countInput>;
type Loaded = { readonly unit: RelationEnd; readonly held: readonly Figure[] };

/** Says how many households live at a unit from a day on. */
export function countHouseholdsAction({ zone, kinds }: ChangeDeps): Action<Input, Loaded, NewFigure> {
  return {
    name: 'org.count',
    parties: [],
    async load(tx, { unit: id }) {
      const unit = (await findEnds(tx, [id])).get(id);
      return unit && { unit, held: await figuresOf(tx, id) };
    },
    guard: ({ unit }) => ({ paths: [unit.path], line: null, sensitivity: 'open', roles: [] }),
    decide({ unit, held }, { id, households, from, reason }, { now, person }) {
      const asked = { unit, households, from, reason };
      const faults = [...countFaults(asked, { kinds, held, today: dateOf(now, zone) })];
      if (faults.length > 0) throw badInput(faults);
      if (person === null) throw new Refusal(platformErrors.forbidden);
      return { id, unit: unit.id, households, from, reason: reason ?? null, person, now };
    },
    write: (_, figure) => [householdsCounted(figure)],
    tell: ({ id, unit, households, from }) => ({
      status: 201,
      answer: { id },
      record: id,
      unit,
      detail: { households, from },
      events: [{ name: COUNTED, unit, record: id, instants: [startOfDay(from, zone)] }],
    }),
  };
}
