// SPDX-License-Identifier: Apache-2.0
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { SESSION_COOKIE } from '../http/request.ts';
import type { Services } from '../services.ts';
import { todayOf, type Visitor } from './door.ts';
import { hashOf, identify } from './identify.ts';

/**
 * The session that a passkey is shown to: one that wants a second factor, or is open. A session that is locked, or wants something else, is
 * none: whoever shows a passkey there comes in anew.
 */
export async function identifyVisitor(services: Services, c: Context): Promise<Visitor | undefined> {
  const token = getCookie(c, SESSION_COOKIE) ?? '';
  const asked = { command: null, today: todayOf(services), now: services.time.now() };
  const { session } = await identify(services.db, token, asked);
  if (session === undefined || session.locked || !['factor', 'open'].includes(session.stage)) return undefined;
  return { session, token: hashOf(token) };
}
