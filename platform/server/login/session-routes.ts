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
import { bodyOf } from './door.ts';
import { stageFor } from './factors/factors.ts';
import { hashOf } from './identify.ts';
import { openSession } from './open-session.ts';
import { isPassword, readyDecoy } from './password.ts';
import { type SessionCity, sessionAnswer, wayIn } from './session-answer.ts';
import { plainCode } from './slip-code.ts';
import { getLogin, noteWrong } from './tries.ts';

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

export type Asked = {
  readonly login: string;
  readonly secret: string;
  readonly wrong: ErrorDeclaration;
  /** What the secret is held against, where it is not the password. */
  hash?(account: string | null): Promise<string | null>;
};

/**
 * Asks a login for a secret, and gives the account that it opens: who guesses is counted and in time held off. A login that nobody has is
 * answered, and held, like one that somebody has.
 * @throws Refusal
 */
export async function knock(services: Services, { login, secret, wrong, hash }: Asked): Promise<string> {
  const { id, password_hash, locked_until, failures } = await getLogin(services, login);
  refuseHeld(services, locked_until);
  const right = await isPassword(hash === undefined ? password_hash : await hash(id), secret);
  if (right && id !== null) return id;
  await countWrong(services, login, { account: id, failures });
  throw new Refusal(wrong);
}

/** @throws Refusal while the login is held off */
export function refuseHeld({ time }: Services, until: Instant | null): void {
  if (until !== null && until > time.now()) throw heldRefusal(until, time.zone);
}

/** Counts what was wrong against the login. */
export async function countWrong(
  services: Services,
  login: string,
  { account, failures }: { readonly account: string | null; readonly failures: number },
): Promise<void> {
  const now = services.time.now();
  await noteWrong(services, login, { account, until: heldUntil(failures + 1, now) ?? null, now });
}

async function signIn(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const { login, password: secret } = await bodyOf(c, shape);
  const account = await knock(services, { login, secret, wrong: platformErrors.wrongLogin });
  const stage = await stageFor(services, { account, roles: city.roles });
  return await openSession(services, c, { account, stage, by: 'password' });
}

/** The slip works once: of two who show it together, one comes in. */
async function signInBySlip(services: Services, c: Context): Promise<Response> {
  const { login, code } = await bodyOf(c, slipShape);
  const now = services.time.now();
  const wrong = platformErrors.wrongSlip;
  let shown: string | null = null;
  const hash = async (account: string | null): Promise<string | null> => {
    const { rows } = await sql<{ hash: string | null }>`SELECT slip_of(${account}::uuid, ${now}) AS hash`.execute(
      services.db,
    );
    shown = rows[0]?.hash ?? null;
    return shown;
  };
  const account = await knock(services, { login, secret: plainCode(code), wrong, hash });
  const { rows } = await sql<{ used: boolean }>`SELECT use_slip(${account}, ${shown}, ${now}) AS used`.execute(
    services.db,
  );
  if (rows[0]?.used !== true) throw new Refusal(wrong);
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
  void readyDecoy();
  return (app) => {
    app.post('/api/session', (c) => signIn(services, city, c));
    app.post('/api/session/slip', (c) => signInBySlip(services, c));
    app.get('/api/session', (c) => sessionAnswer(services, city, c));
    app.get('/api/session/way', (c) => wayIn(services, c));
    app.delete('/api/session', (c) => signOut(services, c));
  };
}
