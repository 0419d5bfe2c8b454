// SPDX-License-Identifier: Apache-2.0
// What the figures must be, by SQL written from the definitions in the README alone: over the raw actions, by calendar days of the city,
// up the tree by parents. It shares no expression with the measures: not the state columns, not the bounds of periods, not the paths.

import { firstDay, getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { type RawBuilder, sql } from 'kysely';

/** What must be found at a node: the figure, and the records of the list, those that count among them. */
export type Expected = {
  readonly node: number;
  readonly num: number;
  readonly den: number | null;
  readonly buckets: number[] | null;
  readonly records: string[];
  readonly counting: string[];
};

type About = { readonly period: string; readonly knownAt: Instant; readonly zone: string };

/** Each case as its actions tell it, as far as they were recorded by then. */
function stories(knownAt: Instant): RawBuilder<unknown> {
  return sql`
    SELECT a.case_id, max(c.unit_id) AS leaf, max(c.reporter::text) AS reporter,
      max(a.recorded_at) FILTER (WHERE move = 'report') AS reported,
      (array_agg(a.due_at ORDER BY n DESC) FILTER (WHERE move IN ('dispatch', 'redate')))[1] AS due,
      count(*) FILTER (WHERE move = 'defer') > 0 AS put_off,
      max(a.recorded_at) FILTER (WHERE move = 'close') AS closed,
      max(a.worked_days) FILTER (WHERE move = 'close') AS took,
      (array_agg(a.answer ORDER BY n DESC) FILTER (WHERE move = 'answer'))[1] AS said,
      max(a.recorded_at) FILTER (WHERE move = 'answer') AS heard
    FROM case_action a JOIN cases c ON c.id = a.case_id WHERE a.recorded_at <= ${knownAt} GROUP BY a.case_id`;
}

/** Which nodes a unit counts at, on a day: itself and everything above it then. */
function upwards(day: string): RawBuilder<unknown> {
  return sql`
    SELECT unit_id AS leaf, unit_id AS node, parent_id FROM unit_place WHERE daterange("from", "to") @> ${day}::date
    UNION ALL
    SELECT u.leaf, p.unit_id, p.parent_id FROM up u JOIN unit_place p ON p.unit_id = u.parent_id AND daterange(p."from", p."to") @> ${day}::date`;
}

/** A moment lies in the period by the date that the city's calendar shows. */
function inPeriod(moment: RawBuilder<unknown>, { period, zone }: About): RawBuilder<boolean> {
  const { id } = getPeriod(period);
  const [first, last] = [firstDay(getPeriod(id)), lastDay(getPeriod(id))];
  return sql`((${moment}) AT TIME ZONE ${zone})::date BETWEEN ${first}::date AND ${last}::date`;
}

type Definition = {
  /** Which cases are listed. */
  readonly listed: (about: About) => RawBuilder<unknown>;
  /** Which of them count; all of them where nothing is said. */
  readonly counts?: RawBuilder<unknown>;
  readonly onceFor?: RawBuilder<unknown>;
  readonly spread?: true;
};

const LAST_MOMENT_IN_TIME = sql`due - interval '1 millisecond'`;

const definitions: Readonly<Record<string, Definition>> = {
  'cases.reported': { listed: (about) => inPeriod(sql`reported`, about) },
  // 按期结案 ÷ (应结案 − 缓办): what should have been closed is what was closed, and what is past its day.
  'cases.closed_on_time': {
    listed: (about) =>
      sql`${inPeriod(LAST_MOMENT_IN_TIME, about)} AND NOT put_off AND (closed IS NOT NULL OR due <= ${about.knownAt})`,
    counts: sql`closed IS NOT NULL AND closed < due`,
  },
  // solved ÷ reached
  'cases.solved': {
    listed: (about) => sql`${inPeriod(sql`heard`, about)} AND said IN ('solved', 'unsolved')`,
    counts: sql`said = 'solved'`,
  },
  'cases.reporters': {
    listed: (about) => sql`${inPeriod(sql`reported`, about)} AND reporter IS NOT NULL`,
    onceFor: sql`reporter`,
  },
  'cases.closing_days': { listed: (about) => inPeriod(sql`closed`, about), spread: true },
};

const BUCKETS = sql`ARRAY[count(*) FILTER (WHERE took <= 0.5), count(*) FILTER (WHERE took > 0.5 AND took <= 1),
  count(*) FILTER (WHERE took > 1 AND took <= 2), count(*) FILTER (WHERE took > 2 AND took <= 3), count(*) FILTER (WHERE took > 3 AND took <= 5),
  count(*) FILTER (WHERE took > 5 AND took <= 10), count(*) FILTER (WHERE took > 10 AND took <= 20), count(*) FILTER (WHERE took > 20)]::integer[]`;

/** What a measure must be at every node that has anything in the period. */
export async function expectedAt(owner: Database, measure: string, about: About): Promise<Map<number, Expected>> {
  const definition = definitions[measure];
  if (definition === undefined) throw new Error(`the oracle does not know ${measure}`);
  const { listed, counts = sql`true`, onceFor = sql`case_id`, spread } = definition;
  const isRatio = definition.counts !== undefined;
  const { rows } = await sql<Expected>`
    WITH RECURSIVE story AS (${stories(about.knownAt)}), up AS (${upwards(lastDay(getPeriod(about.period)))}),
    counted AS (SELECT node, story.*, (${counts}) AS good,
        row_number() OVER (PARTITION BY node, ${onceFor} ORDER BY reported, case_id) AS th
      FROM story JOIN up USING (leaf) WHERE ${listed(about)})
    SELECT node, (count(*) FILTER (WHERE good))::integer AS num, ${isRatio ? sql`count(*)::integer` : sql`NULL`} AS den,
      ${spread === true ? BUCKETS : sql`NULL`} AS buckets, array_agg(case_id::text ORDER BY case_id) AS records,
      COALESCE(array_agg(case_id::text ORDER BY case_id) FILTER (WHERE good), '{}') AS counting
    FROM counted WHERE th = 1 GROUP BY node`.execute(owner);
  return new Map(rows.map((row) => [row.node, row]));
}
