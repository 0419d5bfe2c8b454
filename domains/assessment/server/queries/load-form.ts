// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { EnteredValues } from '../../model/facts.ts';

/** A form with the request that it belongs to, as actions and pages need it. */
export type FormRow = {
  readonly id: string;
  readonly request: string;
  readonly unit: number;
  readonly name: string;
  readonly above: string;
  readonly path: string;
  readonly title: Words;
  readonly period: string;
  readonly measures: readonly string[];
  readonly owner: string;
  readonly basis: string;
  readonly purpose: string;
  readonly madeUnit: string;
  readonly madePost: Words;
  readonly lastDay: CivilDate;
  readonly dueAt: Instant;
  readonly draft: EnteredValues;
  readonly version: number;
  readonly draftAt: Instant | null;
  readonly handedAt: Instant | null;
  readonly handedUnit: string | null;
  readonly handedPost: Words | null;
  readonly urgedAt: Instant | null;
  readonly lateReason: string | null;
  readonly lateAskedAt: Instant | null;
  readonly lateAskedBy: string | null;
  readonly lateUntil: Instant | null;
  readonly lateLastDay: CivilDate | null;
  readonly lateUnit: string | null;
  readonly latePost: Words | null;
};

/** Forms that the transaction may see, with what they are about: one by its id, those of a request, several by their ids, or all. */
export async function formRows(
  tx: Database,
  asked: { readonly id?: string; readonly request?: string; readonly ids?: readonly string[] },
): Promise<FormRow[]> {
  const { rows } = await sql<FormRow>`
    SELECT f.id, f.request, f.unit_id AS unit, u.name, COALESCE(p.name, '') AS above, f.path, e.outline -> 'title' AS title, r.period, r.measures,
      r.owner, r.basis, r.purpose, COALESCE(m.name, '') AS "madeUnit", r.made_post AS "madePost", r.last_day AS "lastDay", f.due_at AS "dueAt",
      f.draft, f.draft_version AS version, f.draft_at AS "draftAt", f.handed_at AS "handedAt", h.name AS "handedUnit", f.handed_post AS "handedPost",
      f.urged_at AS "urgedAt", f.late_reason AS "lateReason", f.late_asked_at AS "lateAskedAt", f.late_asked_by AS "lateAskedBy",
      f.late_until AS "lateUntil", f.late_last_day AS "lateLastDay", g.name AS "lateUnit", f.late_granted_post AS "latePost"
    FROM fact_form f JOIN fact_request r ON r.id = f.request JOIN method_edition e ON e.id = r.edition
    JOIN unit u ON u.id = f.unit_id LEFT JOIN unit p ON p.id = u.parent_id LEFT JOIN unit m ON m.id = r.made_unit
    LEFT JOIN unit h ON h.id = f.handed_unit LEFT JOIN unit g ON g.id = f.late_granted_unit
    WHERE (${asked.id ?? null}::uuid IS NULL OR f.id = ${asked.id ?? null}) AND (${asked.request ?? null}::uuid IS NULL OR f.request = ${asked.request ?? null})
      AND (${asked.ids === undefined} OR f.id = ANY (${[...(asked.ids ?? [])]}::uuid[]))
      AND u.closed_on IS NULL ORDER BY f.due_at DESC, f.path`.execute(tx);
  return rows;
}

export async function findForm(tx: Database, id: string): Promise<FormRow | undefined> {
  return (await formRows(tx, { id }))[0];
}
