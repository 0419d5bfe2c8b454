// SPDX-License-Identifier: Apache-2.0

import { hash as digest } from 'node:crypto';
import { Refusal } from '@beichen/kernel/errors.ts';
import type { Actor } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Action } from '../action/action.ts';
import { type Answer, nameOf, perform } from '../action/perform.ts';
import type { Database } from '../db/connect.ts';
import { LostRace } from '../db/write-together.ts';
import { platformErrors } from '../errors.ts';
import { findCommand, type KnownCommand } from '../login/identify.ts';

/** An action whose types held together where it was declared. */
export type UnknownAction = Action<never, never, never>;

const UNIQUE_VIOLATION = '23505';

/** A request that was sent again gets the answer that it got; another content under the same id, or another actor's id, is refused. */
export function answered(known: KnownCommand, actor: Actor, hash: Buffer): Answer {
  if (known.actor !== nameOf(actor)) throw new Refusal(platformErrors.forbidden);
  if (known.hash !== hash.toString('hex')) throw new Refusal(platformErrors.usedKey);
  return { status: known.status, answer: known.answer };
}

function isTwin(error: unknown): boolean {
  const { code, table } = error as { code?: string; table?: string };
  return code === UNIQUE_VIOLATION && table === 'command';
}

/** The content as sent, and where to: the same body to another address is another intention. */
export function hashOfContent(path: string, body: string): Buffer {
  return digest('sha256', `${path}\n${body}`, 'buffer');
}

/**
 * Carries a command out once. Two that arrive together are told apart by the command's primary key: the later one finds the earlier
 * one's answer. A lost race over a record is tried once more, so that the rules see what holds now and refuse with both versions; lost
 * again, it was lost to a record under the same id that the actor does not see, and that is refused like another actor's key.
 */
export async function carryOut(
  ctx: { readonly db: Database; readonly now: Instant; readonly known: KnownCommand | undefined },
  actor: Actor,
  order: { readonly action: UnknownAction; readonly input: unknown; readonly key: string; readonly hash: Buffer },
): Promise<Answer> {
  const { action, input, key, hash } = order;
  if (ctx.known !== undefined) return answered(ctx.known, actor, hash);
  const once = () =>
    perform({ db: ctx.db, now: ctx.now, intention: { id: key, hash } }, actor, {
      action,
      input: input as never,
    });
  try {
    return await once().catch(async (error: unknown) => {
      if (!(error instanceof LostRace)) throw error;
      return await once().catch((again: unknown) => {
        throw again instanceof LostRace ? new Refusal(platformErrors.forbidden) : again;
      });
    });
  } catch (error) {
    const known = isTwin(error) || error instanceof Refusal ? await findCommand(ctx.db, key) : undefined;
    if (known === undefined) throw error;
    return answered(known, actor, hash);
  }
}
