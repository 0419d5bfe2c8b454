// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { rangeOf } from '@beichen/kernel/paths.ts';
import { type CivilDate, dateOf, millisOf } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import { platformErrors } from '@beichen/platform-server/errors.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { lineTitle } from '@beichen/platform-server/packs/read-pack.ts';
import { sql } from 'kysely';
import type { RelationKind } from '../../model/relations.ts';
import type { OrgUnit } from '../../model/units.ts';
import { orgErrors } from '../../module.ts';
import { mayGive } from '../../rules/posts.ts';
import { RELATION_RULES } from '../../rules/relation-kinds.ts';
import { type PostRecord, type TieRecord, type UnitRecord, writeTreeBook } from '../../rules/tree-book.ts';
import { findUnitOn, unitsBelowOn } from './as-of.ts';
import { type PostDeps, type PostRow, peopleAt, rolesOver } from './posts.ts';
import { titleOf } from './shown-unit.ts';
import { isInside, rootsOf } from './units.ts';

const EXPORT = 'org.export';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Asked = { readonly unit: number; readonly on: CivilDate | undefined };

async function unitRecords(
  tx: Database,
  deps: PostDeps,
  { units, on }: { readonly units: Awaited<ReturnType<typeof unitsBelowOn>>; readonly on: CivilDate },
): Promise<UnitRecord[]> {
  const { rows } = await sql<{ unit: number; households: number }>`
    SELECT unit_id AS unit, households FROM unit_households
    WHERE unit_id = ANY (${units.map(({ id }) => id)}::integer[]) AND "from" <= ${on} AND ("to" IS NULL OR "to" > ${on})`.execute(
    tx,
  );
  const figures = new Map(rows.map(({ unit, households }) => [unit, String(households)]));
  return units.map(({ id, code, nameEntered, kind, parentCode, parentName, class: own }) => ({
    code,
    name: nameEntered,
    kind: titleOf(deps.kinds, kind).zh,
    parent: parentCode ?? '',
    parentName: parentName ?? '',
    class: own ?? '',
    households: figures.get(id) ?? '',
  }));
}

