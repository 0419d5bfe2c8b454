// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Context, Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { bodyOf, noteLogin, todayOf, type Visitor, visitorOf } from '../door.ts';
import { identifyVisitor } from '../identify-visitor.ts';
import { cameTo, openSession } from '../open-session.ts';
import { ownAccount } from '../own/own-doors.ts';
import { countWrong, knock, refuseHeld } from '../session-routes.ts';
import { factorsOf, shownBy } from './factors.ts';
import { assertionShape, authenticationOptions, shownPasskey } from './passkeys.ts';
import { relyingParty } from './relying-party.ts';

const code = z.strictObject({ code: z.string().min(1).max(64).describe('验证码或备用码') });
const proof = z.strictObject({
  password: z.string().min(1).max(128).describe('本人密码'),
  code: z.string().max(64).optional().describe('验证码或备用码；设了第二步的账号要填'),
});
const passkey = z.strictObject({ response: assertionShape });

type Way = 'totp' | 'recovery' | 'passkey';

/** Everything that is wanted was shown: the session is open, and its proof is fresh. */
export async function proved(services: Services, { token, session }: Visitor, by: Way | 'password'): Promise<void> {
  await sql`SELECT prove_session(${token}, ${services.time.now()}, ${todayOf(services)})`.execute(services.db);
  const action = session.stage === 'open' ? 'login.proved' : 'login.signed-in';
  await noteLogin(services, { account: session.account, action, detail: { by } });
}

/** A code of an app, or a recovery code; wrong ones are counted like wrong passwords. @throws Refusal */
async function showCode(services: Services, visitor: Visitor, given: string): Promise<Way> {
  const own = await ownAccount(services, visitor);
  refuseHeld(services, own.locked_until);
  const by = await shownBy(services, own.id, given);
  if (by !== undefined) return by;
  await countWrong(services, own.login, { account: own.id, failures: own.failures });
  throw new Refusal(platformErrors.wrongFactor);
}

async function giveFactor(services: Services, c: Context): Promise<Response> {
  const visitor = await visitorOf(services, c, { stages: ['factor'] });
  const given = await bodyOf(c, code);
  await proved(services, visitor, await showCode(services, visitor, given.code));
  return c.json(cameTo('open'));
}

/** Proves again that it is the holder who asks: the password, and the second factor where there is one. */
async function prove(services: Services, c: Context): Promise<Response> {
  const visitor = await visitorOf(services, c);
  const given = await bodyOf(c, proof);
  const { login } = await ownAccount(services, visitor);
  const wrong = platformErrors.wrongPassword;
  const account = await knock(services, { login, secret: given.password, wrong });
  const has = (await factorsOf(services, account)).some(({ confirmed_at }) => confirmed_at !== null);
  const by = has ? await showCode(services, visitor, given.code ?? '') : 'password';
  await proved(services, visitor, by);
  return c.json({ proved: true });
}

async function passkeyOptions(services: Services, c: Context): Promise<Response> {
  await bodyOf(c, z.strictObject({}));
  const party = relyingParty(services, c);
  const session = await identifyVisitor(services, c);
  if (session !== undefined) refuseHeld(services, (await ownAccount(services, session)).locked_until);
  const known = session === undefined ? undefined : await factorsOf(services, session.session.account);
  return c.json(await authenticationOptions(services, { party, session: session?.session.id ?? null }, known));
}

/**
 * A passkey: the whole way in for whoever is not signed in, the second factor for whoever showed a password, a fresh proof for whoever is
 * signed in. While the account is held, none is asked for and none taken; a wrong one counts like a wrong password.
 */
async function showPasskey(services: Services, c: Context): Promise<Response> {
  const { response } = await bodyOf(c, passkey);
  const party = relyingParty(services, c);
  const visitor = await identifyVisitor(services, c);
  const own = visitor && (await ownAccount(services, visitor));
  if (own !== undefined) refuseHeld(services, own.locked_until);
  const account = await shownPasskey(services, { party, session: visitor?.session.id ?? null }, response);
  if (own !== undefined && account !== own.id)
    await countWrong(services, own.login, { account: own.id, failures: own.failures });
  if (account === undefined || (own !== undefined && account !== own.id)) throw new Refusal(platformErrors.wrongFactor);
  if (visitor === undefined) return await openSession(services, c, { account, stage: 'open', by: 'passkey' });
  await proved(services, visitor, 'passkey');
  return c.json(cameTo('open'));
}

/** Second factors at the door, and as proof. */
export function factorDoors(services: Services): (app: Hono) => void {
  return (app) => {
    app.post('/api/session/factor', (c) => giveFactor(services, c));
    app.post('/api/session/passkey/options', (c) => passkeyOptions(services, c));
    app.post('/api/session/passkey', (c) => showPasskey(services, c));
    app.post('/api/account/proof', (c) => prove(services, c));
  };
}
