// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { inScope } from '../db/scope.ts';
import { SESSION_COOKIE } from '../http/request.ts';
import { lineTitle, type Pack } from '../packs/read-pack.ts';
import type { Services } from '../services.ts';
import { todayOf, visitorOf } from './door.ts';
import { type HeldPost, identify } from './identify.ts';
import type { Role } from './roles.ts';

/** What sessions tell of the city: its name, and what its posts are called. */
export type SessionCity = { readonly pack: Pack; readonly roles: readonly Role[] };

type Own = { readonly person: string; readonly posts: readonly HeldPost[] };

/** The reader's own name, and the units of the posts. */
async function ownOf(services: Services, { person, posts }: Own) {
  const actor = `person:${person}`;
  const scope = { all: posts.map(({ path }) => path), lines: [] };
  return await inScope(services.db, { person, actor, token: null, scope }, async (tx) => {
    const ids = [...new Set(posts.map(({ unit }) => unit))];
    const units =
      ids.length === 0
        ? []
        : await tx.selectFrom('unit').select(['id', 'name', 'kind']).where('id', 'in', ids).execute();
    return { units: new Map(units.map((unit) => [unit.id, unit])), name: await services.vault.own(tx, 'name') };
  });
}

/**
 * Who is signed in and what the post allows. `posts` holds the one that the session works in, `held` all of today: whoever holds several
 * and has chosen none may do nothing yet.
 */
export async function sessionAnswer(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const { session } = await visitorOf(services, c);
  const { units, name = null } = await ownOf(services, session);
  const held = session.posts.flatMap(({ id, role, unit: at, line, acting }) => {
    const unit = units.get(at);
    const title = city.roles.find((known) => known.id === role)?.title ?? { zh: role, en: role };
    return unit === undefined ? [] : [{ id, role, title, unit, line: lineTitle(city.pack.lines, line), acting }];
  });
  const chosen = session.posts.filter(({ id }) => id === session.post);
  const permissions = [...new Set(chosen.flatMap((post) => post.permissions))].sort();
  const { title, zone } = city.pack;
  return c.json({
    person: session.person,
    name,
    posts: held.filter(({ id }) => id === session.post),
    held,
    permissions,
    city: { title, zone },
    now: services.time.now(),
    demo: services.demo,
  });
}

/** How far this browser has come on its way in: for the sign-in page, which must be able to go on where it stopped. */
export async function wayIn(services: Services, c: Context): Promise<Response> {
  const now = services.time.now();
  const asked = { command: null, today: todayOf(services), now };
  const { session } = await identify(services.db, getCookie(c, SESSION_COOKIE) ?? '', asked);
  const signOn = services.signOn !== undefined && services.url !== undefined;
  if (session === undefined) return c.json({ stage: 'none', signOn });
  return c.json({ stage: session.locked ? 'locked' : session.stage, signOn });
}
