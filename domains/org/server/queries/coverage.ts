// SPDX-License-Identifier: Apache-2.0
import { idsOf, rangeOf } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { sql } from 'kysely';
import type { OrgUnit } from '../../model/units.ts';
import type { Due } from '../../rules/coverage.ts';
import { unitsById } from './units.ts';

type Asked = { readonly unit: OrgUnit; readonly day: CivilDate; readonly dues: readonly Due[] };

/**
 * The open units below a unit that should have something, each with whether it lacks it on the day. Counts and lists are both made of it.
 * What covers a unit counts wherever the body stands.
 */
function nodes({ unit, day, dues }: Asked) {
  const { low, high } = rangeOf(unit.path);
  const listed = JSON.stringify(dues.map(({ id, about, kind, by }) => ({ id, about, kind, by })));
  return sql`
    WITH due AS (SELECT * FROM jsonb_to_recordset(${listed}::jsonb) AS d(id text, about text, kind text, by text)),
      node AS (SELECT u.id, u.kind, u.path, u.code FROM unit u
        WHERE u.path >= ${low} AND u.path < ${high} AND u.closed_on IS NULL AND u.kind IN (SELECT kind FROM due)),
      tied AS MATERIALIZED (SELECT over AS unit, CASE kind WHEN 'covers' THEN 'covers' ELSE 'tie' END AS about, CASE kind WHEN 'covers' THEN unit_kind ELSE kind END AS by
        FROM relations_of((SELECT array_agg(id) FROM node)) WHERE since <= ${day} AND (until IS NULL OR until > ${day})),
      staffed AS MATERIALIZED (SELECT unit, role AS by FROM posts_of((SELECT array_agg(n.id) FROM node n JOIN due d ON d.kind = n.kind AND d.about = 'post'), ${day}::date)
        WHERE since <= ${day}),
      sized AS (SELECT n.id, h.households FROM node n LEFT JOIN unit_households h ON h.unit_id = n.id AND h."from" <= ${day} AND (h."to" IS NULL OR h."to" > ${day})),
      judged AS (SELECT d.id AS list, n.id, n.path, n.code, CASE d.about
          WHEN 'post' THEN (n.id, d.by) NOT IN (SELECT unit, by FROM staffed)
          WHEN 'counted' THEN s.households IS NULL
          WHEN 'over' THEN COALESCE(s.households > d.by::integer, false)
          WHEN 'under' THEN COALESCE(s.households < d.by::integer, false)
          ELSE (n.id, d.about, d.by) NOT IN (SELECT unit, about, by FROM tied) END AS lacking
        FROM due d JOIN node n ON n.kind = d.kind JOIN sized s ON s.id = n.id)`;
}

export type Tally = { readonly list: string; readonly all: number; readonly lacking: number };

/** How many units should have each thing and lack it: in all, and below each unit directly below. What stands at the unit itself has no child. */
export async function talliesOf(
  tx: Database,
  asked: Asked,
): Promise<readonly (Tally & { readonly child: number | null })[]> {
  const { path } = asked.unit;
  const { rows } = await sql<Tally & { child: number | null }>`
    ${nodes(asked)} SELECT list, NULLIF(split_part(substr(path, ${path.length + 1}), '/', 1), '')::integer AS child, count(*)::integer AS "all",
      count(*) FILTER (WHERE lacking)::integer AS lacking FROM judged GROUP BY 1, 2 ORDER BY 1, 2`.execute(tx);
  return rows;
}

type Page = { readonly after: number | undefined; readonly limit: number };

/** One page of the units that lack something, in the order of their codes, with what lies between them and the unit. */
export async function gapsOf(tx: Database, asked: Asked, { after, limit }: Page) {
  const from = after === undefined ? sql`true` : sql`code COLLATE "C" > (SELECT code FROM unit WHERE id = ${after})`;
  const { rows } = await sql<{ id: number; path: string; total: number }>`
    ${nodes(asked)}, gap AS (SELECT id, path, code FROM judged WHERE lacking)
    SELECT id, path, (SELECT count(*)::integer FROM gap) AS total FROM gap WHERE ${from} ORDER BY code COLLATE "C" LIMIT ${limit + 1}`.execute(
    tx,
  );
  const page = rows.slice(0, limit);
  const depth = idsOf(asked.unit.path).length;
  const units = new Map(
    (await unitsById(tx, [...new Set(page.flatMap(({ path }) => idsOf(path).slice(depth)))])).map((one) => [
      one.id,
      one,
    ]),
  );
  return {
    total: rows[0]?.total ?? 0,
    units: page.flatMap(({ id, path }) => {
      const unit = units.get(id) ?? (id === asked.unit.id ? asked.unit : undefined);
      const above = idsOf(path)
        .slice(depth, -1)
        .flatMap((one) => units.get(one)?.name ?? []);
      return unit === undefined ? [] : [{ unit, above }];
    }),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
