// SPDX-License-Identifier: Apache-2.0
import type { CivilDate } from '@beichen/kernel/time.ts';
import { sql } from 'kysely';
import type { Database } from '../db/connect.ts';
import type { Handover, Held, Holding, Passed } from '../holdings.ts';
import type { Role } from './roles.ts';

const titleOf = (roles: readonly Role[], id: string): string => roles.find((role) => role.id === id)?.title.zh ?? id;

/** A post ends at the one unit and begins at the other on the same day; where the other has no such posts, it ends. */
async function passPosts(tx: Database, handover: Handover, roles: readonly Role[]): Promise<Passed> {
  const { from, to, records, on, now } = handover;
  const some = records === null ? sql`true` : sql`g.id = ANY (${[...records]}::uuid[])`;
  const fitting = JSON.stringify(roles.flatMap(({ id, at }) => at.map((kind) => ({ id, kind }))));
  const { rows } = await sql<{ id: string; ended: string | null }>`
    WITH target AS (SELECT id, path, kind FROM unit WHERE id = ${to}),
      gone AS (SELECT g.*, gen_random_uuid() AS fresh FROM access_grant g WHERE g.unit_id = ${from} AND (g."to" IS NULL OR g."to" > ${on}::date) AND ${some} FOR UPDATE),
      fits AS (SELECT gone.*, target.id AS at, target.path AS place FROM gone, target, jsonb_to_recordset(${fitting}::jsonb) AS r(id text, kind text)
        WHERE r.id = gone.role AND r.kind = target.kind),
      ended AS (UPDATE access_grant g SET "to" = greatest(${on}::date, g."from"), former_ends = with_former_end(g.former_ends, g."to", ${now}) FROM gone WHERE g.id = gone.id),
      begun AS (INSERT INTO access_grant (id, person, unit_id, path, role, permissions, line, sensitivity, "from", "to", source, full_time, made_at)
        SELECT fresh, person, at, place, role, permissions, line, sensitivity, greatest(${on}::date, "from"), "to", source, full_time, ${now}::timestamptz FROM fits RETURNING id),
      named AS (INSERT INTO subject_of (record, subject, unit_id, path, line, internal) SELECT fresh, person, at, place, line, false FROM fits)
    SELECT id, NULL AS ended FROM begun UNION ALL SELECT id, role FROM gone WHERE id NOT IN (SELECT id FROM fits) ORDER BY id`.execute(
    tx,
  );
  return {
    went: rows.flatMap(({ id, ended }) => (ended === null ? [id] : [])),
    ended: rows.flatMap(({ ended }) => (ended === null ? [] : [titleOf(roles, ended)])),
  };
}

async function countPosts(
  tx: Database,
  { units, on }: { readonly units: readonly number[]; readonly on: CivilDate },
): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ unit: number; n: number }>`
    SELECT unit, count(*)::integer AS n FROM posts_of(${[...units]}::integer[], ${on}::date) GROUP BY unit`.execute(tx);
  return new Map(rows.map(({ unit, n }) => [unit, n]));
}

async function listPosts(
  tx: Database,
  roles: readonly Role[],
  { unit, on, limit }: { readonly unit: number; readonly on: CivilDate; readonly limit: number },
): Promise<readonly Held[]> {
  const { rows } = await sql<{ record: string; role: string; since: CivilDate }>`
    SELECT id AS record, role, since FROM posts_of(ARRAY[${unit}::integer], ${on}::date) LIMIT ${limit}`.execute(tx);
  return rows.map(({ record, role, since }) => ({ record, title: `${titleOf(roles, role)}（${since}起）` }));
}

/** Posts that somebody holds at a unit, with the account of whoever holds them. They are named by what they are, not by who holds them. */
export function heldPosts(roles: readonly Role[]): Holding {
  return {
    id: 'platform.posts',
    title: { zh: '岗位和账号', en: 'Posts and accounts' },
    isWork: false,
    count: countPosts,
    list: (tx, at) => listPosts(tx, roles, at),
    pass: (tx, handover) => passPosts(tx, handover, roles),
  };
}
