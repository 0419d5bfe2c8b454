// SPDX-License-Identifier: Apache-2.0

import { Refusal } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { sql } from 'kysely';
import { orgErrors } from '../../module.ts';
import { handoverConfirmed } from '../store/posts.ts';

type Loaded = {
  readonly id: string;
  readonly unit: number;
  readonly path: string;
  readonly confirmedAt: Instant | null;
  readonly mine: boolean;
};

/** The new holder says that the work was taken over. Nobody else can. */
export function confirmHandoverAction(): Action<{ readonly id: string }, Loaded, Loaded & { readonly now: Instant }> {
  return {
    name: 'org.confirm-handover',
    parties: ['receiver'],

    async load(tx, { id }) {
      const { rows } = await sql<Loaded>`
        SELECT h.id, h.unit_id AS unit, h.path, h.confirmed_at AS "confirmedAt",
          EXISTS (SELECT FROM access_grant g WHERE g.id = h.to_post AND g.person = current_person()) AS mine
        FROM handover h WHERE h.id = ${id}`.execute(tx);
      return rows[0];
    },

    guard: ({ path, mine }) => ({ paths: [path], line: null, sensitivity: 'open', roles: mine ? ['receiver'] : [] }),

    decide(found, _, { now }) {
      if (found.confirmedAt !== null) throw new Refusal(orgErrors.alreadyConfirmed);
      return { ...found, now };
    },

    write: (tx, { id, now }) => [handoverConfirmed(tx, id, now)],

    tell: ({ id, unit }) => ({ status: 200, answer: { id }, record: id, unit, detail: {}, events: [] }),
  };
}
