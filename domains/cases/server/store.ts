// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import { sql } from 'kysely';
import type { CaseState, Move } from '../model/case.ts';
import { type CaseTables, caseTables, columnsOf } from './tables.ts';

/** Who acted, as the case remembers it: the person, and the unit of the post in which it was done. Both `null` for a tracking code. */
export type ActedBy = { readonly person: string | null; readonly unit: number | null };

/** What an action row holds beside the state. */
export type Act = {
  readonly move: 'report' | Move;
  readonly by: ActedBy;
  readonly note: string | null;
  readonly occurredAt: Instant | null;
};

const STATE = [
  'recorded_at',
  'stage',
  'deferred',
  'reported_at',
  'dispatched_at',
  'handler',
  'due_at',
  'closed_at',
  'outcome',
  'worked_days',
  'answered_at',
  'answer',
] as const;

const stateColumns = sql.join(STATE.map((name) => sql.ref(name)));

/** The name that writeTogether gives to the first statement. The action row is made from it, so there is none where that wrote nothing. */
const WRITTEN = sql.ref('part0');

function appended(act: Act): Statement {
  const { move, by, note, occurredAt } = act;
  const query = sql`INSERT INTO case_action (case_id, n, unit_id, ${stateColumns}, move, occurred_at, by_person, by_unit, note)
    SELECT id, version, COALESCE(settled_unit, unit_id), ${stateColumns}, ${move}, ${occurredAt}::timestamptz, ${by.person}::uuid, ${by.unit}::integer, ${note}
    FROM ${WRITTEN}`;
  return { query };
}

export type NewCase = Omit<
  CaseTables['cases'],
  'number' | 'version' | 'settled_unit' | keyof ReturnType<typeof columnsOf>
>;

/** A case and its first action. The number comes from the counter of its unit, in the same statement. These must be the first of an action. */
export function caseAdded(
  tx: Database,
  fresh: NewCase,
  about: { readonly state: CaseState; readonly act: Act; readonly year: string },
): Statement[] {
  const added = caseTables(tx)
    .insertInto('cases')
    .values({
      ...fresh,
      ...columnsOf(about.state),
      version: about.state.version,
      number: sql<string>`case_number(${fresh.unit_id}, ${about.year})`,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returningAll();
  return [{ query: added, rows: 1 }, appended(about.act)];
}

/** The case as it now stands and the action that brought it there; nothing where another was faster. These must be the first of an action. */
export function caseChanged(
  tx: Database,
  id: string,
  about: { readonly state: CaseState; readonly act: Act },
): Statement[] {
  const changed = caseTables(tx)
    .updateTable('cases')
    .set({ ...columnsOf(about.state), version: about.state.version })
    .where('id', '=', id)
    .where('version', '=', about.state.version - 1)
    .returningAll();
  return [{ query: changed, rows: 1 }, appended(about.act)];
}

export function handlerSet(tx: Database, handler: CaseTables['case_handler']): Statement {
  return { query: caseTables(tx).insertInto('case_handler').values(handler) };
}

/** The clock of a case that was dispatched: it rings where nobody closes or defers the case before. */
export function clockStarted(
  tx: Database,
  id: string,
  about: {
    readonly unit: number;
    readonly startedAt: Instant;
    readonly due: { readonly at: Instant; readonly estimated: boolean };
    readonly rule: unknown;
  },
): Statement {
  const query = tx.insertInto('clock').values({
    record: id,
    name: CLOCK,
    unit_id: about.unit,
    event: 'cases.overdue',
    started_at: about.startedAt,
    due_at: about.due.at,
    estimated: about.due.estimated,
    rule: JSON.stringify(about.rule),
    pauses: '[]',
  });
  return { query };
}

/** After the case was written: the database stops no clock of a record that its transaction has not touched. */
export function clockStopped(at: Instant): Statement {
  return { query: sql`SELECT stop_clock(id, ${CLOCK}, ${at}::timestamptz) FROM ${WRITTEN}`, rows: 1 };
}

const CLOCK = 'close';

/** The signed-in person is a party to the case. */
export function partyAdded(
  tx: Database,
  record: string,
  party: { readonly person: string; readonly since: Instant },
): Statement {
  const row = { record, person: party.person, role: 'reporter', since: party.since };
  return { query: tx.insertInto('party').values(row) };
}

/** Whoever shows the tracking code is a party to the case. Only its SHA-256 is kept. */
export function codeGiven(
  tx: Database,
  record: string,
  code: { readonly hash: Buffer; readonly madeAt: Instant; readonly endsAt: Instant },
): Statement {
  const row = { record, hash: code.hash, made_at: code.madeAt, ends_at: code.endsAt };
  return { query: tx.insertInto('public_token').values(row) };
}

/** Cases in hand that are still due when they were thought to be, locked until the end of the transaction. */
export async function openForRedating(
  tx: Database,
  wanted: readonly { readonly id: string; readonly dueAt: Instant }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM cases c JOIN jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) AS w(id uuid, "dueAt" timestamptz) ON w.id = c.id
    WHERE c.stage = 'dispatched' AND NOT c.deferred AND c.due_at = w."dueAt" ORDER BY c.id FOR UPDATE OF c`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** A due time that was computed again, with the id of its audit row. */
type NewDue = { readonly id: string; readonly was: Instant; readonly due: Instant; readonly entry: string };

/** Appends to each case that it is due at another time, and tells it. Recorded no earlier than what was done to the case before. */
export async function redateCases(
  tx: Database,
  redated: readonly NewDue[],
  about: { readonly now: Instant; readonly actor: string; readonly action: string },
): Promise<void> {
  const { now, actor, action } = about;
  await sql`
    WITH r AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(redated)}::jsonb) AS r(id uuid, was timestamptz, due timestamptz, entry uuid)),
    changed AS (UPDATE cases c SET due_at = r.due, recorded_at = greatest(c.recorded_at, ${now}::timestamptz), version = c.version + 1
      FROM r WHERE c.id = r.id RETURNING c.*),
    acted AS (INSERT INTO case_action (case_id, n, unit_id, ${stateColumns}, move) SELECT id, version, COALESCE(settled_unit, unit_id), ${stateColumns}, 'redate' FROM changed),
    told AS (INSERT INTO outbox (name, unit_id, record, instants, at)
      SELECT 'cases.redated', COALESCE(settled_unit, unit_id), id, ARRAY[r.was - interval '1 millisecond', r.due - interval '1 millisecond'], recorded_at FROM changed JOIN r USING (id))
    INSERT INTO audit_entry (id, at, actor, action, record, unit_id, detail)
      SELECT r.entry, recorded_at, ${actor}, ${action}, id, unit_id, jsonb_build_object('n', version, 'was', r.was, 'due', r.due) FROM changed JOIN r USING (id)`.execute(
    tx,
  );
}
