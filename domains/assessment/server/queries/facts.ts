// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { LeafFigure, PlacedUnit, UnitFact } from '../../rules/fact-table.ts';

/** The units of a kind and all above them, as the tree stood on a day, from the root down. */
export async function unitsOn(tx: Database, subject: string, day: CivilDate): Promise<PlacedUnit[]> {
  const { rows } = await sql<PlacedUnit>`
    WITH placed AS (
      SELECT p.unit_id, p.path AS place, p.level, p.parent_id, u.code, v.name, v.kind, v.class, v.zone, u.pinyin
      FROM unit_place p JOIN unit u ON u.id = p.unit_id
      JOIN unit_version v ON v.unit_id = p.unit_id AND v."from" <= ${day} AND (v."to" IS NULL OR v."to" > ${day})
      WHERE p."from" <= ${day} AND (p."to" IS NULL OR p."to" > ${day})),
    wanted AS (SELECT DISTINCT unnest(string_to_array(rtrim(place, '/'), '/')::integer[]) AS unit_id FROM placed WHERE kind = ${subject})
    SELECT placed.unit_id, place, placed.parent_id, placed.code, placed.name, placed.kind, above.code AS parent, placed.class, placed.zone, placed.pinyin
    FROM placed JOIN wanted USING (unit_id) LEFT JOIN unit above ON above.id = placed.parent_id
    ORDER BY placed.level, placed.code`.execute(tx);
  return rows;
}

export type DeclaredFact = UnitFact & { readonly id: string };

/** What was declared of these measures by a moment: the latest of each unit. */
export async function declaredFacts(
  tx: Database,
  asked: { readonly period: string; readonly measures: readonly string[]; readonly knownAt: Instant },
): Promise<DeclaredFact[]> {
  // One row a measure: of a city's 28,000 facts most of the time would go into making rows.
  const { rows } = await sql<{ measure: string; facts: [string, number, number | null, number | null][] }>`
    SELECT measure, json_agg(json_build_array(id, unit_id, num, den)) AS facts FROM (
      SELECT DISTINCT ON (measure, unit_id) id, unit_id, measure, num, den FROM declared_fact
      WHERE period = ${asked.period} AND measure = ANY (${[...asked.measures]}) AND declared_at <= ${asked.knownAt}
      ORDER BY measure, unit_id, declared_at DESC, declared_by IS NULL, id) latest
    GROUP BY measure ORDER BY measure`.execute(tx);
  return rows.flatMap(({ measure, facts }) =>
    facts.map(([id, unit_id, num, den]) => ({ id, unit_id, measure, num, den })),
  );
}

/** The readings of these measures in a period, with the place of each leaf on a day. */
export async function readingsOn(
  tx: Database,
  asked: { readonly period: string; readonly measures: readonly string[]; readonly day: CivilDate },
): Promise<LeafFigure[]> {
  if (asked.measures.length === 0) return [];
  const { rows } = await sql<LeafFigure>`
    SELECT r.measure, p.path AS place, r.num, r.den, r.buckets FROM reading r
    JOIN unit_place p ON p.unit_id = r.unit_id AND p."from" <= ${asked.day} AND (p."to" IS NULL OR p."to" > ${asked.day})
    WHERE r.period = ${asked.period} AND r.measure = ANY (${[...asked.measures]})
    ORDER BY r.measure, p.path`.execute(tx);
  return rows;
}

/** The places, on a day, of these units and of all below them. */
export async function leavesOn(
  tx: Database,
  asked: { readonly day: CivilDate; readonly below: readonly number[] },
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ unit_id: number; path: string }>`
    SELECT unit_id, path FROM unit_place WHERE "from" <= ${asked.day} AND ("to" IS NULL OR "to" > ${asked.day})
      AND string_to_array(rtrim(path, '/'), '/')::integer[] && ${[...asked.below]}::integer[]`.execute(tx);
  return new Map(rows.map(({ unit_id, path }) => [unit_id, path]));
}

/** The kinds of these units and of all above them, on a day. */
export async function kindsAbove(tx: Database, units: readonly number[], day: CivilDate): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ kind: string }>`
    WITH above AS (SELECT DISTINCT unnest(string_to_array(rtrim(path, '/'), '/')::integer[]) AS id FROM unit_place
      WHERE unit_id = ANY (${[...units]}) AND "from" <= ${day} AND ("to" IS NULL OR "to" > ${day}))
    SELECT DISTINCT unit.kind FROM unit JOIN above USING (id)`.execute(tx);
  return new Set(rows.map(({ kind }) => kind));
}

/** How many facts were declared for a period by a moment. They are only added, so as long as it is the same they are the same. */
export async function countDeclared(
  tx: Database,
  asked: { readonly period: string; readonly knownAt: Instant },
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::integer AS n FROM declared_fact WHERE period = ${asked.period} AND declared_at <= ${asked.knownAt}`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}
