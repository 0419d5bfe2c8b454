// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { Statement } from '@beichen/platform-server/db/write-together.ts';
import type { Handover, Passed } from '@beichen/platform-server/holdings.ts';
import type { Role } from '@beichen/platform-server/login/roles.ts';
import { sql } from 'kysely';
import type { OrgPack } from '../../model/pack.ts';
import type { RelationKind } from '../../model/relations.ts';
import { RELATION_RULES } from '../../rules/relation-kinds.ts';
import { mayTie, postsFor } from '../../rules/relations.ts';

export const RELATED = 'org.related';

export type NewRelation = {
  readonly id: string;
  readonly kind: RelationKind;
  readonly unit: number;
  readonly over: number;
  readonly post: string | null;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly reason: string | null;
  /** Nobody where a file brought it: who imports it stands with the change. */
  readonly person: string | null;
  readonly now: Instant;
};

/** The database refuses it where another one came to stand in its way meanwhile. */
export function relationMade({ id, kind, unit, over, post, from, until, reason, person, now }: NewRelation): Statement {
  const row = {
    id,
    kind,
    unit_id: unit,
    path: '',
    over_id: over,
    post,
    from,
    to: until,
    reason,
    made_by: person,
    made_at: now,
  };
  return { query: sql`SELECT relate(${JSON.stringify(row)}::jsonb)`, rows: 1 };
}

/** Nothing comes out where it has ended meanwhile. */
export function relationEnded(
  id: string,
  on: CivilDate,
  about: { readonly reason: string | null; readonly now: Instant },
): Statement {
  const { reason, now } = about;
  return {
    query: sql`SELECT end_relation(${id}::uuid, ${on}::date, ${reason}::text, ${now}::timestamptz)`,
    rows: 1,
  };
}

type Gone = {
  readonly id: string;
  readonly kind: RelationKind;
  readonly unit: number;
  readonly unitKind: string;
  readonly over: number;
  readonly overKind: string;
  readonly post: string | null;
  /** Whether both ends were one unit. */
  readonly own: boolean;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly unitName: string;
  readonly overName: string;
};

/** Who covers, serves or answers for whom, as it is said between the names of its units. */
export function saidOf(
  tie: {
    readonly kind: RelationKind;
    readonly post: string | null;
    readonly unitName: string;
    readonly overName: string;
  },
  roles: readonly Pick<Role, 'id' | 'title'>[],
): string {
  const post = tie.post === null ? '' : `（${roles.find(({ id }) => id === tie.post)?.title.zh ?? tie.post}）`;
  return `${tie.unitName}${post}${RELATION_RULES[tie.kind].does.zh}${tie.overName}`;
}

/** The ties of a unit that hold on the day or later, with the other unit in its place. */
async function tiesOf(tx: Database, { from, to, records, on }: Handover): Promise<readonly Gone[]> {
  const some = records === null ? sql`true` : sql`r.id = ANY (${[...records]}::uuid[])`;
  const { rows } = await sql<Gone>`
    SELECT r.id, r.kind, a.id AS unit, a.kind AS "unitKind", b.id AS over, b.kind AS "overKind", r.post, r.unit_id = r.over_id AS own, greatest(${on}::date, r."from") AS "from", r."to" AS until,
      was.name AS "unitName", whom.name AS "overName"
    FROM unit_relation r JOIN unit was ON was.id = r.unit_id JOIN unit whom ON whom.id = r.over_id JOIN unit a ON a.id = CASE WHEN r.unit_id = ${from} THEN ${to}::integer ELSE r.unit_id END
      JOIN unit b ON b.id = CASE WHEN r.over_id = ${from} THEN ${to}::integer ELSE r.over_id END
    WHERE (r.unit_id = ${from} OR r.over_id = ${from}) AND (r."to" IS NULL OR (r."to" > ${on}::date AND r."to" > r."from")) AND ${some}
    ORDER BY r.id FOR UPDATE OF r`.execute(tx);
  return rows;
}

/** What decides whether a unit may have a tie that another one had. */
type Fitting = { readonly kinds: OrgPack['kinds']; readonly roles: readonly Role[] };

/**
 * Takes the ties of a unit to another one, as the worker: each ends at the one and begins at the other on the same day. Where the other
 * unit may have no such tie, or has one that stands in its way, it ends.
 */
export async function passRelations(tx: Database, { kinds, roles }: Fitting, handover: Handover): Promise<Passed> {
  const { on, now } = handover;
  const gone = await tiesOf(tx, handover);
  if (gone.length === 0) return { went: [] };
  const ids = gone.map(({ id }) => id);
  await sql`UPDATE unit_relation SET "to" = greatest(${on}::date, "from"), former_ends = with_former_end(former_ends, "to", ${now}) WHERE id = ANY (${ids}::uuid[])`.execute(
    tx,
  );
  const fitting = gone.filter(
    ({ kind, unit, unitKind, over, overKind, post, own }) =>
      (unit !== over || own) &&
      mayTie(kinds, kind, { unit: unitKind, over: overKind }) &&
      (post === null || postsFor(roles, kind, unitKind).some(({ id }) => id === post)),
  );
  const { rows } = await sql<{ id: string; unit: number; over: number; kind: RelationKind; post: string | null }>`
    WITH begun AS (SELECT gen_random_uuid() AS id, r.kind, r.unit AS unit_id, a.path, r.over AS over_id, r."from", r.until AS "to", NULL::text AS reason, NULL::uuid AS made_by, ${now}::timestamptz AS made_at, r.post, NULL::jsonb AS former_ends
      FROM jsonb_to_recordset(${JSON.stringify(fitting)}::jsonb) AS r(kind text, unit integer, over integer, post text, "from" date, until date) JOIN unit a ON a.id = r.unit)
    INSERT INTO unit_relation SELECT * FROM begun WHERE NOT relation_clashes(ROW(begun.*)::unit_relation) RETURNING id, unit_id AS unit, over_id AS over, kind, post`.execute(
    tx,
  );
  const tieOf = ({ kind, unit, over, post }: Pick<Gone, 'kind' | 'unit' | 'over' | 'post'>): string =>
    [kind, unit, over, post].join(' ');
  const begun = new Set(rows.map(tieOf));
  return {
    went: rows.map(({ id }) => id).sort(),
    ended: gone.filter((tie) => !begun.has(tieOf(tie))).map((tie) => saidOf(tie, roles)),
  };
}
