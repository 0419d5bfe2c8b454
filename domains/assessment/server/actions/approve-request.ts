// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Action } from '@beichen/platform-server/action/action.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import { factErrors } from '../../module/fact-errors.ts';
import { type ActingPost, actingPost } from '../../rules/own-post.ts';
import { holdAsking, unitsToAsk } from '../queries/fact-grounds.ts';
import { type Due, formsOpened, type NewForm, requestApproved } from '../store/fact-requests.ts';
import { dueOfRequest, formsFor, monthOf } from './ask-facts.ts';
import type { FactDeps } from './fact-deps.ts';

type Row = {
  readonly id: string;
  readonly unit: number;
  readonly path: string;
  readonly madeBy: string;
  readonly isOpen: boolean;
  readonly days: number;
  readonly subject: string;
};
type Loaded = { readonly row: Row; readonly forms: readonly NewForm[] };
type Decision = Loaded & {
  readonly person: string;
  readonly post: ActingPost;
  readonly due: Due;
  readonly now: Instant;
};

/** Somebody other than the requester lets a request open that goes beyond the limit of the month. Its days count from then on. */
export function approveRequestAction(deps: FactDeps): Action<{ readonly id: string }, Loaded, Decision> {
  return {
    name: 'assessment.approve-request',
    permission: 'assessment.allow',
    parties: [],
    async load(tx, { id }, { now }) {
      await holdAsking(tx);
      const { rows } = await sql<Row>`
        SELECT r.id, r.unit_id AS unit, r.path, r.made_by AS "madeBy", r.opened_at IS NOT NULL AS "isOpen", r.working_days AS days, e.subject
        FROM fact_request r JOIN method_edition e ON e.id = r.edition WHERE r.id = ${id}`.execute(tx);
      const [row] = rows;
      if (row === undefined) return undefined;
      const month = monthOf(now, deps.time.zone);
      const units = await unitsToAsk(tx, { path: row.path, subject: row.subject, month });
      return { row, forms: formsFor(units, now) };
    },
    guard: ({ row }) => ({ paths: [row.path], line: null, sensitivity: 'internal', roles: [] }),
    decide(loaded, _, { now, person, grants }) {
      const { row } = loaded;
      const post = actingPost(grants, { permission: 'assessment.allow', path: row.path }, deps.roles);
      if (person === null || post === null) throw new Refusal(platformErrors.forbidden);
      if (row.madeBy === person) throw new Refusal(factErrors.ownApproval);
      if (row.isOpen) throw new Refusal(factErrors.alreadyOpen);
      if (loaded.forms.length === 0) throw new Refusal(factErrors.nobodyToAsk);
      return { ...loaded, person, post, due: dueOfRequest(deps, row.days, now), now };
    },
    write(tx, { row, forms, person, post, due, now }) {
      return [
        requestApproved(tx, { id: row.id, person, post, month: monthOf(now, deps.time.zone), due, now }),
        ...formsOpened({ request: row.id, forms, due, days: row.days, now }),
      ];
    },
    tell: ({ row, forms }) => ({
      status: 200,
      answer: { id: row.id, state: 'open' },
      record: row.id,
      unit: row.unit,
      detail: { asked: forms.length },
      events: [{ name: 'assessment.facts-asked', unit: row.unit, record: row.id, instants: [] }],
    }),
  };
}
