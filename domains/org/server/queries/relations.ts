// SPDX-License-Identifier: Apache-2.0
import { type OrgPath, rangeOf } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { RelationEnd, UnitRelation } from '../../rules/relations.ts';

export type RelationRow = UnitRelation & {
  readonly unitName: string;
  readonly unitPath: string;
  readonly overKind: string;
  readonly overName: string;
  readonly overPath: string;
  readonly reason: string | null;
};

/** The relations of these units, of all days, of which the transaction has one end in range. */
export async function relationsOf(tx: Database, units: readonly number[]): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    SELECT id, kind, unit, unit_kind AS "unitKind", unit_name AS "unitName", unit_path AS "unitPath",
      over, over_kind AS "overKind", over_name AS "overName", over_path AS "overPath",
      post, since AS "from", until, reason FROM relations_of(${[...units]}::integer[])`.execute(tx);
  return rows;
}

/** The relations of these units and of all below them, of all days, of which the transaction has one end in range. */
export async function relationsWithin(tx: Database, roots: readonly OrgPath[]): Promise<RelationRow[]> {
  if (roots.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    SELECT u.id FROM jsonb_to_recordset(${JSON.stringify(roots.map(rangeOf))}::jsonb) AS r(low text, high text)
    JOIN unit u ON u.path >= r.low COLLATE "C" AND u.path < r.high COLLATE "C"`.execute(tx);
  return await relationsOf(
    tx,
    rows.map(({ id }) => id),
  );
}

/** A unit as one end of a relation, if the transaction may see it. */
export async function findEnds(tx: Database, ids: readonly number[]): Promise<ReadonlyMap<number, RelationEnd>> {
  const { rows } = await sql<RelationEnd>`
    SELECT u.id, u.name, u.kind, u.path, u.closed_on AS "closedOn", COALESCE((SELECT min(p."from") FROM unit_place p WHERE p.unit_id = u.id), u.closed_on) AS since
    FROM unit u WHERE u.id = ANY (${[...ids]})`.execute(tx);
  return new Map(rows.map((end) => [end.id, end]));
}

export type KnownRelation = UnitRelation & { readonly paths: readonly [string, string] };

/** The relation with this id, if both its units may be seen. */
export async function findRelation(tx: Database, id: string): Promise<KnownRelation | undefined> {
  const { rows } = await sql<UnitRelation & { one: string; other: string }>`
    SELECT r.id, r.kind, r.unit_id AS unit, a.kind AS "unitKind", r.over_id AS over, r.post, r."from", r."to" AS until, a.path AS one, b.path AS other
    FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id WHERE r.id = ${id}::uuid`.execute(
    tx,
  );
  const [row] = rows;
  return row && { ...row, paths: [row.one, row.other] };
}

/** Of each duty the relation that holds for a unit on a day: its own, or that of the nearest unit above it. */
export async function dutiesOver(tx: Database, unit: number, on: CivilDate): Promise<RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    SELECT id, kind, unit, unit_kind AS "unitKind", unit_name AS "unitName", unit_path AS "unitPath",
      over, over_kind AS "overKind", over_name AS "overName", over_path AS "overPath",
      post, since AS "from", until, reason FROM duties_over(${unit}, ${on}::date)`.execute(tx);
  return rows;
}
