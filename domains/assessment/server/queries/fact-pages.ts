// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import { getPeriod, previousPeriod } from '@beichen/kernel/periods.ts';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { FactRequest, FormHead, FormPage, Offer, WaitingUnit } from '../../model/facts.ts';
import { measureAsked, standingOf } from '../../rules/asked-measures.ts';
import { stateOfForm } from '../../rules/entered.ts';
import type { FactDeps } from '../actions/fact-deps.ts';
import { declaredOfUnit } from './declared-before.ts';
import { editionFor, knownFigures, placeOf, unitsToAsk } from './fact-grounds.ts';
import { type FormRow, findForm, formRows } from './load-form.ts';

/** What a method needs of the units below a place: what may be asked, and what is known and shown instead. */
export async function factOffer(
  tx: Database,
  deps: FactDeps,
  asked: { readonly method: string; readonly period: string; readonly unit: number; readonly month: string },
): Promise<Offer> {
  const root = await placeOf(tx, asked.unit);
  const edition = await editionFor(tx, asked);
  if (root === undefined || edition === undefined) throw new Refusal(platformErrors.notFound);
  const units = await unitsToAsk(tx, { path: root.path, subject: edition.subject, month: asked.month });
  const known = await knownFigures(tx, { path: root.path, period: asked.period, measures: edition.measures });
  const given = new Set(deps.measures.keys());
  const measures = edition.measures.flatMap((id) => {
    const standing = standingOf(deps.catalogue, given, id);
    if (standing === undefined) return [];
    const measure = measureAsked(deps.catalogue, id);
    // Numbers of several units that are no counts do not add up.
    const figure = measure.form === 'value' && units.length > 1 ? null : (known.get(id) ?? null);
    return [{ ...measure, standing, known: figure }];
  });
  const most = Math.max(0, ...units.map((unit) => unit.asked));
  return { units: units.length, limit: deps.limit, asked: most, measures };
}

type RequestRow = {
  readonly id: string;
  readonly title: Words;
  readonly period: string;
  readonly measures: readonly string[];
  readonly place: string;
  readonly owner: string;
  readonly basis: string;
  readonly purpose: string;
  readonly madeBy: string;
  readonly madeUnit: string;
  readonly madePost: Words;
  readonly madeAt: Instant;
  readonly approvedUnit: string | null;
  readonly approvedPost: Words | null;
  readonly workingDays: number;
  readonly lastDay: CivilDate | null;
  readonly dueAt: Instant | null;
  readonly asked: number;
  readonly handed: number;
  readonly beyond: number;
};

type Asking = { readonly person: string; readonly now: Instant; readonly id?: string };

function requestOf(deps: FactDeps, row: RequestRow, { person, now }: Asking): FactRequest {
  const { title, madeBy, madeUnit, madePost, approvedUnit, approvedPost, measures, dueAt, ...rest } = row;
  return {
    ...rest,
    method: title,
    measures: measures.map((id) => measureAsked(deps.catalogue, id)),
    dueAt,
    state: dueAt === null ? 'waiting' : now < dueAt ? 'open' : 'closed',
    madeBy: { unit: madeUnit, title: madePost },
    mine: madeBy === person,
    approvedBy: approvedPost === null ? null : { unit: approvedUnit ?? '', title: approvedPost },
  };
}

/** Requests over what the caller sees, the newest first; counts are of the units in the caller's sight. */
export async function factRequests(tx: Database, deps: FactDeps, asking: Asking): Promise<FactRequest[]> {
  const { rows } = await sql<RequestRow>`
    SELECT r.id, e.outline -> 'title' AS title, r.period, r.measures, u.name AS place, r.owner, r.basis, r.purpose,
      r.made_by AS "madeBy", COALESCE(m.name, '') AS "madeUnit", r.made_post AS "madePost", r.made_at AS "madeAt",
      a.name AS "approvedUnit", r.approved_post AS "approvedPost", r.working_days AS "workingDays", r.last_day AS "lastDay", r.due_at AS "dueAt",
      CASE WHEN r.opened_at IS NULL THEN r.asked ELSE COALESCE(f.asked, 0) END AS asked, COALESCE(f.handed, 0) AS handed, r.beyond
    FROM fact_request r JOIN method_edition e ON e.id = r.edition JOIN unit u ON u.id = r.unit_id
    LEFT JOIN unit m ON m.id = r.made_unit LEFT JOIN unit a ON a.id = r.approved_unit
    LEFT JOIN (SELECT f.request, count(*)::integer AS asked, count(f.handed_at)::integer AS handed FROM fact_form f
      JOIN unit u ON u.id = f.unit_id AND u.closed_on IS NULL GROUP BY f.request) f ON f.request = r.id
    WHERE ${asking.id ?? null}::uuid IS NULL OR r.id = ${asking.id ?? null} ORDER BY r.made_at DESC, r.id LIMIT 200`.execute(
    tx,
  );
  return rows.map((row) => requestOf(deps, row, asking));
}

