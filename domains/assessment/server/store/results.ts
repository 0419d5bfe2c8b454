// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { PlacedUnit } from '../../rules/fact-table.ts';
import type { ResultRow } from '../../rules/result-rows.ts';
import { assessmentTables } from '../tables.ts';

/** A live evaluation, locked: of two runs the later one fails as overtaken, and is run again. */
export type LiveEvaluation = { readonly id: string; readonly as_of: Instant };

/** The live evaluation of an edition and period; made where there is none. */
export async function openLive(
  tx: Database,
  about: {
    readonly id: string;
    readonly edition: number;
    readonly period: string;
    readonly root: number;
    readonly treeDate: CivilDate;
    readonly now: Instant;
  },
): Promise<LiveEvaluation> {
  const found = await assessmentTables(tx)
    .selectFrom('evaluation')
    .select(['id', 'as_of'])
    .where('edition', '=', about.edition)
    .where('period', '=', about.period)
    .where('state', '=', 'live')
    .forUpdate()
    .executeTakeFirst();
  if (found !== undefined) return found;
  await sql`
    INSERT INTO evaluation (id, edition, period, state, unit_id, path, tree_date, as_of, lacking)
    SELECT ${about.id}, ${about.edition}, ${about.period}, 'live', id, path, ${about.treeDate}, ${about.now}, '{}' FROM unit WHERE id = ${about.root}
    ON CONFLICT (edition, period) WHERE state = 'live' DO NOTHING`.execute(tx);
  return { id: about.id, as_of: about.now };
}

/** Says as of when a live evaluation holds, and what it lacked. */
export async function dateLive(
  tx: Database,
  id: string,
  about: { readonly catalogue: string; readonly lacking: readonly string[]; readonly now: Instant },
): Promise<void> {
  await assessmentTables(tx)
    .updateTable('evaluation')
    .set({ as_of: about.now, lacking: [...about.lacking], catalogue: about.catalogue })
    .where('id', '=', id)
    .execute();
}

const UNIT_FIELDS =
  'unit_id integer, place text, parent_id integer, code text, name text, kind text, parent text, class text, zone text, pinyin text';

/** Makes the units of an evaluation those of the list; a row that is the same already is not touched. */
export async function writeUnits(tx: Database, evaluation: string, units: readonly PlacedUnit[]): Promise<void> {
  await sql`
    WITH given AS (SELECT g.*, unit.path FROM jsonb_to_recordset(${JSON.stringify(units)}::jsonb) AS g(${sql.raw(UNIT_FIELDS)}) JOIN unit ON unit.id = g.unit_id),
    gone AS (DELETE FROM evaluation_unit e WHERE evaluation = ${evaluation} AND NOT EXISTS (SELECT FROM given WHERE given.unit_id = e.unit_id))
    INSERT INTO evaluation_unit AS e (evaluation, unit_id, path, place, parent_id, code, name, kind, parent, class, zone, pinyin)
    SELECT ${evaluation}, unit_id, path, place, parent_id, code, name, kind, parent, class, zone, pinyin FROM given
    ON CONFLICT (evaluation, unit_id) DO UPDATE SET path = EXCLUDED.path, place = EXCLUDED.place, parent_id = EXCLUDED.parent_id, code = EXCLUDED.code,
      name = EXCLUDED.name, kind = EXCLUDED.kind, parent = EXCLUDED.parent, class = EXCLUDED.class, zone = EXCLUDED.zone, pinyin = EXCLUDED.pinyin
    WHERE (e.path, e.place, e.parent_id, e.code, e.name, e.kind, e.parent, e.class, e.zone, e.pinyin)
      IS DISTINCT FROM (EXCLUDED.path, EXCLUDED.place, EXCLUDED.parent_id, EXCLUDED.code, EXCLUDED.name, EXCLUDED.kind, EXCLUDED.parent, EXCLUDED.class, EXCLUDED.zone, EXCLUDED.pinyin)`.execute(
    tx,
  );
}

const RESULT_FIELDS =
  'unit_id integer, peer_group text, stars smallint, won text[], marks text[], complete boolean, points jsonb, total double precision, rank integer, rank_all integer, grade text, hash text';
const COLUMNS = RESULT_FIELDS.split(', ').map((field) => field.split(' ')[0] as string);

/** A row as it is stored: its explanation packed, and the SHA-256 over all of it. */
export type PackedRow = {
  readonly unit_id: number;
  readonly row: object;
  readonly explanation: Buffer;
  readonly hash: string;
};

/**
 * Packs a row: read into the database as JSON, a city's explanations would take ten times as long to write as they take to make. The
 * fastest packing, which leaves a third of them.
 */
export function packedRow({ explanation, ...row }: ResultRow): PackedRow {
  const text = Buffer.from(JSON.stringify(explanation));
  const hash = createHash('sha256').update(JSON.stringify(row)).update(text).digest('base64');
  return { unit_id: row.unit_id, row, explanation: deflateSync(text, { level: 1 }), hash };
}

/** Hashes of the results that are stored, by unit. */
export async function storedHashes(tx: Database, evaluation: string): Promise<Map<number, string>> {
  const stored = await assessmentTables(tx)
    .selectFrom('result')
    .select(['unit_id', 'hash'])
    .where('evaluation', '=', evaluation)
    .execute();
  return new Map(stored.map(({ unit_id, hash }) => [unit_id, hash]));
}

/** Removes the results of units that are no longer assessed. */
export async function dropResults(tx: Database, evaluation: string, units: readonly number[]): Promise<void> {
  if (units.length === 0) return;
  await assessmentTables(tx)
    .deleteFrom('result')
    .where('evaluation', '=', evaluation)
    .where('unit_id', 'in', units)
    .execute();
}

/** Writes those results that differ from what is stored. Gives how many. */
export async function writeResults(
  tx: Database,
  evaluation: string,
  given: { readonly rows: readonly PackedRow[]; readonly stored: ReadonlyMap<number, string> },
): Promise<number> {
  const changed = given.rows.filter(({ unit_id, hash }) => given.stored.get(unit_id) !== hash);
  if (changed.length === 0) return 0;
  const data = JSON.stringify(changed.map(({ row, hash }) => ({ ...row, hash })));
  await sql`
    INSERT INTO result (evaluation, path, explanation, ${sql.raw(COLUMNS.join(', '))})
    SELECT ${evaluation}, unit.path, p.explanation, ${sql.raw(COLUMNS.map((name) => `g.${name}`).join(', '))}
    FROM json_to_recordset(${data}::json) AS g(${sql.raw(RESULT_FIELDS)}) JOIN unit ON unit.id = g.unit_id
    JOIN unnest(${changed.map(({ unit_id }) => unit_id)}::integer[], ${changed.map(({ explanation }) => explanation)}::bytea[]) AS p(unit_id, explanation)
      ON p.unit_id = g.unit_id
    ON CONFLICT (evaluation, unit_id) DO UPDATE SET path = EXCLUDED.path, explanation = EXCLUDED.explanation, ${sql.raw(
      COLUMNS.slice(1)
        .map((name) => `${name} = EXCLUDED.${name}`)
        .join(', '),
    )}`.execute(tx);
  return changed.length;
}
