// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import { type CivilDate, dateOf, type Instant, millisOf } from '@beichen/kernel/time.ts';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { z } from 'zod';
import { inScope, NOBODY } from '../db/scope.ts';
import { platformErrors } from '../errors.ts';
import { badInput, readPart } from '../http/problem.ts';
import { SESSION_COOKIE } from '../http/request.ts';
import type { Services } from '../services.ts';
import { type HeldSession, hashOf, identify, type Stage } from './identify.ts';

/**
 * What bears a secret is no row of the table: a command keeps a hash of its body, by which a password could be tried out. The doors of the
 * login read their bodies here, and keep nothing of them.
 */
export async function bodyOf<T>(c: Context, shape: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => {
    throw new Refusal(platformErrors.notJson);
  });
  const faults: InputFault[] = [];
  const read = readPart(shape, { prefix: 'body', value: body }, faults);
  if (read === undefined) throw badInput(faults);
  return read;
}

export function todayOf({ time }: Services): CivilDate {
  return dateOf(time.now(), time.zone);
}

/** Who knocks, by the cookie: a session whose sign-in has come to one of these stages. */
export type Visitor = { readonly session: HeldSession; readonly token: Buffer };

/** @throws Refusal where nobody is signed in, the screen is locked, or something else is wanted first */
export async function visitorOf(
  services: Services,
  c: Context,
  may: { readonly stages?: readonly Stage[]; readonly locked?: boolean } = {},
): Promise<Visitor> {
  const { stages = ['open'], locked = false } = may;
  const now = services.time.now();
  const token = getCookie(c, SESSION_COOKIE) ?? '';
  const { session, barred } = await identify(services.db, token, { command: null, today: todayOf(services), now });
  if (session === undefined) throw new Refusal(platformErrors.notSignedIn);
  if (session.locked && !locked) throw new Refusal(platformErrors.sessionLocked);
  if (!stages.includes(session.stage)) throw new Refusal(barred ?? platformErrors.notFound);
  return { session, token: hashOf(token) };
}

/** A line of the audit about an account: `actor` is the account itself where nobody is signed in yet. */
export async function noteLogin(
  services: Services,
  about: { readonly account: string; readonly action: string; readonly actor?: string; readonly detail?: object },
): Promise<void> {
  const { account, action, actor = `account:${account}`, detail = {} } = about;
  const at: Instant = services.time.now();
  const id = uuidv7From(millisOf(at), randomBytes(16));
  await inScope(services.db, { ...NOBODY, actor }, (tx) =>
    tx
      .insertInto('audit_entry')
      .values({ id, at, actor, action, record: account, unit_id: null, detail: JSON.stringify(detail) })
      .execute(),
  );
}
