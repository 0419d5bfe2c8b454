// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import { isWithin, type OrgPath, rangeOf } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { OrgPack } from '../../model/pack.ts';
import { RELATION_KINDS, type RelationKind, type relationsPage } from '../../model/relations.ts';
import type { OrgUnit } from '../../model/units.ts';
import { meetingPath, type RelationEnd, type UnitRelation } from '../../rules/relations.ts';
import { shownUnit, titleOf } from './shown-unit.ts';
import { chainOf, rootsOf } from './units.ts';

type Kinds = OrgPack['kinds'];
type Page = z.infer<typeof relationsPage>;

type Row = UnitRelation & {
  readonly unitName: string;
  readonly unitPath: string;
  readonly overKind: string;
  readonly overName: string;
  readonly overPath: string;
  readonly reason: string | null;
};

/** The relations of these units, of all days, of which the transaction has one end in range. */
export async function relationsOf(tx: Database, units: readonly number[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT id, kind, unit, unit_kind AS "unitKind", unit_name AS "unitName", unit_path AS "unitPath",
      over, over_kind AS "overKind", over_name AS "overName", over_path AS "overPath",
      since AS "from", until, reason FROM relations_of(${[...units]}::integer[])`.execute(tx);
  return rows;
}

/** The relations of these units and of all below them, of all days, of which the transaction has one end in range. */
export async function relationsWithin(tx: Database, roots: readonly OrgPath[]): Promise<Row[]> {
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
    SELECT r.id, r.kind, r.unit_id AS unit, a.kind AS "unitKind", r.over_id AS over, r."from", r."to" AS until, a.path AS one, b.path AS other
    FROM unit_relation r JOIN unit a ON a.id = r.unit_id JOIN unit b ON b.id = r.over_id WHERE r.id = ${id}::uuid`.execute(
    tx,
  );
  const [row] = rows;
  return row && { ...row, paths: [row.one, row.other] };
}

const treeOf = (kinds: Kinds, kind: string): string => kinds[kind]?.tree ?? 'territory';

/** What stands at a unit on a day that is of another tree than the unit. */
async function seatedAt(tx: Database, kinds: Kinds, at: { unit: OrgUnit; on: CivilDate }): Promise<OrgUnit[]> {
  const own = treeOf(kinds, at.unit.kind);
  const others = Object.keys(kinds).filter((kind) => treeOf(kinds, kind) !== own);
  const { rows } = await sql<OrgUnit>`
    SELECT u.id, u.code, u.kind, u.name, u.class, u.zone, u.parent_id AS parent, u.level, u.path, u.closed_on AS "closedOn"
    FROM unit_place p JOIN unit u ON u.id = p.unit_id WHERE p.parent_id = ${at.unit.id} AND p."from" <= ${at.on} AND (p."to" IS NULL OR p."to" > ${at.on})
      AND u.kind = ANY (${others}) ORDER BY u.pinyin, u.id LIMIT 200`.execute(tx);
  return rows;
}

function mayHave(kinds: Kinds, own: string): Page['may'] {
  const listed = (ids: readonly string[]) => ids.map((kind) => ({ kind, title: titleOf(kinds, kind) }));
  return RELATION_KINDS.flatMap((kind: RelationKind) => {
    const overs = kinds[own]?.[kind] ?? [];
    const units = Object.keys(kinds).filter((id) => kinds[id]?.[kind]?.includes(own));
    return [
      ...(overs.length > 0 ? [{ kind, side: 'unit' as const, others: listed(overs) }] : []),
      ...(units.length > 0 ? [{ kind, side: 'over' as const, others: listed(units) }] : []),
    ];
  });
}

/** The relations of a unit as they are sent to whoever asks: what may be done about them, and which of the other units has a page for the reader. */
async function shownRelations({ tx, actor }: QueryContext, kinds: Kinds, unit: number): Promise<Page['held']> {
  const roots = rootsOf(actor);
  const end = (id: number, about: { name: string; kind: string; path: string }) => ({
    id,
    name: about.name,
    kind: about.kind,
    kindTitle: titleOf(kinds, about.kind),
    seen: roots.some((root) => isWithin(about.path, root) || isWithin(root, about.path)),
  });
  return (await relationsOf(tx, [unit])).map((row) => ({
    id: row.id,
    kind: row.kind,
    unit: end(row.unit, { name: row.unitName, kind: row.unitKind, path: row.unitPath }),
    over: end(row.over, { name: row.overName, kind: row.overKind, path: row.overPath }),
    from: row.from,
    until: row.until,
    reason: row.reason,
    endable: may(actor, 'org.relate', {
      paths: [meetingPath(row.unitPath, row.overPath)],
      line: null,
      sensitivity: 'open',
    }),
  }));
}

/** What covers or serves a unit, or what it covers and serves; where it stands, and what of another tree stands at it. */
export async function relationsPageOf(
  ctx: QueryContext,
  kinds: Kinds,
  asked: { readonly unit: OrgUnit; readonly on: CivilDate; readonly past: boolean },
): Promise<Page> {
  const { unit, on, past } = asked;
  const tree = treeOf(kinds, unit.kind);
  const chain = tree === 'territory' ? [] : await chainOf(ctx.tx, unit);
  const above = chain.filter(({ kind }) => treeOf(kinds, kind) === 'territory').at(-1);
  const rows = await shownRelations(ctx, kinds, unit.id);
  const lasting = rows.filter(({ from, until }) => (until === null || until > on) && until !== from);
  const ended = rows.filter(({ from, until }) => until !== null && until <= on && until > from);
  return {
    tree,
    standsAt: above === undefined ? null : shownUnit(above, kinds),
    seated: (await seatedAt(ctx.tx, kinds, { unit, on })).map((one) => shownUnit(one, kinds)),
    held: past ? lasting.filter(({ from }) => from <= on) : lasting,
    ended: ended.sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1)).slice(0, 100),
    may: mayHave(kinds, unit.kind),
  };
}
