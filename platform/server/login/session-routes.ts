// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Grant } from '@beichen/kernel/permissions.ts';
import { dateOf, type Instant, instantOfMillis, millisOf, timeOf } from '@beichen/kernel/time.ts';
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { sql } from 'kysely';
import { z } from 'zod';
import { inScope, NOBODY } from '../db/scope.ts';
import { platformErrors } from '../errors.ts';
import { badInput, readPart } from '../http/problem.ts';
import { SESSION_COOKIE } from '../http/request.ts';
import type { Pack } from '../packs/read-pack.ts';
import type { Services } from '../services.ts';
import { hashOf, identify } from './identify.ts';
import { isPassword, readyDecoy } from './password.ts';
import type { Role } from './roles.ts';
import { getLogin, noteWrong } from './tries.ts';

const MINUTE = 60_000;
const HOURS = 60 * MINUTE;
const LASTS = 12 * HOURS;
/** Wrong passwords before an account is held, and how long the first hold lasts; each further one doubles it, up to a day. */
const TRIES = 5;
const FIRST_HOLD = 60_000;
const LONGEST_HOLD = 24 * HOURS;

const shape = z.strictObject({
  login: z.string().min(1).max(64).describe('账号'),
  password: z.string().min(1).max(256).describe('密码'),
});

/** Until when a login is held after so many wrong passwords in a row; `undefined` where it is not. */
export function heldUntil(failures: number, now: Instant): Instant | undefined {
  if (failures < TRIES) return undefined;
  return instantOfMillis(millisOf(now) + Math.min(FIRST_HOLD * 2 ** (failures - TRIES), LONGEST_HOLD));
}

/** Says until when, by the clock of the city. */
function heldRefusal(until: Instant, zone: string): Refusal {
  // Minutes are told: the one after it, so that nobody comes too early.
  const at = instantOfMillis(Math.ceil(millisOf(until) / MINUTE) * MINUTE);
  const [, month = '', day = ''] = dateOf(at, zone).split('-');
  const time = timeOf(at, zone);
  const what = {
    zh: `${Number(month)}月${Number(day)}日${time}起可以再试`,
    en: `You can try again from ${time} on ${dateOf(at, zone)}`,
  };
  return new Refusal(platformErrors.locked, {
    faults: [{ path: 'body/login', what, mend: platformErrors.locked.mend }],
  });
}

async function note(services: Services, about: { account: string; action: string; now: Instant }): Promise<void> {
  const { account, action, now } = about;
  const id = uuidv7From(millisOf(now), randomBytes(16));
  const actor = `account:${account}`;
  await inScope(services.db, { ...NOBODY, actor }, (tx) =>
    tx
      .insertInto('audit_entry')
      .values({ id, at: now, actor, action, record: account, unit_id: null, detail: '{}' })
      .execute(),
  );
}

/** The account that this login and password open. A login that nobody has is answered, and held, like one that somebody has. */
async function checked(services: Services, { login, password }: z.infer<typeof shape>): Promise<string> {
  const now = services.time.now();
  const { id, password_hash, locked_until, failures } = await getLogin(services, login);
  if (locked_until !== null && locked_until > now) throw heldRefusal(locked_until, services.time.zone);
  const right = await isPassword(password_hash, password);
  if (right && id !== null) return id;
  await noteWrong(services, login, { account: id, until: heldUntil(failures + 1, now) ?? null, now });
  throw new Refusal(platformErrors.wrongLogin);
}

async function bodyOf(c: Context): Promise<z.infer<typeof shape>> {
  const body: unknown = await c.req.json().catch(() => {
    throw new Refusal(platformErrors.notJson);
  });
  const faults: InputFault[] = [];
  const read = readPart(shape, { prefix: 'body', value: body }, faults);
  if (read === undefined) throw badInput(faults);
  return read;
}

/** Signs an account in: a session in the database, its token in a cookie that no script can read. */
export async function openSession(services: Services, c: Context, account: string): Promise<Response> {
  const now = services.time.now();
  const token = randomBytes(32).toString('base64url');
  const until = instantOfMillis(millisOf(now) + LASTS);
  await sql`SELECT open_session(${account}, ${hashOf(token)}, ${now}, ${until})`.execute(services.db);
  await note(services, { account, action: 'login.signed-in', now });
  const secure = c.req.header('X-Forwarded-Proto') === 'https' || new URL(c.req.url).protocol === 'https:';
  setCookie(c, SESSION_COOKIE, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: LASTS / 1000 });
  return c.json({ signedIn: true }, 201);
}

async function signIn(services: Services, c: Context): Promise<Response> {
  return await openSession(services, c, await checked(services, await bodyOf(c)));
}

async function signOut(services: Services, c: Context): Promise<Response> {
  const token = getCookie(c, SESSION_COOKIE);
  if (token !== undefined) await sql`SELECT end_session(${hashOf(token)})`.execute(services.db);
  deleteCookie(c, SESSION_COOKIE, { path: '/' });
  return c.body(null, 204);
}

/** The reader's own name, and the units of the posts. */
async function ownOf(
  services: Services,
  { person, grants }: { readonly person: string; readonly grants: readonly Grant[] },
) {
  const actor = `person:${person}`;
  const scope = { all: grants.map(({ path }) => path), lines: [] };
  return await inScope(services.db, { person, actor, token: null, scope }, async (tx) => {
    const ids = [...new Set(grants.map(({ unit }) => unit))];
    const units =
      ids.length === 0
        ? []
        : await tx.selectFrom('unit').select(['id', 'name', 'kind']).where('id', 'in', ids).execute();
    return { units: new Map(units.map((unit) => [unit.id, unit])), name: await services.vault.own(tx, 'name') };
  });
}

async function session(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const now = services.time.now();
  const asked = { command: null, today: dateOf(now, services.time.zone), now };
  const { actor } = await identify(services.db, getCookie(c, SESSION_COOKIE) ?? '', asked);
  if (actor?.kind !== 'person') throw new Refusal(platformErrors.notSignedIn);
  const { units, name = null } = await ownOf(services, actor);
  const posts = actor.grants.flatMap(({ role, unit: id, line }) => {
    const unit = units.get(id);
    const title = city.roles.find((known) => known.id === role)?.title ?? { zh: role, en: role };
    return unit === undefined ? [] : [{ role, title, unit, line }];
  });
  const permissions = [...new Set(actor.grants.flatMap((grant) => grant.permissions))].sort();
  const { title, zone } = city.pack;
  return c.json({
    person: actor.person,
    name,
    posts,
    permissions,
    city: { title, zone },
    now,
    demo: services.demo,
  });
}

/** What sessions tell of the city: its name, and what its posts are called. */
export type SessionCity = { readonly pack: Pack; readonly roles: readonly Role[] };

/** `/api/session`: POST signs in, GET tells who is signed in and what the posts allow, DELETE signs out. */
export function sessionRoutes(services: Services, city: SessionCity): (app: Hono) => void {
  void readyDecoy();
  return (app) => {
    app.post('/api/session', (c) => signIn(services, c));
    app.get('/api/session', (c) => session(services, city, c));
    app.delete('/api/session', (c) => signOut(services, c));
  };
}
