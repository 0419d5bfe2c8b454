// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Context, Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { bodyOf, noteLogin, visitorOf } from '../door.ts';
import { factorState, factorsOf } from '../factors/factors.ts';
import { findRelyingParty } from '../factors/relying-party.ts';
import type { SessionCity } from '../session-answer.ts';
import { ownAccount } from './own-doors.ts';

type SessionRow = {
  readonly id: string;
  readonly device: string;
  readonly begun_at: string;
  readonly seen_at: string;
  readonly current: boolean;
  readonly locked: boolean;
};

async function sessionsOf(services: Services, token: Buffer) {
  const { rows } = await sql<SessionRow>`SELECT * FROM own_sessions(${token}, ${services.time.now()})`.execute(
    services.db,
  );
  return rows.map(({ id, device, begun_at, seen_at, current, locked }) => {
    const [browser = 'other', system = 'other'] = device.split(' ');
    return { id, browser, system, begunAt: begun_at, seenAt: seen_at, current, locked };
  });
}

async function ownFactors(services: Services, city: SessionCity, account: string) {
  const known = (await factorsOf(services, account)).filter(({ confirmed_at }) => confirmed_at !== null);
  const { required } = await factorState(services, { account, roles: city.roles });
  const { rows } = await sql<{ left: number }>`SELECT recovery_left(${account}::uuid) AS left`.execute(services.db);
  const list = known.map(({ id, kind, name, made_at }) => ({ id, kind, name, madeAt: made_at }));
  return { required, list, recoveryLeft: rows[0]?.left ?? 0 };
}

/** Since when the own account is linked to the city's identity service; `null` where there is none. */
async function ownLink({ db, signOn }: Services, token: Buffer) {
  if (signOn === undefined) return null;
  const { rows } = await sql<{
    since: string | null;
  }>`SELECT own_linked_since(${token}, ${signOn.issuer}) AS since`.execute(db);
  return { linkedAt: rows[0]?.since ?? null };
}

/** The own account: its login, how one signs in, its sessions. */
async function account(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const visitor = await visitorOf(services, c);
  const { id, login, password_hash } = await ownAccount(services, visitor);
  const passkeys = findRelyingParty(services, c) !== undefined;
  const factors = { ...(await ownFactors(services, city, id)), passkeys };
  const sessions = await sessionsOf(services, visitor.token);
  const signOn = await ownLink(services, visitor.token);
  return c.json({ login, hasPassword: password_hash !== null, factors, sessions, signOn, asOf: services.time.now() });
}

const which = z.strictObject({ session: z.uuid().nullable().describe('哪一处登录；不填为其他所有') });

/** Ends one of the own sessions, or all but the one that asks. */
async function endSessions(services: Services, c: Context): Promise<Response> {
  const { token, session } = await visitorOf(services, c);
  const { session: wanted } = await bodyOf(c, which);
  const { rows } = await sql<{ ended: number }>`SELECT end_own_sessions(${token}, ${wanted}) AS ended`.execute(
    services.db,
  );
  const ended = rows[0]?.ended ?? 0;
  if (ended === 0 && wanted !== null) throw new Refusal(platformErrors.notFound);
  const actor = `person:${session.person}`;
  await noteLogin(services, { account: session.account, action: 'login.sessions-ended', actor, detail: { ended } });
  return c.json({ ended });
}

export function ownRoutes(services: Services, city: SessionCity): (app: Hono) => void {
  return (app) => {
    app.get('/api/account', (c) => account(services, city, c));
    app.post('/api/account/sessions/end', (c) => endSessions(services, c));
  };
}
