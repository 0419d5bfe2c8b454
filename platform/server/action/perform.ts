// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from 'node:crypto';
import { may, scopeOf } from '@beichen/engines/access/may.ts';
import { Refusal } from '@beichen/kernel/errors.ts';
import { uuidv7From } from '@beichen/kernel/ids.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import { actingIn, type Viewer } from '../db/scope.ts';
import { type Statement, writeTogether } from '../db/write-together.ts';
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
function plumbing(
  tx: Database,
  told: Told,
  about: { actor: Actor; action: string; intention: Intention; now: Instant },
): Statement[] {
  const { actor, action, intention, now } = about;
  const who = nameOf(actor);
  const command = tx.insertInto('command').values({
    id: intention.id,
    actor: who,
    action,
    hash: intention.hash,
    status: told.status,
    answer: JSON.stringify(told.answer),
    at: now,
  });
  const audit = tx.insertInto('audit_entry').values({
    id: uuidv7From(Date.parse(now), randomBytes(16)),
    at: now,
    actor: who,
    action,
    record: told.record,
    unit_id: told.unit,
    detail: JSON.stringify(told.detail),
  });
  if (told.events.length === 0) return [{ query: command }, { query: audit }];
  const rows = told.events.map(({ name, unit, record, instants }) => ({
    name,
    unit_id: unit,
    record,
    instants: [...instants],
    at: told.recordedAt ?? now,
  }));
  return [{ query: command }, { query: audit }, { query: tx.insertInto('outbox').values(rows) }];
}

/**
 * Does an action as an actor: load → authorise → decide → write → tell, in one transaction with as few statements as it takes. The same
 * intention cannot be written twice: the command's id is a primary key.
 * @throws Refusal, LostRace, or the database's unique violation where the intention was carried out meanwhile
 */
export async function perform<Input, Loaded, Decision>(
  ctx: { readonly db: Database; readonly now: Instant; readonly intention: Intention },
  actor: Actor,
  order: { readonly action: Action<Input, Loaded, Decision>; readonly input: Input },
): Promise<Answer> {
  const { action, input } = order;
  const moment: Moment = { now: ctx.now, person: actor.kind === 'person' ? actor.person : null };
  return await actingIn(ctx.db, viewerOf(actor, action.name, action.permission), async (tx) => {
    const loaded = await action.load(tx, input, moment);
    if (loaded === undefined) throw new Refusal(platformErrors.notFound);
    authorise(action, actor, action.guard(loaded, input));
    const decision = action.decide(loaded, input, moment);
    const told = action.tell(decision);
    const about = { actor, action: action.name, intention: ctx.intention, now: ctx.now };
    await writeTogether(tx, [...action.write(tx, decision), ...plumbing(tx, told, about)]);
    return {
      status: told.status,
      answer: told.once === undefined ? told.answer : { ...(told.answer as object), ...told.once },
    };
  });
}
