// SPDX-License-Identifier: Apache-2.0
import { type CivilDate, dateOf, type Instant } from '@beichen/kernel/time.ts';
import { nameOf } from '@beichen/platform-server/action/perform.ts';
import type { Database } from '@beichen/platform-server/db/connect.ts';
import type { QueryContext } from '@beichen/platform-server/http/route.ts';
import { lineTitle } from '@beichen/platform-server/packs/read-pack.ts';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { handoversPage, postsPage } from '../../model/posts.ts';
import type { OrgUnit } from '../../model/units.ts';
import { mayGive } from '../../rules/posts.ts';
import type { OpenWork } from '../store/posts.ts';
import { ownRolesOver, type PostDeps, type PostRow, postsAt } from './posts.ts';

type Page = z.infer<typeof postsPage>;

/** Names of those who hold posts: whole for whoever gives posts here, each reading in the audit; else as the vault shows them to all. */
async function namesOf(
  { tx, actor, now }: QueryContext,
  deps: PostDeps,
  about: { readonly posts: readonly PostRow[]; readonly whole: boolean },
): Promise<ReadonlyMap<string, string | undefined>> {
  const subjects = [...new Set(about.posts.map(({ person }) => person))];
  if (about.whole)
    return await deps.vault.revealAll(tx, {
      subjects,
      field: 'name',
      purpose: 'show-colleague',
      actor: nameOf(actor),
      now,
    });
  const masked = await deps.vault.masked(tx, subjects);
  return new Map([...masked].map(([subject, { name }]) => [subject, name]));
}

/** Who holds which post at a unit, which are vacant, and which the asking person may give. */
export async function postsPageOf(
  ctx: QueryContext,
  deps: PostDeps,
  asked: { readonly unit: OrgUnit; readonly on: CivilDate | undefined },
): Promise<Page> {
  const { tx, now } = ctx;
  const { unit } = asked;
  const today = dateOf(now, deps.zone);
  const posts = await postsAt(tx, unit.id, asked.on ?? today);
  const own = await ownRolesOver(tx, unit.path, today);
  const here = deps.roles.filter(({ at }) => at.includes(unit.kind));
  const giveable = here.filter((role) => mayGive(role, own));
  const names = await namesOf(ctx, deps, { posts, whole: giveable.length > 0 });
  return {
    posts: posts.map(({ since: from, source, ...post }) => {
      const role = deps.roles.find(({ id }) => id === post.role);
      return {
        ...post,
        from,
        lineTitle: lineTitle(deps.lines, post.line),
        roleTitle: role?.title ?? { zh: post.role, en: post.role },
        source: source === null ? null : (role?.sources[source] ?? null),
        name: names.get(post.person) ?? null,
      };
    }),
    vacant: here
      .filter(({ id }) => !posts.some(({ role, actsFor }) => role === id && actsFor === null))
      .map(({ id: role, title }) => ({ role, title })),
    giveable: giveable.map(({ id: role, title, sources }) => ({
      role,
      title,
      sources: Object.entries(sources).map(([id, words]) => ({ id, title: words })),
    })),
    lines: Object.entries(deps.lines).map(([id, title]) => ({ id, title })),
    givers: deps.roles
      .filter(({ id }) => here.some(({ appointedBy }) => appointedBy.includes(id)))
      .map(({ title }) => title),
  };
}

type Row = {
  id: string;
  unit: number;
  unitName: string;
  role: string;
  on: CivilDate;
  note: string;
  openWork: OpenWork;
  madeAt: Instant;
  confirmedAt: Instant | null;
  mine: boolean;
};

/** Handovers in the transaction's range that are not confirmed yet, and those of the last hundred that are: one's own first. */
export async function listHandovers(tx: Database, deps: PostDeps): Promise<z.infer<typeof handoversPage>> {
  const { rows } = await sql<Row>`
    SELECT h.id, h.unit_id AS unit, u.name AS "unitName", COALESCE(p.role, '') AS role, h.holds_from AS "on", h.note, h.open_work AS "openWork", h.made_at AS "madeAt",
      h.confirmed_at AS "confirmedAt", EXISTS (SELECT FROM access_grant g WHERE g.id = h.to_post AND g.person = current_person()) AS mine
    FROM handover h JOIN unit u ON u.id = h.unit_id LEFT JOIN LATERAL posts_of(ARRAY[h.unit_id], '2000-01-01'::date) p ON p.id = h.to_post
    ORDER BY h.confirmed_at IS NOT NULL, mine DESC, h.made_at DESC, h.id LIMIT 100`.execute(tx);
  return {
    handovers: rows.map(({ role, openWork, ...row }) => ({
      ...row,
      roleTitle: deps.roles.find(({ id }) => id === role)?.title ?? { zh: role, en: role },
      openWork: openWork.map(({ holding, count }) => ({
        holding,
        count,
        title: deps.holdings.get(holding)?.title ?? { zh: holding, en: holding },
      })),
    })),
  };
}
