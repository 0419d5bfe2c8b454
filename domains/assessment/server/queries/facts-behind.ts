// SPDX-License-Identifier: Apache-2.0
import type { Figure } from '@beichen/kernel/measures.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import { asWritten, type LeafFigure, type UnitFact } from '../../rules/fact-table.ts';
import { type Behind, NOTHING_BEHIND } from '../../rules/records-behind.ts';

/** One fact of an evaluation: which unit, which measure. */
export type FactKey = { readonly evaluation: string; readonly unit: number; readonly measure: string };

type FrozenRow = UnitFact & {
  readonly records: string[] | null;
  readonly counting: boolean[] | null;
  readonly at: Instant | null;
  readonly by: string | null;
};

/** The fact that a frozen evaluation keeps, with the records that it kept. */
export async function frozenFactBehind(tx: Database, key: FactKey): Promise<Behind> {
  const { rows } = await sql<FrozenRow>`
    SELECT f.num, f.den, f.records, f.counting, d.declared_at AS at, d.declared_by AS by
    FROM evaluation_fact f LEFT JOIN declared_fact d ON d.id = f.declared
    WHERE f.evaluation = ${key.evaluation} AND f.measure = ${key.measure} AND f.unit_id = ${key.unit}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return NOTHING_BEHIND;
  const { num, den, records, counting, at, by } = row;
  if (records === null)
    return { ...NOTHING_BEHIND, num, den, source: 'declared', declared: at === null ? null : { at, by } };
  const known = new Map(records.map((record, index) => [record, counting?.[index] === true]));
  return { ...NOTHING_BEHIND, num, den, source: 'records', records: known, total: records.length };
}

type DeclaredRow = UnitFact & { readonly at: Instant; readonly by: string | null };

/** The fact that was declared last by a moment. */
export async function declaredFactBehind(
  tx: Database,
  asked: { readonly unit: number; readonly measure: string; readonly period: string; readonly knownAt: Instant },
): Promise<Behind> {
  const { rows } = await sql<DeclaredRow>`
    SELECT unit_id, measure, num, den, declared_at AS at, declared_by AS by FROM declared_fact
    WHERE period = ${asked.period} AND measure = ${asked.measure} AND unit_id = ${asked.unit} AND declared_at <= ${asked.knownAt}
    ORDER BY declared_at DESC, id LIMIT 1`.execute(tx);
  if (rows[0] === undefined) return NOTHING_BEHIND;
  const { num, den, at, by } = asWritten(rows[0]);
  return { ...NOTHING_BEHIND, num, den, source: 'declared', declared: { at, by } };
}

/** The readings of a measure at some leaves, with their places. */
export async function figuresAt(
  tx: Database,
  asked: { readonly measure: string; readonly period: string; readonly leaves: ReadonlyMap<number, string> },
): Promise<LeafFigure[]> {
  const { measure, period, leaves } = asked;
  const { rows } = await sql<Figure & { unit_id: number }>`
    SELECT unit_id, num, den, buckets FROM reading
    WHERE measure = ${measure} AND period = ${period} AND unit_id = ANY (${[...leaves.keys()]})`.execute(tx);
  return rows.map(({ unit_id, ...figure }) => ({ ...figure, measure, place: leaves.get(unit_id) ?? '' }));
}
