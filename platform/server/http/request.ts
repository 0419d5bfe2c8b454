// SPDX-License-Identifier: Apache-2.0
import { hash as digest, randomBytes } from 'node:crypto';
import { holds } from '@beichen/engines/access/may.ts';
import { type InputFault, Refusal } from '@beichen/kernel/errors.ts';
import { recordId } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import { dateOf } from '@beichen/kernel/time.ts';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { type Answer, nameOf, perform, viewerOf } from '../action/perform.ts';
import { inScope, NOBODY, type Viewer } from '../db/scope.ts';
import { platformErrors } from '../errors.ts';
import { type Caller, hashOf, identify } from '../login/identify.ts';
import type { Services } from '../services.ts';
import { carryOut, hashOfContent } from './carry-out.ts';
import { badInput, readPart } from './problem.ts';
import type { CommandRoute, Door, QueryRoute } from './route.ts';

export const SESSION_COOKIE = 'beichen';
const TRACKING_HEADER = 'Beichen-Tracking-Code';

/** The caller, with what one question to the database tells of it. */
export async function callerOf(services: Services, c: Context, command: string | null): Promise<Caller> {
  const token = getCookie(c, SESSION_COOKIE);
  const code = c.req.header(TRACKING_HEADER);
  if (token === undefined || token === '') {
    const actor: Actor | undefined =
      code === undefined ? undefined : { kind: 'token', token: hashOf(code.trim().toUpperCase()).toString('hex') };
    return { actor, session: undefined, barred: undefined, known: undefined };
  }
  const now = services.time.now();
  return await identify(services.db, token, { command, now, today: dateOf(now, services.time.zone) });
}

/** Whether the caller may knock here at all. What it finds inside is decided by its scope. */
export function open(door: Door, { actor, barred }: Pick<Caller, 'actor' | 'barred'>): void {
  if (door === 'public') return;
  if (barred !== undefined) throw new Refusal(barred);
  if (actor === undefined || (actor.kind === 'token') !== (door === 'token'))
    throw new Refusal(platformErrors.notSignedIn);
  if (typeof door === 'object' && !holds(actor, door.permission)) throw new Refusal(platformErrors.forbidden);
}

function viewerFor(door: Door, actor: Actor | undefined): Viewer {
  if (actor === undefined) return NOBODY;
  if (typeof door === 'object') return viewerOf(actor, door.permission, door.sees);
  const person = actor.kind === 'person' ? actor.person : null;
  return { ...NOBODY, person, actor: nameOf(actor), token: actor.kind === 'token' ? actor.token : null };
}

export async function answerQuery(services: Services, c: Context, route: QueryRoute): Promise<Response> {
  const caller = await callerOf(services, c, null);
  const { actor } = caller;
  open(route.door, caller);
  const faults: InputFault[] = [];
  const params = readPart(route.params, { prefix: 'path', value: c.req.param() }, faults);
  const query = readPart(route.query, { prefix: 'query', value: c.req.query() }, faults);
  if (faults.length > 0) throw badInput(faults);
  const asking: Actor = actor ?? { kind: 'token', token: '' };
  const now = services.time.now();
  const found = await inScope(services.db, viewerFor(route.door, actor), (tx) =>
    route.run({ tx, actor: asking, now }, { params: params as never, query: query as never }),
  );
  if (found instanceof Response) return found;
  return route.revalidated ? revalidated(c, JSON.stringify(found)) : c.json(found as object);
}

/** The answer under a mark of its content; whoever shows the mark has it, and is told so. */
function revalidated(c: Context, body: string): Response {
  const mark = `"${digest('sha256', body, 'base64url').slice(0, 27)}"`;
  c.header('Cache-Control', 'private, no-cache');
  c.header('ETag', mark);
  if (c.req.header('If-None-Match') === mark) return c.body(null, 304);
  return c.body(body, 200, { 'Content-Type': 'application/json' });
}

function parsed(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new Refusal(platformErrors.notJson);
  }
}

type Commanded = { readonly key: string; readonly input: unknown; readonly hash: Buffer };

/** What a command says, once it is clear that the caller may knock. */
async function readCommand(c: Context, route: CommandRoute, caller: Caller): Promise<Commanded> {
  const key = recordId.safeParse(c.req.header('Idempotency-Key'));
  open(route.door, caller);
  if (!key.success) throw new Refusal(platformErrors.noKey);
  const body = await c.req.text();
  const faults: InputFault[] = [];
  const params = readPart(route.params, { prefix: 'path', value: c.req.param() }, faults) as object | undefined;
  const input = readPart(route.input, { prefix: 'body', value: parsed(body) }, faults) as object | undefined;
  if (faults.length > 0) throw badInput(faults);
  return { key: key.data, input: { ...params, ...input }, hash: hashOfContent(c.req.path, body) };
}

/** Who is remembered for the session does it, and what is written proves that it is still so. */
async function performRemembered(services: Services, c: Context, route: CommandRoute): Promise<Answer | undefined> {
  const now = services.time.now();
  const token = getCookie(c, SESSION_COOKIE) ?? '';
  const remembered = services.callers.recall(token, now);
  if (remembered?.caller.actor === undefined) return undefined;
  try {
    const { key, input, hash } = await readCommand(c, route, remembered.caller);
    const proof = remembered.proof({ command: key, today: dateOf(now, services.time.zone), now });
    const ctx = { db: services.db, now, intention: { id: key, hash }, proof };
    return await perform(ctx, remembered.caller.actor, { action: route.action, input: input as never });
  } catch {
    // Refused, beaten, done before, or no longer the same caller: whoever it is now is asked for, and told why.
    services.callers.forget(token);
    return undefined;
  }
}

async function performAsked(services: Services, c: Context, route: CommandRoute): Promise<Answer> {
  const key = recordId.safeParse(c.req.header('Idempotency-Key'));
  const caller = await callerOf(services, c, key.success ? key.data : null);
  const { key: id, input, hash } = await readCommand(c, route, caller);
  services.callers.note(getCookie(c, SESSION_COOKIE) ?? '', caller);
  // Whoever shows nothing is nobody twice over: a request of theirs that is sent again is another one.
  const acting: Actor = caller.actor ?? { kind: 'token', token: randomBytes(32).toString('hex') };
  const ctx = { db: services.db, now: services.time.now(), known: caller.known };
  return await carryOut(ctx, acting, { action: route.action, input, key: id, hash });
}

export async function answerCommand(services: Services, c: Context, route: CommandRoute): Promise<Response> {
  const { status, answer } = (await performRemembered(services, c, route)) ?? (await performAsked(services, c, route));
  return c.json(answer as object, status as 200);
}