async function postsBelow(
  tx: Database,
  units: readonly number[],
  { on, today }: { readonly on: CivilDate; readonly today: CivilDate },
): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    SELECT id, unit, person, role, line, since, until, acts_for AS "actsFor", source, full_time AS "fullTime", has_account AS "hasAccount"
    FROM posts_of(${[...units]}::integer[], ${on}::date) WHERE ${on < today ? sql`since <= ${on}::date` : sql`true`}`.execute(
    tx,
  );
  return rows;
}

/** Who holds which post, below the unit. Whoever may give posts at a unit has their names and phones whole. */
async function postRecords(
  { tx, actor, now }: QueryContext,
  deps: PostDeps,
  about: {
    readonly units: Awaited<ReturnType<typeof unitsBelowOn>>;
    readonly on: CivilDate;
    readonly today: CivilDate;
  },
): Promise<PostRecord[]> {
  const units = new Map(about.units.map((unit) => [unit.id, unit]));
  const rows = await postsBelow(tx, [...units.keys()], about);
  const own = await rolesOver(tx, about.today);
  const isWhole = (id: number): boolean => {
    const unit = units.get(id);
    return (
      unit !== undefined && deps.roles.some((role) => role.at.includes(unit.kind) && mayGive(role, own(unit.path)))
    );
  };
  const people = await peopleAt(tx, deps, { rows, isWhole, purpose: 'export', actor: nameOf(actor), now });
  const nameOfPost = new Map(rows.map((row) => [row.id, people(row).name ?? '']));
  const order = new Map(about.units.map(({ id }, at) => [id, at]));
  const sorted = [...rows].sort((a, b) => (order.get(a.unit) ?? 0) - (order.get(b.unit) ?? 0));
  return sorted.map((row) => {
    const role = deps.roles.find(({ id }) => id === row.role);
    const { name, phone } = people(row);
    return {
      unit: units.get(row.unit)?.code ?? '',
      unitName: units.get(row.unit)?.name ?? '',
      role: role?.title.zh ?? row.role,
      line: lineTitle(deps.lines, row.line)?.zh ?? '',
      name: name ?? '',
      phone: phone ?? '',
      from: row.since,
      until: row.until ?? '',
      actsFor: row.actsFor === null ? '' : (nameOfPost.get(row.actsFor) ?? ''),
      employment: row.fullTime ? '专职' : '兼职',
      source: row.source === null ? '' : (role?.sources[row.source]?.zh ?? row.source),
      hasAccount: row.hasAccount ? '是' : '否',
      id: row.id,
    };
  });
}

async function audit(
  { tx, actor, now }: QueryContext,
  about: { readonly unit: OrgUnit; readonly on: CivilDate; readonly units: number; readonly posts: number },
): Promise<void> {
  const { unit, on, units, posts } = about;
  const id = uuidv7From(millisOf(now), randomBytes(16));
  await tx
    .insertInto('audit_entry')
    .values({
      id,
      at: now,
      actor: nameOf(actor),
      action: EXPORT,
      record: id,
      unit_id: unit.id,
      detail: JSON.stringify({ on, units, posts }),
    })
    .execute();
}

/** Who covers, serves, is patron of or answers for the units, from the day on; both ends must be in sight, so that the row can come in again. */
async function tieRecords(
  tx: Database,
  { roles }: PostDeps,
  about: {
    readonly units: Awaited<ReturnType<typeof unitsBelowOn>>;
    readonly on: CivilDate;
    readonly today: CivilDate;
  },
): Promise<TieRecord[]> {
  const { units, on, today } = about;
  const { rows } = await sql<
    { id: string; kind: RelationKind; post: string | null; from: CivilDate; until: CivilDate | null } & Ends
  >`
    SELECT r.id, r.kind, r.post, r.since AS "from", r.until, a.code AS unit, a.name AS "unitName", b.code AS over, b.name AS "overName"
    FROM relations_of(${units.map(({ id }) => id)}::integer[]) r JOIN unit a ON a.id = r.unit JOIN unit b ON b.id = r.over
    WHERE r.over = ANY (${units.map(({ id }) => id)}::integer[]) AND (r.until IS NULL OR (r.until > ${on} AND r.until > r.since)) AND ${on < today ? sql`r.since <= ${on}` : sql`true`}
    ORDER BY b.code COLLATE "C", r.kind, a.code COLLATE "C", r.since, r.id`.execute(tx);
  return rows.map(({ kind, post, until, ...row }) => ({
    ...row,
    kind: RELATION_RULES[kind].does.zh,
    post: post === null ? '' : (roles.find(({ id }) => id === post)?.title.zh ?? post),
    until: until ?? '',
  }));
}

type Ends = { readonly unit: string; readonly unitName: string; readonly over: string; readonly overName: string };

/** The unit and all below it, with posts and people, as a workbook that can be imported again. @throws Refusal */
export async function exportTree(ctx: QueryContext, deps: PostDeps, asked: Asked): Promise<Response> {
  const { tx, actor, now } = ctx;
  const today = dateOf(now, deps.zone);
  const on = asked.on ?? today;
  const unit = await findUnitOn(tx, on, asked.unit);
  if (unit === undefined) throw new Refusal(asked.on === undefined ? platformErrors.notFound : orgErrors.notThen);
  const below = await unitsBelowOn(tx, on, rangeOf(unit.path));
  // A unit above one's post shows its name and no more.
  if (!isInside(unit.path, rootsOf(actor, EXPORT))) throw new Refusal(platformErrors.forbidden);
  const units = await unitRecords(tx, deps, { units: below, on });
  const posts = await postRecords(ctx, deps, { units: below, on, today });
  await audit(ctx, { unit, on, units: units.length, posts: posts.length });
  const ties = await tieRecords(tx, deps, { units: below, on, today });
  const book = writeTreeBook({ of: unit.name, on, units, posts, ties });
  const name = `${unit.name}-${on}.xlsx`;
  return new Response(book as Uint8Array<ArrayBuffer>, {
    headers: {
      'Content-Type': XLSX,
      'Content-Disposition': `attachment; filename="${unit.code}-${on}.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    },
  });
}
