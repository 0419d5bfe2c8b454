// SPDX-License-Identifier: Apache-2.0
import { getPeriod, lastDay } from '@beichen/kernel/periods.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { Figure } from '../../rules/asked-measures.ts';
import { editionsOn } from './editions.ts';

/**
 * From here on the transaction is the only one of the city that asks for facts, until it ends: what a month asks of a unit is a sum over
 * requests, so of two at once each would see a sum without the other's.
 */
export async function holdAsking(tx: Database): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext(current_schema()), hashtext('asking for facts'))`.execute(tx);
}

export type AskedUnit = { readonly id: number; readonly path: string; readonly asked: number };

/** The edition of a method that assesses a period, and the unit below which is asked; `undefined` where the caller does not see both. */
export async function editionFor(
  tx: Database,
  { method, period }: { readonly method: string; readonly period: string },
): Promise<Awaited<ReturnType<typeof editionsOn>>[number] | undefined> {
  const found = getPeriod(period);
  const editions = await editionsOn(tx, { kind: found.kind, day: lastDay(found) });
  return editions.find((one) => one.method === method);
}

export async function placeOf(tx: Database, unit: number): Promise<{ id: number; path: string } | undefined> {
  const { rows } = await sql<{ id: number; path: string }>`
    SELECT id, path FROM unit WHERE id = ${unit} AND in_scope(path, NULL)`.execute(tx);
  return rows[0];
}

/** The units of a kind below a place, with how many figures each was asked for in a month. */
export async function unitsToAsk(
  tx: Database,
  about: { readonly path: string; readonly subject: string; readonly month: string },
): Promise<AskedUnit[]> {
  const { rows } = await sql<AskedUnit>`
    WITH asked AS (SELECT f.unit_id, sum(cardinality(r.measures))::integer AS figures FROM fact_form f JOIN fact_request r ON r.id = f.request
      WHERE r.month = ${about.month} GROUP BY f.unit_id)
    SELECT u.id, u.path, COALESCE(asked.figures, 0) AS asked FROM unit u LEFT JOIN asked ON asked.unit_id = u.id
    WHERE u.kind = ${about.subject} AND u.path ^@ ${about.path} AND u.closed_on IS NULL ORDER BY u.path`.execute(tx);
  return rows;
}

/** What is known of measures below a place in a period: readings, or what was declared. Values that do not add up are told of one unit alone. */
export async function knownFigures(
  tx: Database,
  about: { readonly path: string; readonly period: string; readonly measures: readonly string[] },
): Promise<ReadonlyMap<string, Figure>> {
  const measures = [...about.measures];
  const { rows } = await sql<Figure & { measure: string }>`
    WITH read AS (SELECT measure, sum(num) AS num, sum(den) AS den FROM reading
        WHERE period = ${about.period} AND measure = ANY (${measures}) AND path ^@ ${about.path} GROUP BY measure),
      latest AS (SELECT DISTINCT ON (measure, unit_id) measure, num, den FROM declared_fact
        WHERE period = ${about.period} AND measure = ANY (${measures}) AND path ^@ ${about.path}
        ORDER BY measure, unit_id, declared_at DESC, declared_by IS NULL, id),
      said AS (SELECT measure, sum(num) AS num, sum(den) AS den FROM latest GROUP BY measure)
    SELECT * FROM read UNION ALL SELECT * FROM said WHERE measure NOT IN (SELECT measure FROM read)`.execute(tx);
  return new Map(rows.map(({ measure, num, den }) => [measure, { num, den }]));
}

/** Those of these measures that one of the units is asked for in the period already. */
export async function askedAlready(
  tx: Database,
  about: { readonly units: readonly number[]; readonly period: string; readonly measures: readonly string[] },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ measure: string }>`
    SELECT DISTINCT measure FROM fact_form f JOIN fact_request r ON r.id = f.request, unnest(r.measures) AS measure
    WHERE r.period = ${about.period} AND f.unit_id = ANY (${[...about.units]}) AND measure = ANY (${[...about.measures]})`.execute(
    tx,
  );
  return new Set(rows.map(({ measure }) => measure));
}
