// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { instantOfMillis, millisOf } from '@beichen/kernel/time.ts';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { sql } from 'kysely';
import { SESSION_COOKIE } from '../http/request.ts';
import type { Services } from '../services.ts';
import { deviceOf } from './device.ts';
import { noteLogin, todayOf } from './door.ts';
import { hashOf, type Stage } from './identify.ts';

const LASTS = 12 * 3_600_000;

export type Entry = {
  readonly account: string;
  readonly stage: Stage;
  /** What was shown at the door, for the audit. */
  readonly by: 'password' | 'slip' | 'passkey' | 'sign-on' | 'demo';
};

/**
 * Begins a session as far as the stage goes: its token in a cookie that no script can read. A session that this browser still had ends:
 * whoever sits down at a desk takes it over.
 */
export async function beginSession(services: Services, c: Context, entry: Entry): Promise<void> {
  const { account, stage, by } = entry;
  const now = services.time.now();
  const before = getCookie(c, SESSION_COOKIE);
  if (before !== undefined) await sql`SELECT end_session(${hashOf(before)})`.execute(services.db);
  const token = randomBytes(32).toString('base64url');
  const until = instantOfMillis(millisOf(now) + LASTS);
  const device = deviceOf(c.req.header('User-Agent'));
  await sql`SELECT open_session(${account}, ${hashOf(token)}, ${now}, ${until}, ${stage}, ${device}, ${todayOf(services)})`.execute(
    services.db,
  );
  const action = stage === 'open' ? 'login.signed-in' : 'login.begun';
  await noteLogin(services, { account, action, ...(by === 'password' ? {} : { detail: { by } }) });
  const secure = c.req.header('X-Forwarded-Proto') === 'https' || new URL(c.req.url).protocol === 'https:';
  setCookie(c, SESSION_COOKIE, token, { httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: LASTS / 1000 });
}

/** What the door answers: that the sign-in is whole, or what is wanted next. */
export function cameTo(stage: Stage): { readonly signedIn: boolean; readonly stage: Stage } {
  return { signedIn: stage === 'open', stage };
}

export async function openSession(services: Services, c: Context, entry: Entry): Promise<Response> {
  await beginSession(services, c, entry);
  return c.json(cameTo(entry.stage), 201);
}
