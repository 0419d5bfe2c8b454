// SPDX-License-Identifier: Apache-2.0

import type { ErrorDeclaration } from '@beichen/kernel/errors.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { dateOf, type Instant, instantOfMillis, millisOf, timeOf } from '@beichen/kernel/time.ts';
import type { Context, Hono } from 'hono';
import { deleteCookie, getCookie } from 'hono/cookie';
import { sql } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '../errors.ts';
import { SESSION_COOKIE } from '../http/request.ts';
import type { Services } from '../services.ts';
import { bodyOf, noteLogin } from './door.ts';
import { stageFor } from './factors/factors.ts';
import { hashOf } from './identify.ts';
import { openSession } from './open-session.ts';
import { isPassword } from './password.ts';
import { type SessionCity, sessionAnswer, wayIn } from './session-answer.ts';
import { plainCode } from './slip-code.ts';

const MINUTE = 60_000;
const HOURS = 60 * MINUTE;
/** Wrong passwords before an account is held, and how long the first hold lasts; each further one doubles it, up to a day. */
const TRIES = 5;
const FIRST_HOLD = 60_000;
const LONGEST_HOLD = 24 * HOURS;

const shape = z.strictObject({
  login: z.string().min(1).max(64).describe('账号'),
  password: z.string().min(1).max(256).describe('密码'),
});

const slipShape = z.strictObject({
  login: z.string().min(1).max(64).describe('账号'),
  code: z.string().min(1).max(64).describe('凭条上的一次性口令'),
});

/** An account, as far as its door asks: the hash is that of what is asked for, a password or a slip. */
export type Knocked = {
  readonly id: string;
  readonly password_hash: string | null;
  readonly locked_until: Instant | null;
  readonly failures: number;
};

/** Until when an account is held after so many wrong passwords in a row; `undefined` where it is not. */
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

/**
 * Asks an account for a secret: who holds it comes in, who guesses is counted and in time held off.
 * @throws Refusal
 */
export async function tried<T extends Knocked>(
  services: Services,
  account: T | undefined,
  given: { readonly secret: string; readonly wrong: ErrorDeclaration },
): Promise<T> {
  if (account !== undefined) refuseHeld(services, account);
  const right = await isPassword(account?.password_hash ?? undefined, given.secret);
  if (right && account !== undefined) return account;
  if (account !== undefined) await noteWrong(services, account);
  throw new Refusal(given.wrong);
}

/** @throws Refusal while the account is held off */
export function refuseHeld(services: Services, { locked_until }: Pick<Knocked, 'locked_until'>): void {
  if (locked_until !== null && locked_until > services.time.now()) throw heldRefusal(locked_until, services.time.zone);
}

/** Counts what was wrong against the account. */
export async function noteWrong(services: Services, account: Pick<Knocked, 'id' | 'failures'>): Promise<void> {
  const until = heldUntil(account.failures + 1, services.time.now()) ?? null;
  await sql`SELECT note_failure(${account.id}, ${until})`.execute(services.db);
  await noteLogin(services, { account: account.id, action: 'login.failed' });
}

async function accountFor(services: Services, login: string): Promise<Knocked | undefined> {
  const { rows } = await sql<Knocked>`SELECT * FROM account_for(${login})`.execute(services.db);
  return rows[0];
}

async function signIn(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const { login, password } = await bodyOf(c, shape);
  const wrong = platformErrors.wrongLogin;
  const { id: account } = await tried(services, await accountFor(services, login), { secret: password, wrong });
  const stage = await stageFor(services, { account, roles: city.roles });
  return await openSession(services, c, { account, stage, by: 'password' });
}

/** The slip works once: of two who show it together, one comes in. */
async function signInBySlip(services: Services, c: Context): Promise<Response> {
  const { login, code } = await bodyOf(c, slipShape);
  const now = services.time.now();
  const known = await accountFor(services, login);
  const { rows } = await sql<{ hash: string | null }>`SELECT slip_of(${known?.id ?? null}, ${now}) AS hash`.execute(
    services.db,
  );
  const hash = rows[0]?.hash ?? null;
  const asked = known === undefined ? undefined : { ...known, password_hash: hash };
  const wrong = platformErrors.wrongSlip;
  const { id: account } = await tried(services, asked, { secret: plainCode(code), wrong });
  const used = await sql<{ used: boolean }>`SELECT use_slip(${account}, ${hash}, ${now}) AS used`.execute(services.db);
  if (used.rows[0]?.used !== true) throw new Refusal(wrong);
  return await openSession(services, c, { account, stage: 'password', by: 'slip' });
}

async function signOut(services: Services, c: Context): Promise<Response> {
  const token = getCookie(c, SESSION_COOKIE);
  if (token !== undefined) await sql`SELECT end_session(${hashOf(token)})`.execute(services.db);
  deleteCookie(c, SESSION_COOKIE, { path: '/' });
  return c.body(null, 204);
}

/** `/api/session`: POST signs in, GET tells who is signed in and what the post allows, DELETE signs out; a slip has its own door. */
export function sessionRoutes(services: Services, city: SessionCity): (app: Hono) => void {
  return (app) => {
    app.post('/api/session', (c) => signIn(services, city, c));
    app.post('/api/session/slip', (c) => signInBySlip(services, c));
    app.get('/api/session', (c) => sessionAnswer(services, city, c));
    app.get('/api/session/way', (c) => wayIn(services, c));
    app.delete('/api/session', (c) => signOut(services, c));
  };
}
