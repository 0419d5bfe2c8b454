// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { findPeriod, lastDay } from '@beichen/kernel/periods.ts';
import { type CivilDate, dateOf, millisOf } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { freezeInput } from '../../model/results.ts';
import { assessmentErrors } from '../../module.ts';
import { editionsOn } from '../queries/editions.ts';
import { freezeRequested, type Wanted } from '../store/frozen.ts';
import { assessmentTables } from '../tables.ts';

type Input = z.infer<typeof freezeInput>;

/** The zone in which periods end, and what posts are called. */
export type FreezeDeps = { readonly zone: string; readonly roles: readonly Pick<Role, 'id' | 'title'>[] };

type Loaded = Omit<Wanted, 'id' | 'person' | 'now'> & { readonly id: string; readonly underWay: boolean };

/** The edition of the method that assesses the period, with the root of what it assesses, as far as the actor sees both. */
async function findAssessed(
  tx: Database,
  { period, method }: Input,
): Promise<(Pick<Wanted, 'edition' | 'root'> & { readonly treeDate: CivilDate }) | undefined> {
  const found = findPeriod(period);
  if (found === undefined) return undefined;
  const treeDate = lastDay(found);
  const editions = await editionsOn(tx, { kind: found.kind, day: treeDate });
  const edition = editions.find((one) => one.method === method);
  if (edition === undefined) return undefined;
  const { rows } = await sql<Wanted['root']>`
    SELECT id, path FROM unit WHERE parent_id IS NULL
      AND EXISTS (SELECT FROM unit below WHERE below.kind = ${edition.subject} AND below.path ^@ unit.path) ORDER BY code LIMIT 1`.execute(
    tx,
  );
  return rows[0] && { edition: edition.id, root: rows[0], treeDate };
}

/** The nearest post that gives the acting person the right over a place: in whose name it is asked. */
async function findPost(
  tx: Database,
  over: { readonly path: string; readonly today: CivilDate },
  roles: FreezeDeps['roles'],
): Promise<Wanted['post']> {
  const { path, today } = over;
  const { rows } = await sql<{ unit: number; role: string }>`
    SELECT unit_id AS unit, role FROM access_grant
    WHERE 'assessment.freeze' = ANY (permissions) AND "from" <= ${today} AND ("to" IS NULL OR "to" > ${today}) AND ${path} ^@ path
    ORDER BY length(path) DESC, role LIMIT 1`.execute(tx);
  if (rows[0] === undefined) return null;
  const { unit, role } = rows[0];
  return { unit, title: roles.find(({ id }) => id === role)?.title ?? { zh: role, en: role } };
}

/** An organiser asks that a result be frozen. The worker does it; what is known at this moment is what it counts. */
export function freezeAction({ zone, roles }: FreezeDeps): Action<Input, Loaded, Wanted> {
  return {
    name: 'assessment.freeze',
    parties: [],

    async load(tx, input, { now }) {
      const assessed = await findAssessed(tx, input);
      if (assessed === undefined) return undefined;
      const waiting = await assessmentTables(tx)
        .selectFrom('evaluation')
        .select('id')
        .where('edition', '=', assessed.edition)
        .where('period', '=', input.period)
        .where('state', '=', 'requested')
        .executeTakeFirst();
      const id = uuidv7From(millisOf(now), randomBytes(16));
      const post = await findPost(tx, { path: assessed.root.path, today: dateOf(now, zone) }, roles);
      return { ...assessed, id, post, period: input.period, underWay: waiting !== undefined };
    },

    guard: ({ root }) => ({ paths: [root.path], line: null, sensitivity: 'internal', roles: [] }),

    decide({ underWay, ...wanted }, _, { now, person }) {
      if (dateOf(now, zone) <= wanted.treeDate) throw new Refusal(assessmentErrors.periodOpen);
      if (underWay) throw new Refusal(assessmentErrors.alreadyRequested);
      return { ...wanted, person, now };
    },

    write: (_, wanted) => [freezeRequested(wanted)],

    tell: ({ id, period, edition, root }) => ({
      status: 201,
      answer: { id, state: 'requested' },
      record: id,
      unit: root.id,
      detail: { period, edition },
      events: [{ name: 'assessment.requested', unit: root.id, record: id, instants: [] }],
    }),
  };
}
