// SPDX-License-Identifier: Apache-2.0
import type { InputFault } from '@beichen/kernel/errors.ts';
import { type CivilDate, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { Change } from '../../model/changes.ts';
import type { DoneStep } from '../../rules/change.ts';
import { orgTables } from '../tables.ts';

/** A change that somebody may make, as it is kept. */
export type PlannedChange = {
  readonly id: string;
  readonly change: Change;
  readonly from: CivilDate;
  readonly basis: string;
  /** The nearest unit above all that it touches. */
  readonly over: { readonly id: number; readonly path: string };
  readonly person: string;
  readonly now: Instant;
};

const CLOCK = 'holds';
export const CHANGE_DUE = 'org.change-due';

export function changePlanned(tx: Database, planned: PlannedChange): Statement {
  const { id, change, from, basis, over, person, now } = planned;
  const query = orgTables(tx)
    .insertInto('unit_change')
    .values({
      id,
      kind: change.kind,
      unit_id: over.id,
      path: over.path,
      holds_from: from,
      basis,
      input: JSON.stringify(change),
      made_by: person,
      made_at: now,
      state: 'planned',
      undoes: change.kind === 'undo' ? change.of : null,
    })
    .returning('id');
  return { query, rows: 1 };
}

/** Rings when the day begins from which the change holds. */
export function changeClock(tx: Database, { id, from, over, now }: PlannedChange, zone: string): Statement {
  const query = tx.insertInto('clock').values({
    record: id,
    name: CLOCK,
    unit_id: over.id,
    event: CHANGE_DUE,
    started_at: now,
    due_at: startOfDay(from, zone),
    estimated: false,
    rule: '{}',
    pauses: '[]',
  });
  return { query };
}

/** Takes back a change whose day has not come; these are the first of an action. Nothing comes out where somebody was faster. */
export function changeWithdrawn(tx: Database, id: string, at: Instant): Statement[] {
  const query = orgTables(tx)
    .updateTable('unit_change')
    .set({ state: 'withdrawn', settled_at: at })
    .where('id', '=', id)
    .where('state', '=', 'planned')
    .returning('id');
  return [
    { query, rows: 1 },
    { query: sql`SELECT stop_clock(id, ${CLOCK}, ${at}::timestamptz) FROM part0`, rows: 1 },
  ];
}

export type DueChange = {
  readonly id: string;
  readonly change: Change;
  readonly from: CivilDate;
  readonly unit: number;
  /** Where the unit lies by now: a change above may have moved it since. */
  readonly path: string;
};

/** The change, if it still waits to be carried out; kept from everybody else until the transaction ends. */
export async function takeChange(tx: Database, id: string): Promise<DueChange | undefined> {
  const { rows } = await sql<DueChange>`
    SELECT c.id, c.input AS change, c.holds_from AS "from", c.unit_id AS unit, u.path FROM unit_change c JOIN unit u ON u.id = c.unit_id
    WHERE c.id = ${id} AND c.state = 'planned' FOR UPDATE OF c`.execute(tx);
  return rows[0];
}

/** Changes are carried out one after the other: the tree is seized. Two may be of one moment. */
const NEXT = sql<number>`(SELECT COALESCE(max(place_in_line), 0) + 1 FROM unit_change)`;

/** Rows that are written at a time: a statement takes only so many values. */
const MOST_ROWS = 5_000;

/** Writes what the change did, and that it is done. */
export async function changeDone(
  tx: Database,
  id: string,
  about: { readonly steps: readonly DoneStep[]; readonly now: Instant },
): Promise<void> {
  const rows = about.steps.map((step, at) => ({
    change: id,
    n: at + 1,
    unit_id: step.unit,
    to: 'to' in step ? step.to : 'parent' in step ? step.parent : null,
    step: JSON.stringify(step),
  }));
  for (let from = 0; from < rows.length; from += MOST_ROWS)
    await orgTables(tx)
      .insertInto('unit_step')
      .values(rows.slice(from, from + MOST_ROWS))
      .execute();
  await orgTables(tx)
    .updateTable('unit_change')
    .set({ state: 'done', settled_at: about.now, place_in_line: NEXT })
    .where('id', '=', id)
    .execute();
}

/** Its day has come, and it can no longer be made: says why. */
export async function changeRefused(
  tx: Database,
  id: string,
  about: { readonly faults: readonly InputFault[]; readonly now: Instant },
): Promise<void> {
  const faults = JSON.stringify(about.faults);
  await orgTables(tx)
    .updateTable('unit_change')
    .set({ state: 'refused', settled_at: about.now, faults })
    .where('id', '=', id)
    .execute();
}
