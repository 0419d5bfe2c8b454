// SPDX-License-Identifier: Apache-2.0
import type { Figure } from '@beichen/kernel/measures.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { CorrectionTold } from '../../model/results.ts';
import { asWritten, type LeafFigure, type UnitFact } from '../../rules/fact-table.ts';
import { type Behind, NOTHING_BEHIND } from '../../rules/records-behind.ts';

/** One fact of an evaluation: which unit, which measure. */
export type FactKey = { readonly evaluation: string; readonly unit: number; readonly measure: string };

type FrozenRow = UnitFact & {
  readonly records: string[] | null;
  readonly counting: boolean[] | null;
  readonly at: Instant | null;
  readonly by: string | null;
  readonly declared: string | null;
  readonly correction: Behind['correction'];
};

const CORRECTION = sql`jsonb_build_object('num', j.num, 'den', j.den, 'was', jsonb_build_object('num', j.was_num, 'den', j.was_den), 'reason', j.reason, 'seenOn', j.seen_on,
  'at', to_char(j.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'by', jsonb_build_object('unit', COALESCE((SELECT u.name FROM unit u WHERE u.id = j.by_unit), ''), 'title', j.by_post))`;

/** The correction of a fact that holds in a live result. */
export async function correctionBehind(
  tx: Database,
  asked: {
    readonly edition: string;
    readonly method: string;
    readonly period: string;
    readonly unit: number;
    readonly measure: string;
    readonly knownAt: Instant;
  },
): Promise<Behind['correction']> {
  const { rows } = await sql<{ act: string; correction: Behind['correction'] }>`
    SELECT j.act, ${CORRECTION} AS correction FROM judgement j JOIN review r ON r.id = j.review JOIN method_edition m ON m.id = r.edition
    WHERE m.method = ${asked.method} AND m.edition = ${asked.edition} AND r.period = ${asked.period} AND j.unit_id = ${asked.unit} AND j.measure = ${asked.measure}
      AND j.act IN ('correct', 'restore') AND j.at <= ${asked.knownAt} ORDER BY j.n DESC LIMIT 1`.execute(tx);
  return rows[0]?.act === 'correct' ? rows[0].correction : null;
}

/** The fact that a frozen evaluation keeps, with the records that it kept. */
export async function frozenFactBehind(tx: Database, key: FactKey): Promise<Behind> {
  const { rows } = await sql<FrozenRow>`
    SELECT f.num, f.den, f.records, f.counting, f.declared, d.declared_at AS at, d.declared_by AS by,
      CASE WHEN j.id IS NOT NULL THEN ${CORRECTION} END AS correction
    FROM evaluation_fact f LEFT JOIN declared_fact d ON d.id = f.declared LEFT JOIN judgement j ON j.id = f.corrected
    WHERE f.evaluation = ${key.evaluation} AND f.measure = ${key.measure} AND f.unit_id = ${key.unit}`.execute(tx);
  const [row] = rows;
  if (row === undefined) return NOTHING_BEHIND;
  const { num, den, records, counting, at, by, correction } = row;
  const fact = { ...NOTHING_BEHIND, num, den, correction };
  if (records === null)
    return { ...fact, source: row.declared === null ? 'none' : 'declared', declared: at === null ? null : { at, by } };
  const known = new Map(records.map((record, index) => [record, counting?.[index] === true]));
  return { ...fact, source: 'records', records: known, total: records.length };
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
    ORDER BY declared_at DESC, declared_by IS NULL, id LIMIT 1`.execute(tx);
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

/**
 * All corrections that a result of a unit holds, live or frozen: of each measure the one whose figure holds, then those before it that
 * no restoring undid, since each has a reason of its own.
 */
export async function correctionsShown(
  tx: Database,
  asked: { readonly evaluation: string; readonly unit: number },
): Promise<(CorrectionTold & { readonly measure: string })[]> {
  const { rows } = await sql<{ measure: string; correction: CorrectionTold }>`
    WITH holding AS (
      SELECT h.review, h.unit_id, h.measure, h.act, h.n FROM evaluation_fact f JOIN judgement h ON h.id = f.corrected
      WHERE f.evaluation = ${asked.evaluation} AND f.unit_id = ${asked.unit}
      UNION ALL
      SELECT * FROM (
        SELECT DISTINCT ON (h.measure) h.review, h.unit_id, h.measure, h.act, h.n FROM judgement h JOIN review r ON r.id = h.review
          JOIN evaluation e ON e.edition = r.edition AND e.period = r.period AND e.state = 'live' AND e.id = ${asked.evaluation}
        WHERE h.unit_id = ${asked.unit} AND h.act IN ('correct', 'restore') AND h.at <= e.as_of ORDER BY h.measure, h.n DESC) latest)
    SELECT j.measure, ${CORRECTION} AS correction
    FROM holding h JOIN judgement j ON j.review = h.review AND j.unit_id = h.unit_id AND j.measure = h.measure AND j.act = 'correct' AND j.n <= h.n
    WHERE h.act = 'correct' AND NOT EXISTS (SELECT FROM judgement undone WHERE undone.review = j.review AND undone.unit_id = j.unit_id
      AND undone.measure = j.measure AND undone.act = 'restore' AND undone.n > j.n AND undone.n < h.n)
    ORDER BY j.measure, j.n DESC`.execute(tx);
  return rows.map(({ measure, correction }) => ({ ...correction, measure }));
}
