// SPDX-License-Identifier: Apache-2.0

import type { DomainEvent } from '@beichen/kernel/events.ts';
import type { Grant, Guarded } from '@beichen/kernel/permissions.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Database } from '../db/connect.ts';
import type { Statement } from '../db/write-together.ts';

/** When and by whom, as far as a decision may know it. */
export type Moment = {
  /** ISO instant: recorded_at of all that is written. */
  readonly now: Instant;
  /** Subject id of the acting person; `null` for a token or a system actor. */
  readonly person: string | null;
  /** What the post of the acting person gives; none for a token or a system actor. */
  readonly grants: readonly Grant[];
  /** There where `load` may give what it remembers without asking, if what is written proves it: a command that fails is carried out once more, without. */
  readonly fromMemory?: true;
};

/** What is told of an action: the answer to the caller, the audit row, the events. Ids and instants only, no personal data. */
export type Told = {
  readonly status: 200 | 201;
  readonly answer: unknown;
  readonly record: string;
  readonly unit: number | null;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Secrets of the answer: sent this once and kept nowhere, so a request that is sent again gets an answer without them. */
  readonly once?: Readonly<Record<string, unknown>>;
  readonly events: readonly DomainEvent[];
  /** Where it was recorded later than its moment, after a server whose clock runs ahead: the events are taken up no sooner. */
  readonly recordedAt?: Instant;
};

/**
 * A verb of a domain, in five steps that always run in this order: load → authorise → decide → write → tell. All of it is one
 * transaction; `decide` is pure.
 */
export type Action<Input, Loaded, Decision> = {
  /** `<domain>.<verb>`: also the permission that it asks for, unless another is named. */
  readonly name: string;
  /** The permission of several actions, where one stands for all; then its range is also what is seen. */
  readonly permission?: string;
  /** Roles of a party to the record that may do it whatever their range. */
  readonly parties: readonly string[];
  /** Reads what the decision needs; `undefined` where there is no such record, or none that the actor may see. */
  load(tx: Database, input: Input, moment: Moment): Promise<Loaded | undefined>;
  /** Where the record lies, and which party roles the actor has on it. */
  guard(loaded: Loaded, input: Input): Guarded & { readonly roles: readonly string[] };
  /** What follows from the rules. @throws Refusal */
  decide(loaded: Loaded, input: Input, moment: Moment): Decision;
  write(tx: Database, decision: Decision): readonly Statement[];
  tell(decision: Decision): Told;
};
