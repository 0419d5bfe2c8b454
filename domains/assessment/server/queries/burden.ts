// SPDX-License-Identifier: Apache-2.0
import { getPeriod, previousPeriod } from '@beichen/kernel/periods.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { Burden } from '../../model/burden.ts';
import { measureAsked } from '../../rules/asked-measures.ts';
import type { FactDeps } from '../actions/fact-deps.ts';

type Asked = { readonly month: string; readonly person: string | null };

/** How many units were asked so many figures in a month: of the kind that the first method assesses, and of every kind that was asked. */
async function spreadOf(tx: Database, month: string): Promise<Burden['spread']> {
  const { rows } = await sql<Burden['spread'][number]>`
    WITH asked AS (SELECT f.unit_id, sum(cardinality(r.measures))::integer AS figures FROM fact_form f JOIN fact_request r ON r.id = f.request
      WHERE r.month = ${month} GROUP BY f.unit_id),
    kinds AS (SELECT u.kind FROM asked JOIN unit u ON u.id = asked.unit_id UNION (SELECT subject FROM method_edition ORDER BY id LIMIT 1))
    SELECT COALESCE(asked.figures, 0) AS figures, count(*)::integer AS units FROM unit u JOIN kinds USING (kind)
    LEFT JOIN asked ON asked.unit_id = u.id
    WHERE in_scope(u.path, NULL) AND u.closed_on IS NULL GROUP BY 1 ORDER BY 1`.execute(tx);
  return rows;
}

type RequesterRow = Omit<Burden['requesters'][number], 'post' | 'measures'> & {
  readonly post: Words;
  readonly spared: number;
  readonly measures: readonly (readonly string[])[];
};

/** Who asked, in which post, and what came of it. `spared`: figures of the same methods that nobody was asked for. */
async function requestersOf(tx: Database, deps: FactDeps, { month, person }: Asked): Promise<RequesterRow[]> {
  const given = [...deps.catalogue.measures].filter(
    ([id, entry]) => deps.measures.has(id) || entry.source === 'record',
  );
  const { rows } = await sql<RequesterRow>`
    WITH asked AS (SELECT request, count(*)::integer AS units FROM fact_form GROUP BY request)
    SELECT r.made_unit AS unit, COALESCE(u.name, '') AS name, (array_agg(r.made_post ORDER BY r.made_at))[1] AS post,
      count(*)::integer AS requests, sum(cardinality(r.measures) * asked.units)::integer AS figures, sum(r.beyond)::integer AS beyond,
      bool_or(r.made_by = ${person}::uuid) IS TRUE AS mine,
      json_agg(r.measures ORDER BY r.made_at) AS measures,
      sum((SELECT count(*) FROM unnest(e.measures) AS m WHERE m = ANY (${given.map(([id]) => id)}::text[])) * asked.units)::integer AS spared
    FROM fact_request r JOIN asked ON asked.request = r.id JOIN method_edition e ON e.id = r.edition LEFT JOIN unit u ON u.id = r.made_unit
    WHERE r.month = ${month} GROUP BY r.made_unit, u.name, r.made_post ORDER BY figures DESC, r.made_unit`.execute(tx);
  return rows;
}

/** How much a month asks of the units that the caller sees. The requester is told of it, never the unit asked. */
export async function burdenOf(tx: Database, deps: FactDeps, asked: Asked): Promise<Burden> {
  const spread = await spreadOf(tx, asked.month);
  const before = await spreadOf(tx, previousPeriod(getPeriod(asked.month)).id);
  const requesters = await requestersOf(tx, deps, asked);
  const figuresIn = (list: Burden['spread']): number =>
    list.reduce((sum, { figures, units }) => sum + figures * units, 0);
  return {
    month: asked.month,
    limit: deps.limit,
    units: spread.reduce((sum, { units }) => sum + units, 0),
    figures: figuresIn(spread),
    before: figuresIn(before),
    beyond: spread.filter(({ figures }) => figures > deps.limit).reduce((sum, { units }) => sum + units, 0),
    spared: requesters.reduce((sum, { spared }) => sum + spared, 0),
    spread,
    requesters: requesters.map(({ spared: _, measures, ...row }) => ({
      ...row,
      measures: [...new Set(measures.flat())].map((id) => ({ id, title: measureAsked(deps.catalogue, id).title })),
    })),
  };
}
