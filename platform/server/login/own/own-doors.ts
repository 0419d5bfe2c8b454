// SPDX-License-Identifier: Apache-2.0
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Context, Hono } from 'hono';
import { sql } from 'kysely';
import { z } from 'zod';
import { platformErrors } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { bodyOf, noteLogin, todayOf, type Visitor, visitorOf } from '../door.ts';
import { stageFor } from '../factors/factors.ts';
import { cameTo } from '../open-session.ts';
import { hashPassword } from '../password.ts';
import { refuseWeak } from '../password-strength.ts';
import type { SessionCity } from '../session-answer.ts';
import { knock } from '../session-routes.ts';
import type { Login } from '../tries.ts';

const password = z.string().min(1).max(128);
const chosen = z.strictObject({ password: password.describe('新密码') });
const changed = z.strictObject({ current: password.describe('现在的密码'), password: password.describe('新密码') });
const proof = z.strictObject({ password: password.describe('本人密码') });
const post = z.strictObject({ post: z.uuid().describe('岗位') });

type Own = Login & { readonly id: string; readonly login: string };

/** The account of whoever holds the session. */
export async function ownAccount(services: Services, { token }: Visitor): Promise<Own> {
  const { rows } = await sql<Own>`SELECT * FROM own_account(${token})`.execute(services.db);
  const [own] = rows;
  if (own === undefined) throw new Refusal(platformErrors.notSignedIn);
  return own;
}

async function setPassword(services: Services, visitor: Visitor, given: string): Promise<void> {
  const own = await ownAccount(services, visitor);
  refuseWeak(given, [own.login]);
  await sql`SELECT set_password(${visitor.token}, ${await hashPassword(given)})`.execute(services.db);
  await noteLogin(services, {
    account: own.id,
    action: 'login.password-set',
    actor: `person:${visitor.session.person}`,
  });
}

/** The first own password, or the first after a lost one: a slip was shown. */
async function choosePassword(services: Services, city: SessionCity, c: Context): Promise<Response> {
  const visitor = await visitorOf(services, c, { stages: ['password'] });
  const given = await bodyOf(c, chosen);
  await setPassword(services, visitor, given.password);
  const { account } = visitor.session;
  const stage = await stageFor(services, { account, roles: city.roles });
  await sql`SELECT set_stage(${visitor.token}, ${stage}, ${services.time.now()})`.execute(services.db);
  return c.json(cameTo(stage));
}

async function changePassword(services: Services, c: Context): Promise<Response> {
  const visitor = await visitorOf(services, c);
  const { current, password: next } = await bodyOf(c, changed);
  const { login } = await ownAccount(services, visitor);
  await knock(services, { login, secret: current, wrong: platformErrors.wrongPassword });
  await setPassword(services, visitor, next);
  return c.json({ changed: true });
}

async function lock(services: Services, c: Context): Promise<Response> {
  const { token } = await visitorOf(services, c, { locked: true, stages: ['open', 'password', 'factor', 'enrol'] });
  await sql`SELECT lock_session(${token}, ${services.time.now()})`.execute(services.db);
  return c.json({ locked: true });
}

async function unlock(services: Services, c: Context): Promise<Response> {
  const visitor = await visitorOf(services, c, { locked: true });
  const given = await bodyOf(c, proof);
  const { login } = await ownAccount(services, visitor);
  await knock(services, { login, secret: given.password, wrong: platformErrors.wrongPassword });
  await sql`SELECT unlock_session(${visitor.token}, ${services.time.now()})`.execute(services.db);
  return c.json({ locked: false });
}

/** The post that the session works in from now on. */
async function choosePost(services: Services, c: Context): Promise<Response> {
  const visitor = await visitorOf(services, c);
  const { post: wanted } = await bodyOf(c, post);
  const { rows } = await sql<{
    done: boolean;
  }>`SELECT choose_post(${visitor.token}, ${wanted}, ${todayOf(services)}) AS done`.execute(services.db);
  if (rows[0]?.done !== true) throw new Refusal(platformErrors.notFound);
  const { account, person } = visitor.session;
  await noteLogin(services, {
    account,
    action: 'login.post-chosen',
    actor: `person:${person}`,
    detail: { post: wanted },
  });
  return c.json({ post: wanted });
}

/** What whoever is signed in does with the own session and password. */
export function ownDoors(services: Services, city: SessionCity): (app: Hono) => void {
  return (app) => {
    app.post('/api/session/password', (c) => choosePassword(services, city, c));
    app.post('/api/session/lock', (c) => lock(services, c));
    app.post('/api/session/unlock', (c) => unlock(services, c));
    app.post('/api/session/post', (c) => choosePost(services, c));
    app.post('/api/account/password', (c) => changePassword(services, c));
  };
}
