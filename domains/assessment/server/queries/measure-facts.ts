// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Measure } from '@beichen/method';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import { sql } from 'kysely';
import type { MeasureFacts, MeasureFactsQuery } from '../../model/measure-facts.ts';
import { type Sum, sumOf, togetherOf } from '../../rules/measure-together.ts';
import { findResultMeasure } from '../../rules/result-measures.ts';
import type { FactDeps } from '../actions/fact-deps.ts';
import { placeOf } from './fact-grounds.ts';
import { factsOfResults } from './result-facts.ts';

type Row = MeasureFacts['rows'][number];
type Asked = { readonly measure: string; readonly period: string; readonly path: string };

type Page = { readonly start: number; readonly limit: number };
/** A page of facts with what all of them come to. */
type Found = { readonly sum: Sum; readonly total: number; readonly rows: readonly Row[] };

/** The latest declaration of each unit at a place and below it, as they lie today: a page of them, and the sum of all. */
async function declaredBelow(tx: Database, { measure, period, path }: Asked, { start, limit }: Page): Promise<Found> {
  type Joined = Omit<Row, 'unit'> & {
    unit: Row['unit'] | null;
    total: number;
    known: number;
    sumNum: number;
    sumDen: number;
  };
  const { rows } = await sql<Joined>`
    WITH latest AS (SELECT DISTINCT ON (unit_id) * FROM declared_fact
      WHERE period = ${period} AND measure = ${measure} AND path ^@ ${path} ORDER BY unit_id, declared_at DESC, declared_by IS NULL, id),
    summed AS (SELECT count(*)::integer AS total, count(num)::integer AS known, sum(num) AS "sumNum", sum(den) AS "sumDen" FROM latest),
    page AS (SELECT d.*, u.path AS place, u.name, u.parent_id FROM latest d JOIN unit u ON u.id = d.unit_id ORDER BY u.path LIMIT ${limit} OFFSET ${start})
    SELECT summed.*, CASE WHEN d.unit_id IS NOT NULL THEN jsonb_build_object('id', d.unit_id, 'name', d.name) END AS unit, COALESCE(a.name, '') AS above,
      d.num, d.den, d.declared_at AS at, d.confirmed,
      CASE WHEN d.declared_post IS NOT NULL THEN jsonb_build_object('unit', COALESCE(b.name, ''), 'title', d.declared_post) END AS by, '[]'::jsonb AS results
    FROM summed LEFT JOIN page d ON true LEFT JOIN unit a ON a.id = d.parent_id LEFT JOIN unit b ON b.id = d.declared_unit ORDER BY d.place`.execute(
    tx,
  );
  const { total = 0, known = 0, sumNum: num = 0, sumDen: den = null } = rows[0] ?? {};
  const shown = rows.flatMap(({ unit, above, num: own, den: of, at, by, confirmed, results }) =>
    unit === null ? [] : [{ unit, above, num: own, den: of, at, by, confirmed, results }],
  );
  return { sum: { known, num, den }, total, rows: shown };
}

type Placed = {
  readonly id: number;
  readonly name: string;
  readonly above: string;
  readonly heads: readonly { evaluation: string; method: string; period: string; at: Instant }[];
};

/** What final results give at the units of a place, each with the results that it comes from. */
async function resultsBelow(tx: Database, { measure, period, path }: Asked, knownAt: Instant): Promise<Row[]> {
  const facts = await factsOfResults(tx, { period, measures: [measure], knownAt });
  const byUnit = new Map(facts.map((fact) => [fact.unit_id, fact]));
  const evaluations = [...new Set(facts.flatMap((fact) => fact.evaluations))];
  const { rows } = await sql<Placed>`
    SELECT u.id, u.name, COALESCE(a.name, '') AS above, (SELECT json_agg(json_build_object('evaluation', e.id, 'method', m.method, 'period', e.period,
        'at', to_char(e.settled_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY e.period)
      FROM evaluation e JOIN method_edition m ON m.id = e.edition WHERE e.id = ANY (${evaluations}::uuid[])) AS heads
    FROM unit u LEFT JOIN unit a ON a.id = u.parent_id WHERE u.id = ANY (${[...byUnit.keys()]}) AND u.path ^@ ${path} ORDER BY u.path`.execute(
    tx,
  );
  return rows.flatMap(({ id, name, above, heads }) => {
    const fact = byUnit.get(id);
    if (fact === undefined) return [];
    const own = heads.filter(({ evaluation }) => fact.evaluations.includes(evaluation));
    const at = own
      .map((one) => one.at)
      .sort()
      .at(-1);
    if (at === undefined) return [];
    const results = own.map(({ at: _, ...head }) => head);
    const { num, den } = fact;
    return [{ unit: { id, name }, above, num, den, at, by: null, confirmed: null, results }];
  });
}

