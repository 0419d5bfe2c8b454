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
    ORDER BY measure, declared_at DESC, id`.execute(tx);
  return new Map(rows.map(({ measure, num, den }) => [measure, { num, den }]));
}
