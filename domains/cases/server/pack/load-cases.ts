// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { periodOf } from '@beichen/kernel/periods.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import { casesModule } from '../../module.ts';
import type { CaseDeps } from '../actions/deps.ts';
import { caseTables } from '../tables.ts';
import type { InventedCase } from './invented-case.ts';
import { makeCases } from './make-cases.ts';
import type { CaseExample } from './read-example.ts';

const CHUNK = 2_000;

/** The state after the actions up to `at`, as columns in the order of STATE_COLUMNS: the fold, over the moments of an invented case. */
const stateAt = (at: string) =>
  sql.raw(`${at},
    CASE WHEN g.answered <= ${at} AND g.answer <> 'unreached' THEN 'answered' WHEN g.closed <= ${at} THEN 'closed'
      WHEN g.dispatched <= ${at} THEN 'dispatched' ELSE 'reported' END,
    COALESCE(g.deferred <= ${at}, false), g.reported,
    CASE WHEN g.dispatched <= ${at} THEN g.dispatched END, CASE WHEN g.dispatched <= ${at} THEN g.handler END,
    CASE WHEN g.dispatched <= ${at} THEN g.due END,
    CASE WHEN g.closed <= ${at} THEN g.closed END, CASE WHEN g.closed <= ${at} THEN g.outcome END,
    CASE WHEN g.closed <= ${at} THEN g.worked END,
    CASE WHEN g.answered <= ${at} THEN g.answered END, CASE WHEN g.answered <= ${at} THEN g.answer END`);

const STATE_COLUMNS = sql.raw(
  'recorded_at, stage, deferred, reported_at, dispatched_at, handler, due_at, closed_at, outcome, worked_days, answered_at, answer',
);

async function loadChunk(
  tx: Database,
  cases: readonly InventedCase[],
  about: { kind: string; restricted: boolean; internal: boolean },
): Promise<void> {
  await sql`
    WITH read AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(cases)}::jsonb) AS r(
        id uuid, code text, category text, line text, summary text, place text, reporter uuid, handled text, serial integer,
        reported timestamptz, dispatched timestamptz, due timestamptz, deferred timestamptz, reason text, closed timestamptz,
        outcome text, note text, worked numeric, answered timestamptz, answer text, rule jsonb)),
    g AS (SELECT read.*, unit.id AS unit_id, unit.path, street.id AS street, county.id AS county,
        CASE handled WHEN 'community' THEN unit.id WHEN 'street' THEN street.id ELSE county.id END AS handler,
        CASE handled WHEN 'community' THEN unit.path WHEN 'street' THEN street.path ELSE county.path END AS handler_path,
        p.prefix || '-' || right(extract(year FROM reported)::text, 2) || '-' || lpad(serial::text, greatest(4, length(serial::text)), '0') AS number,
        1 + num_nonnulls(dispatched, deferred, closed, answered) AS version, greatest(reported, dispatched, deferred, closed, answered) AS last
      FROM read JOIN unit ON unit.code = read.code JOIN unit street ON street.id = unit.parent_id JOIN unit county ON county.id = street.parent_id
        JOIN case_prefix p ON p.unit_id = unit.id),
    added AS (INSERT INTO cases (id, number, kind, category, line, restricted, internal, unit_id, path, summary, place, reporter, version, ${STATE_COLUMNS})
      SELECT id, number, ${about.kind}, category, line, ${about.restricted}, ${about.internal}, unit_id, path, summary, place, reporter, version, ${stateAt('g.last')} FROM g),
    acted AS (INSERT INTO case_action (case_id, n, unit_id, move, by_unit, note, ${STATE_COLUMNS})
      SELECT g.id, row_number() OVER (PARTITION BY g.id ORDER BY act.at), g.unit_id, act.move, act.by_unit, act.note, ${stateAt('act.at')}
      FROM g CROSS JOIN LATERAL (VALUES ('report', reported, unit_id, NULL), ('dispatch', dispatched, street, NULL),
        ('defer', deferred, county, reason), ('close', closed, handler, note), ('answer', answered, street, NULL)) AS act(move, at, by_unit, note)
      WHERE act.at IS NOT NULL),
    handled AS (INSERT INTO case_handler (case_id, unit_id, path, line, internal) SELECT id, handler, handler_path, line, ${about.internal} FROM g WHERE dispatched IS NOT NULL)
    INSERT INTO clock (record, name, unit_id, event, started_at, due_at, estimated, rule, pauses)
      SELECT id, 'close', unit_id, 'cases.overdue', dispatched, due, false, rule, '[]' FROM g
      WHERE dispatched IS NOT NULL AND deferred IS NULL AND closed IS NULL`.execute(tx);
}

/** Readings of the example's quarter, its months and its year are to be taken. */
async function markStale(tx: Database, example: CaseExample, about: { zone: string; now: string }): Promise<void> {
  const { words } = example;
  const days = [words.from, dateOf(words.now, about.zone)];
  const months = [days[0], `${words.from.slice(0, 5)}08-01`, days[1]].map(
    (day) => periodOf(day as typeof words.from, 'month').id,
  );
  const periods = [
    ...new Set([
      ...months,
      ...days.flatMap((day) => (day === undefined ? [] : [periodOf(day, 'quarter').id, periodOf(day, 'year').id])),
    ]),
  ];
  const measures = casesModule.measures.map(({ id }) => id);
  const codes = example.communities.map(({ code }) => code);
  await sql`
    INSERT INTO stale_mark (measure, unit_id, period, at)
    SELECT measure, unit.id, period, ${about.now} FROM unit, unnest(${measures}::text[]) AS measure, unnest(${periods}::text[]) AS period
    WHERE unit.code = ANY (${codes})`.execute(tx);
}

/** The next chunk is made while the database takes in the one before: at the first start people wait for both. */
async function inChunks(
  made: Iterable<readonly InventedCase[]>,
  load: (cases: readonly InventedCase[]) => Promise<void>,
): Promise<void> {
  let chunk: InventedCase[] = [];
  let loading = Promise.resolve();
  const send = async (): Promise<void> => {
    await loading;
    loading = load(chunk);
    // Awaited before the next one: until then a failure must not count as one that nobody handles.
    loading.catch(() => undefined);
    chunk = [];
  };
  for (const cases of made) {
    chunk.push(...cases);
    if (chunk.length >= CHUNK) await send();
    await setImmediate();
  }
  await send();
  await loading;
}

/** Puts the invented cases in, once: whatever people did with them since stays. */
export async function loadCases(
  tx: Database,
  deps: CaseDeps,
  about: { readonly example: CaseExample; readonly now: string },
): Promise<void> {
  const there = await caseTables(tx).selectFrom('cases').select('id').limit(1).executeTakeFirst();
  if (there !== undefined) return;
  const { example } = about;
  const codes = example.communities.map(({ code }) => code);
  await sql`SELECT case_prefix_of(id) FROM (SELECT id FROM unit WHERE code = ANY (${codes}) ORDER BY code) AS ordered`.execute(
    tx,
  );
  const { id, sensitivity } = example.kind;
  const kind = { kind: id, restricted: sensitivity === 'restricted', internal: sensitivity === 'internal' };
  await inChunks(makeCases(example, deps.time), (cases) => loadChunk(tx, cases, kind));
  await sql`
    INSERT INTO case_counter (unit_id, year, last)
    SELECT unit_id, extract(year FROM max(reported_at))::text, count(*) FROM cases GROUP BY unit_id`.execute(tx);
  await markStale(tx, example, { zone: deps.time.zone, now: about.now });
}
