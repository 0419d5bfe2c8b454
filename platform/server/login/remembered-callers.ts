// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import { Memory } from '../action/memory.ts';
import type { Call } from '../db/write-together.ts';
import { type Caller, hashOf, isSeenOften } from './identify.ts';

/** A caller as the database last told, to be believed only where `proof` goes out with what is written. */
export type Remembered = {
  readonly caller: Caller;
  /** Fails the statement that it is a part of where the database would not tell of the same caller now, or knows the command. */
  proof(asked: { readonly command: string; readonly today: CivilDate; readonly now: Instant }): Call;
};

/**
 * Who held which session when it was last asked for. A command may begin with what is remembered and have it proved by the transaction
 * that writes, which saves a trip to the database; nothing that was read before the proof is answered. Sessions are known by their hash.
 */
export class RememberedCallers {
  private readonly callers = new Memory<string, { readonly caller: Caller; readonly said: readonly unknown[] }>();

  note(token: string, caller: Caller): void {
    const { session } = caller;
    if (session === undefined || caller.actor === undefined) return;
    const { person, account, id, stage, locked, chosen: post, posts: grants } = session;
    const said = [person, account, id, stage, locked, post, JSON.stringify(grants)];
    this.callers.note(hashOf(token).toString('hex'), { caller: { ...caller, known: undefined }, said });
  }

  forget(token: string): void {
    this.callers.forget(hashOf(token).toString('hex'));
  }

  /** `undefined` also where it is time to note in the database that the session is in use. */
  recall(token: string, now: Instant): Remembered | undefined {
    const hash = hashOf(token);
    const found = this.callers.recall(hash.toString('hex'));
    if (found?.caller.session === undefined || !isSeenOften(found.caller.session, now)) return undefined;
    const { caller, said } = found;
    return {
      caller,
      proof: ({ command, today, now: at }) => ({ call: 'same_caller', values: [hash, command, today, at, ...said] }),
    };
  }
}
