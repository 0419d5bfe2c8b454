// SPDX-License-Identifier: Apache-2.0
import type { CivilDate, Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from './db/connect.ts';

/** One of the things that lie at a unit, as whoever splits it reads it. */
export type Held = { readonly record: string; readonly title: string };

/** What goes from one unit to another when the tree changes. */
export type Handover = {
  readonly from: number;
  readonly to: number;
  /** Only these records, or all that lie there. */
  readonly records: readonly string[] | null;
  /** The first day on which they lie there, and the moment at which it is recorded. */
  readonly on: CivilDate;
  readonly now: Instant;
};

/** What passing things on came to. */
export type Passed = {
  /** The records that lie at the other unit now. */
  readonly went: readonly string[];
  /** What ended instead, because the other unit may not have it or has one of its own: named as in a list, for whoever undoes the change. */
  readonly ended?: readonly string[];
};

/**
 * A kind of thing that lies at a unit and must lie somewhere when the unit is split, merged or closed: open cases, posts, declared
 * facts. The domain that has them says how many there are and passes them on; who changes the tree says where. Run as the worker.
 */
export type Holding = {
  /** `<domain>.<things>`. */
  readonly id: string;
  readonly title: Words;
  /** Whether it is work that somebody has to do, and so is listed when a post there goes to another person. */
  readonly isWork: boolean;
  /** How many lie at each unit, as the transaction sees them; a unit without any is left out. */
  count(
    tx: Database,
    at: { readonly units: readonly number[]; readonly on: CivilDate },
  ): Promise<ReadonlyMap<number, number>>;
  /** The first `limit` of them, named without a person's data, in a fixed order. */
  list(
    tx: Database,
    at: { readonly unit: number; readonly on: CivilDate; readonly limit: number },
  ): Promise<readonly Held[]>;
  /** Passes them on, in the transaction that changes the tree. */
  pass(tx: Database, handover: Handover): Promise<Passed>;
};
