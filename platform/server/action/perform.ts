// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';
import { may, scopeOf } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import { actingIn, type Viewer } from '../db/scope.ts';
import { rowJson, type Statement, writeTogether } from '../db/write-together.ts';
import { platformErrors } from '../errors.ts';
import type { Action, Moment, Told } from './action.ts';

/** What the sender made: the id of the intention and the SHA-256 of the content as sent. */
export type Intention = { readonly id: string; readonly hash: Buffer };

export type Answer = { readonly status: number; readonly answer: unknown };

/** How an actor stands in audit and commands. */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return `person:${actor.person}`;
  return actor.kind === 'token' ? `token:${actor.token}` : `system:${actor.name}`;
}

/** The moment of an actor's request. */
export function momentOf(actor: Actor, now: Instant): Moment {
  return actor.kind === 'person'
    ? { now, person: actor.person, grants: actor.grants }
    : { now, person: null, grants: [] };
}

/** What the actor sees while acting or asking under a permission: the range of the domain's `read`, or of what is named. */
export function viewerOf(actor: Actor, permission: string, sees?: string): Viewer {
  const [domain = ''] = permission.split('.');
  return {
    person: actor.kind === 'person' ? actor.person : null,
    actor: nameOf(actor),
    token: actor.kind === 'token' ? actor.token : null,
    scope: scopeOf(actor, sees ?? `${domain}.read`),
  };
}

function authorise<Input, Loaded, Decision>(
  action: Action<Input, Loaded, Decision>,
  actor: Actor,
  guarded: ReturnType<typeof action.guard>,
): void {
  if (guarded.roles.some((role) => action.parties.includes(role))) return;
  if (!may(actor, action.permission ?? action.name, guarded)) throw new Refusal(platformErrors.forbidden);
}

/** The rows that every action writes beside its own: answer, audit, events. */
function plumbing(told: Told, about: { actor: Actor; action: string; intention: Intention; now: Instant }): Statement {
  const { actor, action, intention, now: at } = about;
  const who = nameOf(actor);
  const { id, hash } = intention;
  const { status, answer, record, unit: unit_id, detail } = told;
  const answered = { id, actor: who, action, hash: `\\x${hash.toString('hex')}`, status, answer, at };
  const entry = { id: uuidv7From(Date.parse(at), randomBytes(16)), at, actor: who, action, record, unit_id, detail };
  const events = told.events.map(({ unit, ...event }) => ({ ...event, unit_id: unit, at: told.recordedAt ?? at }));
  return { call: 'note_action', values: [rowJson(answered), rowJson(entry), JSON.stringify(events)] };
}

/**
 * Does an action as an actor: load → authorise → decide → write → tell, in one transaction with as few statements as it takes. The same
 * intention cannot be written twice: the command's id is a primary key. `proof` is a part of what is written that fails where the actor
 * is not who it was taken for.
 * @throws Refusal, LostRace, or the database's unique violation where the intention was carried out meanwhile
 */
export async function perform<Input, Loaded, Decision>(
  ctx: { readonly db: Database; readonly now: Instant; readonly intention: Intention; readonly proof?: Statement },
  actor: Actor,
  order: { readonly action: Action<Input, Loaded, Decision>; readonly input: Input },
): Promise<Answer> {
  const { action, input } = order;
  const moment: Moment =
    ctx.proof === undefined ? momentOf(actor, ctx.now) : { ...momentOf(actor, ctx.now), fromMemory: true };
  return await actingIn(ctx.db, viewerOf(actor, action.name, action.permission), async (tx) => {
    const loaded = await action.load(tx, input, moment);
    if (loaded === undefined) throw new Refusal(platformErrors.notFound);
    authorise(action, actor, action.guard(loaded, input));
    const decision = action.decide(loaded, input, moment);
    const told = action.tell(decision);
    const about = { actor, action: action.name, intention: ctx.intention, now: ctx.now };
    const proof = ctx.proof === undefined ? [] : [ctx.proof];
    await writeTogether(tx, [...proof, ...action.write(tx, decision), plumbing(told, about)], 'last');
    return {
      status: told.status,
      answer: told.once === undefined ? told.answer : { ...(told.answer as object), ...told.once },
    };
  });
}