const pageOf = (all: readonly Row[], { start, limit }: Page): Found => ({
  sum: sumOf(all),
  total: all.length,
  rows: all.slice(start, start + limit),
});

/** The corrections that hold, of the reviews of that period. */
async function correctionsBelow(tx: Database, { measure, period, path }: Asked): Promise<MeasureFacts['corrections']> {
  type Found = MeasureFacts['corrections'][number] & { readonly act: string };
  const { rows } = await sql<Found>`
    WITH latest AS (SELECT DISTINCT ON (j.review, j.unit_id) j.*, m.method FROM judgement j JOIN review r ON r.id = j.review JOIN method_edition m ON m.id = r.edition
      WHERE r.period = ${period} AND j.measure = ${measure} AND j.path ^@ ${path} AND j.act IN ('correct', 'restore') ORDER BY j.review, j.unit_id, j.n DESC)
    SELECT j.act, jsonb_build_object('id', u.id, 'name', u.name) AS unit, j.method, j.num, j.den, jsonb_build_object('num', j.was_num, 'den', j.was_den) AS was,
      j.reason, j.at, jsonb_build_object('unit', COALESCE(b.name, ''), 'title', j.by_post) AS by
    FROM latest j JOIN unit u ON u.id = j.unit_id LEFT JOIN unit b ON b.id = j.by_unit WHERE j.act = 'correct' ORDER BY u.path LIMIT 200`.execute(
    tx,
  );
  return rows.map(({ act: _, ...correction }) => correction);
}

const isRead = (deps: FactDeps, id: string): boolean => deps.measures.has(id);

/** A measure that the city knows: of the catalogue, or one that records give. @throws Refusal */
function requireMeasure(deps: FactDeps, id: string): Pick<Measure, 'form'> {
  const known = deps.catalogue.measures.get(id) ?? deps.measures.get(id)?.declaration;
  if (known === undefined) throw new Refusal(platformErrors.notFound);
  return known;
}

/**
 * What stands behind a measure at a unit and all below it, in a period. The unit must lie in the caller's range, and then so does all below
 * it: what is added up is the whole or nothing. @throws Refusal
 */
export async function measureFacts(
  { tx, now }: { readonly tx: Database; readonly now: Instant },
  deps: FactDeps,
  { id, query }: { readonly id: string; readonly query: MeasureFactsQuery },
): Promise<MeasureFacts> {
  const { form } = requireMeasure(deps, id);
  const place = await placeOf(tx, query.unit);
  if (place === undefined) throw new Refusal(platformErrors.notFound);
  const asked = { measure: id, period: query.period, path: place.path };
  const from = isRead(deps, id) ? 'records' : findResultMeasure(id) === undefined ? 'declared' : 'results';
  const page = { start: query.cursor ?? 0, limit: query.limit };
  const { sum, total, rows } = await {
    records: async (): Promise<Found> => ({ sum: sumOf([]), total: 0, rows: [] }),
    results: async () => pageOf(await resultsBelow(tx, asked, now), page),
    declared: () => declaredBelow(tx, asked, page),
  }[from]();
  const corrections = await correctionsBelow(tx, asked);
  const end = page.start + page.limit;
  return {
    measure: id,
    from,
    ...togetherOf(form, sum),
    total,
    rows: [...rows],
    corrections,
    next: end < total ? end : null,
  };
}
