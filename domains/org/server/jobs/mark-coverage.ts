// SPDX-License-Identifier: Apache-2.0
import { periodOf } from '@beichen/kernel/periods.ts';
import { addDays, type CivilDate, dateOf, type Instant, startOfDay } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Subscriber } from '@beichen/platform-server/events/pump.ts';
import { READ_PERIODS } from '@beichen/platform-server/readings/measure-source.ts';
import { sql } from 'kysely';
import { orgModule } from '../../module.ts';
import { duesOf } from '../../rules/coverage.ts';
import type { ChangeDeps } from '../queries/world.ts';

const DAY_BEGAN = 'org.day-began';
/** The clock that rings at each midnight; it belongs to no record. */
const CLOCK = { record: '0199a000-0000-7000-8000-0000000da11e', name: 'day' } as const;
/** What is dated back further changes no reading: those periods are over for good. */
const MOST_MONTHS = 24;

const MEASURES = orgModule.measures.map(({ id }) => id);

/** The periods that run on any of these days. */
function periodsBetween(first: CivilDate, last: CivilDate): string[] {
  const found = new Set<string>();
  let day = last;
  for (let n = 0; n < MOST_MONTHS; n += 1) {
    for (const kind of READ_PERIODS) found.add(periodOf(day, kind).id);
    const before = addDays(`${day.slice(0, 7)}-01` as CivilDate, -1);
    if (before < first) break;
    day = before;
  }
  return [...found];
}

type Marking = { readonly units: readonly number[]; readonly periods: readonly string[]; readonly at: Instant };

async function mark(tx: Database, { units, periods, at }: Marking): Promise<void> {
  if (units.length === 0) return;
  await sql`
    INSERT INTO stale_mark (measure, unit_id, period, at)
    SELECT m, u, p, ${at} FROM unnest(${MEASURES}::text[]) AS m, unnest(${[...units]}::integer[]) AS u, unnest(${[...periods]}::text[]) AS p`.execute(
    tx,
  );
}

/** Since when what happened changes something: the day on which a tie or a post begins or ends, or today. */
async function sinceOf(tx: Database, record: string, today: CivilDate): Promise<CivilDate> {
  const { rows } = await sql<{ first: CivilDate | null }>`
    SELECT min(least("from", "to")) AS first FROM (
      SELECT "from", "to" FROM unit_relation WHERE id = ${record}::uuid UNION ALL SELECT "from", "to" FROM access_grant WHERE id = ${record}::uuid) AS held`.execute(
    tx,
  );
  const first = rows[0]?.first ?? today;
  return first < today ? first : today;
}

/** The state of a unit at the end of each period since then may be another one. */
function markWhen(event: string, zone: string): Subscriber {
  return {
    event,
    async take(tx, { unit, record }, now) {
      const today = dateOf(now, zone);
      const periods = periodsBetween(await sinceOf(tx, record, today), today);
      await mark(tx, { units: [unit], periods, at: now });
    },
  };
}

type Days = { readonly first: CivilDate; readonly last: CivilDate };

/** Units to which a tie or a post begins or ends on one of these days; all that are counted where a month has begun, which has no reading yet. */
async function unitsOfDays(tx: Database, kinds: readonly string[], { first, last }: Days): Promise<number[]> {
  const isMonth = addDays(first, -1).slice(0, 7) !== last.slice(0, 7);
  const { rows } = await sql<{ unit: number }>`
    SELECT id AS unit FROM unit WHERE ${isMonth} AND closed_on IS NULL AND kind = ANY (${[...kinds]})
    UNION SELECT over_id FROM unit_relation WHERE "from" BETWEEN ${first} AND ${last} OR "to" BETWEEN ${first} AND ${last}
    UNION SELECT unit_id FROM access_grant WHERE "from" BETWEEN ${first} AND ${last} OR "to" BETWEEN ${first} AND ${last}`.execute(
    tx,
  );
  return rows.map(({ unit }) => unit);
}

/** At midnight ties and posts begin and end by themselves. The clock is wound for the next one. */
function markDay(deps: ChangeDeps): Subscriber {
  const { zone } = deps;
  return {
    event: DAY_BEGAN,
    async take(tx, _, now) {
      const today = dateOf(now, zone);
      const { rows } = await sql<{ due: Instant }>`
        SELECT due_at AS due FROM clock WHERE record = ${CLOCK.record} AND name = ${CLOCK.name} FOR UPDATE`.execute(tx);
      const due = rows[0]?.due;
      if (due === undefined) return;
      const first = dateOf(due, zone);
      if (first > today) return;
      const kinds = duesOf(deps.kinds, deps.roles).map(({ kind }) => kind);
      const units = await unitsOfDays(tx, kinds, { first, last: today });
      await mark(tx, { units, periods: periodsBetween(first, today), at: now });
      await sql`
        UPDATE clock SET due_at = ${startOfDay(addDays(today, 1), zone)}, started_at = ${now}, fired_at = NULL
        WHERE record = ${CLOCK.record} AND name = ${CLOCK.name}`.execute(tx);
    },
  };
}

/** Keeps the readings of how units are covered, staffed and sponsored. */
export function coverageMarkers(deps: ChangeDeps): Subscriber[] {
  const events = ['org.related', 'org.appointed', 'org.post-ended', 'org.changed'];
  return [...events.map((event) => markWhen(event, deps.zone)), markDay(deps)];
}

/** Winds the clock of days, once for the city. */
export async function windDay(tx: Database, now: Instant, zone: string): Promise<void> {
  await sql`
    INSERT INTO clock (record, name, unit_id, event, started_at, due_at, estimated, rule, pauses)
    SELECT ${CLOCK.record}, ${CLOCK.name}, id, ${DAY_BEGAN}, ${now}, ${startOfDay(addDays(dateOf(now, zone), 1), zone)}, false, '{}', '[]'
    FROM unit WHERE parent_id IS NULL ORDER BY id LIMIT 1 ON CONFLICT (record, name) DO NOTHING`.execute(tx);
}
