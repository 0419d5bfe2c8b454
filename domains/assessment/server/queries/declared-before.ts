// SPDX-License-Identifier: Apache-2.0
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { Figure } from '../../rules/asked-measures.ts';

/** What a unit declared in a period, by measure: the latest of each. */
export async function declaredOfUnit(
  tx: Database,
  asked: { readonly unit: number; readonly period: string; readonly measures: readonly string[] },
): Promise<ReadonlyMap<string, Figure>> {
  const { rows } = await sql<Figure & { measure: string }>`
    SELECT DISTINCT ON (measure) measure, num, den FROM declared_fact
    WHERE unit_id = ${asked.unit} AND period = ${asked.period} AND measure = ANY (${[...asked.measures]})
    ORDER BY measure, declared_at DESC, declared_by IS NULL, id`.execute(tx);
  return new Map(rows.map(({ measure, num, den }) => [measure, { num, den }]));
}

/** What units declared in periods, by unit, period and measure. */
export async function declaredOfUnits(
  tx: Database,
  asked: { readonly units: readonly number[]; readonly periods: readonly string[] },
): Promise<(unit: number, period: string, measure: string) => Figure | undefined> {
  const { rows } = await sql<Figure & { unit: number; period: string; measure: string }>`
    SELECT DISTINCT ON (unit_id, period, measure) unit_id AS unit, period, measure, num, den FROM declared_fact
    WHERE unit_id = ANY (${[...asked.units]}) AND period = ANY (${[...asked.periods]})
    ORDER BY unit_id, period, measure, declared_at DESC, declared_by IS NULL, id`.execute(tx);
  const known = new Map(rows.map(({ unit, period, measure, ...figure }) => [`${unit} ${period} ${measure}`, figure]));
  return (unit, period, measure) => known.get(`${unit} ${period} ${measure}`);
}
