// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import { millisOf } from '@beichen/kernel/time.ts';
import type { Context, Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { bodyOf, noteLogin, type Visitor, visitorOf } from '../door.ts';
import { ownAccount } from '../own/own-doors.ts';
import type { SessionCity } from '../session-answer.ts';
import { countWrong, refuseHeld } from '../session-routes.ts';
import { proved } from './factor-doors.ts';
import { factorState, factorsOf, isTotp, totpContext } from './factors.ts';
import { attestationShape, madePasskey, registrationOptions } from './passkeys.ts';
import { newRecoveryCodes } from './recovery-codes.ts';
import { relyingParty } from './relying-party.ts';
import { newTotp } from './totp.ts';

/** Milliseconds for which a proof is fresh enough to change how one signs in. */
const FRESH = 600_000;

const name = z.string().trim().min(1).max(40).describe('名称，自己认得就行');
const totp = z.strictObject({ name });
const confirmation = z.strictObject({ factor: z.uuid(), code: z.string().min(1).max(16) });
const passkey = z.strictObject({ name, response: attestationShape });
const which = z.strictObject({ factor: z.uuid() });
const nothing = z.strictObject({});

type Changing = Visitor & { readonly login: string };

/** Whoever changes factors has just shown to be the holder; whoever must have one, and has none, was let in this far. @throws Refusal */
async function changing(services: Services, c: Context): Promise<Changing> {
  const visitor = await visitorOf(services, c, { stages: ['open', 'enrol'] });
  const { stage, provedAt } = visitor.session;
  const fresh = provedAt !== null && millisOf(services.time.now()) - millisOf(provedAt) <= FRESH;
  if (stage === 'open' && !fresh) throw new Refusal(platformErrors.stale);
  const { login } = await ownAccount(services, visitor);
  return { ...visitor, login };
}

async function note(
  services: Services,
  visitor: Visitor,
  { action, ...detail }: { readonly action: string } & Readonly<Record<string, unknown>>,
): Promise<void> {
  const { account, person } = visitor.session;
  await noteLogin(services, { account, action, actor: `person:${person}`, detail });
}

/** The first factor brings recovery codes along, and completes a sign-in that waited for it. */
async function enrolled(
  services: Services,
  visitor: Visitor,
  by: { readonly kind: 'totp' | 'passkey'; readonly factor: string },
): Promise<{ readonly codes?: readonly string[] }> {
  await note(services, visitor, { action: 'login.factor-added', ...by });
  const { account, stage } = visitor.session;
  const left = await sql<{ left: number }>`SELECT recovery_left(${account}::uuid) AS left`.execute(services.db);
  const codes = (left.rows[0]?.left ?? 0) > 0 ? undefined : await renewed(services, visitor);
  if (stage === 'enrol') await proved(services, visitor, by.kind);
  return codes === undefined ? {} : { codes };
}

async function renewed(services: Services, visitor: Visitor): Promise<readonly string[]> {
  const { codes, hashes } = newRecoveryCodes();
  await sql`SELECT renew_recovery(${visitor.token}, ${hashes}::bytea[])`.execute(services.db);
  await note(services, visitor, { action: 'login.recovery-renewed' });
  return codes;
}

async function startTotp(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const visitor = await changing(services, c);
  const { name: called } = await bodyOf(c, totp);
  const { secret, typed, uri } = newTotp({ login: visitor.login, city: city.pack.title.zh });
  const factor = randomUUID();
  const { sealed, master } = services.vault.sealSecret(totpContext(factor), secret);
  await sql`SELECT add_totp(${visitor.token}, ${factor}::uuid, ${called}, ${sealed}, ${master}, ${services.time.now()})`.execute(
    services.db,
  );
  return c.json({ factor, typed, uri }, 201);
}

async function confirmTotp(services: Services, c: Context): Promise<Response> {
  const visitor = await changing(services, c);
  const { factor, code } = await bodyOf(c, confirmation);
  const own = await ownAccount(services, visitor);
  refuseHeld(services, own.locked_until);
  const found = (await factorsOf(services, own.id)).find(({ id }) => id === factor);
  if (found === undefined) throw new Refusal(platformErrors.notFound);
  if (!(await isTotp(services, found, code))) {
    await countWrong(services, own.login, { account: own.id, failures: own.failures });
    throw new Refusal(platformErrors.wrongFactor);
  }
  return c.json({ factor, ...(await enrolled(services, visitor, { kind: 'totp', factor })) });
}

async function passkeyOptions(services: Services, c: Context): Promise<Response> {
  const visitor = await changing(services, c);
  await bodyOf(c, nothing);
  const { account, id } = visitor.session;
  const known = await factorsOf(services, account);
  const asking = { party: relyingParty(services, c), session: id };
  return c.json(await registrationOptions(services, asking, { account, login: visitor.login, known }));
}

async function addPasskey(services: Services, c: Context): Promise<Response> {
  const visitor = await changing(services, c);
  const { name: called, response } = await bodyOf(c, passkey);
  const asking = { party: relyingParty(services, c), session: visitor.session.id };
  const made = await madePasskey(services, asking, response);
  const factor = randomUUID();
  const { credential, publicKey, counter, transports } = made;
  const { rows } = await sql<{
    done: boolean;
  }>`SELECT add_passkey(${visitor.token}, ${factor}::uuid, ${called}, ${credential}, ${publicKey}, ${counter}, ${[...transports]}::text[], ${services.time.now()}) AS done`.execute(
    services.db,
  );
  if (rows[0]?.done !== true) throw new Refusal(platformErrors.wrongFactor);
  return c.json({ factor, ...(await enrolled(services, visitor, { kind: 'passkey', factor })) }, 201);
}

async function removeFactor(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const visitor = await changing(services, c);
  const { factor } = await bodyOf(c, which);
  const { account } = visitor.session;
  const known = (await factorsOf(services, account)).filter(({ confirmed_at }) => confirmed_at !== null);
  const { required } = await factorState(services, { account, roles: city.roles });
  if (required && known.length === 1 && known[0]?.id === factor) throw new Refusal(platformErrors.factorRequired);
  const { rows } = await sql<{
    done: boolean;
  }>`SELECT remove_factor(${visitor.token}, ${factor}::uuid) AS done`.execute(services.db);
  if (rows[0]?.done !== true) throw new Refusal(platformErrors.notFound);
  await note(services, visitor, { action: 'login.factor-removed', factor });
  return c.json({ factor });
}

async function renewRecovery(services: Services, c: Context): Promise<Response> {
  const visitor = await changing(services, c);
  await bodyOf(c, nothing);
  return c.json({ codes: await renewed(services, visitor) }, 201);
}

/** How whoever is signed in sets up, renews and removes factors. */
export function enrolDoors(services: Services, city: SessionCity): (app: Hono) => void {
  return (app) => {
    app.post('/api/account/totp', (c) => startTotp(services, city, c));
    app.post('/api/account/totp/confirm', (c) => confirmTotp(services, c));
    app.post('/api/account/passkeys/options', (c) => passkeyOptions(services, c));
    app.post('/api/account/passkeys', (c) => addPasskey(services, c));
    app.post('/api/account/factors/remove', (c) => removeFactor(services, city, c));
    app.post('/api/account/recovery', (c) => renewRecovery(services, c));
  };
}
