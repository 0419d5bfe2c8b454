// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { orgErrors } from '../../module.ts';
import { changeWithdrawn } from '../store/changes.ts';
import { orgTables } from '../tables.ts';

type Loaded = { readonly id: string; readonly unit_id: number; readonly path: string; readonly state: string };

/** Takes back a change before its day: it has done nothing yet. What was carried out is undone by a new change. */
export function withdrawChangeAction(): Action<{ readonly id: string }, Loaded, Loaded & { readonly now: Instant }> {
  return {
    name: 'org.change',
    parties: [],
    load: (tx, { id }) =>
      orgTables(tx)
        .selectFrom('unit_change')
        .select(['id', 'unit_id', 'path', 'state'])
        .where('id', '=', id)
        .executeTakeFirst(),
    guard: ({ path }) => ({ paths: [path], line: null, sensitivity: 'internal', roles: [] }),
    decide(found, _, { now }) {
      if (found.state !== 'planned') throw new Refusal(orgErrors.notPlanned);
      return { ...found, now };
    },
    write: (tx, { id, now }) => changeWithdrawn(tx, id, now),
    tell: ({ id, unit_id: unit }) => ({
      status: 200,
      answer: { id, state: 'withdrawn' },
      record: id,
      unit,
      detail: { state: 'withdrawn' },
      events: [],
    }),
  };
}