function lateOf(row: FormRow): WaitingUnit['late'] {
  if (row.lateAskedAt === null) return null;
  const grantedBy = row.latePost === null ? null : { unit: row.lateUnit ?? '', title: row.latePost };
  return { reason: row.lateReason ?? '', askedAt: row.lateAskedAt, until: row.lateLastDay, grantedBy };
}

/** A request with the units that have not handed in, by place in the tree and not by anything that could shame. */
export async function requestPageOf(
  tx: Database,
  deps: FactDeps,
  asking: Asking & { readonly id: string },
): Promise<{ request: FactRequest; waiting: WaitingUnit[] }> {
  const [request] = await factRequests(tx, deps, asking);
  if (request === undefined) throw new Refusal(platformErrors.notFound);
  const rows = await formRows(tx, { request: asking.id });
  const waiting = rows
    .filter(({ handedAt }) => handedAt === null)
    .map((row) => ({
      form: row.id,
      unit: row.unit,
      name: row.name,
      above: row.above,
      urgedAt: row.urgedAt,
      late: lateOf(row),
    }));
  return { request, waiting };
}

function headOfForm(row: FormRow, now: Instant): FormHead {
  const { id, request, unit, name, title, period, purpose, dueAt, lastDay, handedAt, urgedAt, measures } = row;
  const state = stateOfForm(row, now);
  const last = row.lateLastDay ?? lastDay;
  const figures = measures.length;
  const due = row.lateUntil ?? dueAt;
  return {
    id,
    request,
    unit,
    name,
    method: title,
    period,
    purpose,
    state,
    dueAt: due,
    lastDay: last,
    handedAt,
    urgedAt,
    figures,
  };
}

const STANDING = { open: 0, late: 0, locked: 1, handed: 2 } as const;

/** Forms of the units for which the caller declares: what is to be done first, by due time. */
export async function ownForms(tx: Database, now: Instant): Promise<FormHead[]> {
  const heads = (await formRows(tx, {})).map((row) => headOfForm(row, now));
  return heads.sort((a, b) => STANDING[a.state] - STANDING[b.state] || (a.dueAt < b.dueAt ? -1 : 1));
}

/** One form, with what was declared for its period already and what the period before says. */
export async function formPageOf(
  tx: Database,
  deps: FactDeps,
  asked: { readonly id: string; readonly now: Instant },
): Promise<FormPage> {
  const row = await findForm(tx, asked.id);
  if (row === undefined) throw new Refusal(platformErrors.notFound);
  const { unit, period, measures } = row;
  const before = previousPeriod(getPeriod(period)).id;
  const held = await declaredOfUnit(tx, { unit, period, measures });
  const last = await declaredOfUnit(tx, { unit, period: before, measures });
  return {
    form: headOfForm(row, asked.now),
    owner: row.owner,
    basis: row.basis,
    madeBy: { unit: row.madeUnit, title: row.madePost },
    handedBy: row.handedPost === null ? null : { unit: row.handedUnit ?? '', title: row.handedPost },
    late: lateOf(row),
    version: row.version,
    draftAt: row.draftAt,
    draft: row.draft,
    measures: measures.map((id) => ({
      ...measureAsked(deps.catalogue, id),
      held: held.get(id) ?? null,
      last: last.get(id) ?? null,
    })),
    lastPeriod: before,
  };
}
