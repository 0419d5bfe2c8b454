// SPDX-License-Identifier: Apache-2.0
import { may } from '@beichen/engines/access/may.ts';
import { isWithin } from '@beichen/kernel/paths.ts';
import type { CivilDate } from '@beichen/kernel/time.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { OrgPack } from '../../model/pack.ts';
import { DUTIES, RELATION_KINDS, type RelationKind, type relationsPage } from '../../model/relations.ts';
import type { OrgUnit } from '../../model/units.ts';
import { RELATION_RULES } from '../../rules/relation-kinds.ts';
import { meetingPath, namesPost, postsFor } from '../../rules/relations.ts';
import { type Holders, holdersOf } from './holders.ts';
import type { PostDeps } from './posts.ts';
import { dutiesOver, type RelationRow, relationsOf } from './relations.ts';
import { shownUnit, titleOf } from './shown-unit.ts';
import { chainOf, rootsOf } from './units.ts';

type Kinds = OrgPack['kinds'];
type Page = z.infer<typeof relationsPage>;

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

function mayHave({ kinds, roles }: Pick<PostDeps, 'kinds' | 'roles'>, own: string): Page['may'] {
  const answering = (kind: RelationKind, unitKind: string) => ({
    posts: postsFor(roles, kind, unitKind).map(({ id: post, title }) => ({ post, title })),
    named: namesPost(kinds, kind, unitKind),
  });
  return RELATION_KINDS.flatMap((kind) => {
    const listed = (ids: readonly string[]) =>
      ids.map((id) => ({ kind: id, title: titleOf(kinds, id), ...answering(kind, id) }));
    const overs = kinds[own]?.[kind] ?? [];
    const units = Object.keys(kinds).filter((id) => kinds[id]?.[kind]?.includes(own));
    const about = {
      kind,
      own: answering(kind, own),
      self: RELATION_RULES[kind].reachesDown && overs.includes(own) && answering(kind, own).posts.length > 0,
    };
    return [
      ...(overs.length > 0 ? [{ ...about, side: 'unit' as const, others: listed(overs) }] : []),
      ...(units.length > 0 ? [{ ...about, side: 'over' as const, others: listed(units) }] : []),
    ];
  });
}

/** A relation as it is sent to whoever asks: what may be done about it, and which of its units has a page for the reader. */
function shownBy(
  ctx: QueryContext,
  { kinds, roles }: PostDeps,
  holders: Holders,
): (row: RelationRow) => Page['held'][number] {
  const roots = rootsOf(ctx.actor);
  const end = (id: number, about: { name: string; kind: string; path: string }) => ({
    id,
    name: about.name,
    kind: about.kind,
    kindTitle: titleOf(kinds, about.kind),
    seen: roots.some((root) => isWithin(about.path, root) || isWithin(root, about.path)),
  });
  return (row) => ({
    id: row.id,
    kind: row.kind,
    unit: end(row.unit, { name: row.unitName, kind: row.unitKind, path: row.unitPath }),
    over: end(row.over, { name: row.overName, kind: row.overKind, path: row.overPath }),
    post:
      row.post === null
        ? null
        : {
            id: row.post,
            title: roles.find(({ id }) => id === row.post)?.title ?? { zh: row.post, en: row.post },
            holders: holders(row.unit, row.post),
          },
    from: row.from,
    until: row.until,
    reason: row.reason,
    endable: may(ctx.actor, 'org.relate', {
      paths: [meetingPath(row.unitPath, row.overPath)],
      line: null,
      sensitivity: 'open',
    }),
  });
}

/** Who guides, trains, carries out and assesses; nothing where no kind of the pack does any of it, or the unit is of another tree. */
async function chainFor(
  ctx: QueryContext,
  kinds: Kinds,
  asked: { unit: OrgUnit; on: CivilDate },
): Promise<RelationRow[] | undefined> {
  const answered = DUTIES.some((duty) => Object.values(kinds).some((kind) => (kind[duty] ?? []).length > 0));
  if (!answered || treeOf(kinds, asked.unit.kind) !== 'territory') return undefined;
  return await dutiesOver(ctx.tx, asked.unit.id, asked.on);
}

/** What covers or serves a unit, who is its patron and answers for it, and the same the other way; where it stands, and what of another tree stands at it. */
export async function relationsPageOf(
  ctx: QueryContext,
  deps: PostDeps,
  asked: { readonly unit: OrgUnit; readonly on: CivilDate; readonly past: boolean },
): Promise<Page> {
  const { kinds } = deps;
  const { unit, on, past } = asked;
  const tree = treeOf(kinds, unit.kind);
  const above = tree === 'territory' ? [] : await chainOf(ctx.tx, unit);
  const seat = above.filter(({ kind }) => treeOf(kinds, kind) === 'territory').at(-1);
  const found = await relationsOf(ctx.tx, [unit.id]);
  const chain = await chainFor(ctx, kinds, asked);
  const holders = await holdersOf(ctx, deps, { ties: [...found, ...(chain ?? [])], on });
  const shown = shownBy(ctx, deps, holders);
  const rows = found.map(shown);
  const lasting = rows.filter(({ from, until }) => (until === null || until > on) && until !== from);
  const ended = rows.filter(({ from, until }) => until !== null && until <= on && until > from);
  return {
    tree,
    standsAt: seat === undefined ? null : shownUnit(seat, kinds),
    seated: (await seatedAt(ctx.tx, kinds, { unit, on })).map((one) => shownUnit(one, kinds)),
    held: past ? lasting.filter(({ from }) => from <= on) : lasting,
    ended: ended.sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? 1 : -1)).slice(0, 100),
    chain:
      chain === undefined
        ? []
        : DUTIES.map((duty) => {
            const row = chain.find(({ kind }) => kind === duty);
            return { duty, tie: row === undefined ? null : shown(row) };
          }),
    may: mayHave(deps, unit.kind),
  };
}
