// SPDX-License-Identifier: Apache-2.0
import type { ModuleDeclaration } from '@beichen/kernel/module.ts';
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { Database } from './db/connect.ts';
import type { Subscriber } from './events/pump.ts';
import type { Holding } from './holdings.ts';
import type { Route } from './http/route.ts';
import type { MeasureSource } from './readings/measure-source.ts';
import type { Reckoned } from './readings/reckon.ts';
import type { Services } from './services.ts';

/** Work that takes longer than a request: queued with its payload, run by the worker as a named system actor, again if it fails. */
export type Job = {
  /** `<domain>.<verb>`. */
  readonly name: string;
  /** What it does, for whoever looks after the system. */
  readonly title?: Words;
  /** When it runs by itself: the five fields of cron, in UTC. */
  readonly at?: string;
  run(ctx: JobContext, payload: unknown): Promise<void>;
  /** What follows where it failed for good. It may be called again for the same payload. */
  giveUp?(ctx: JobContext, payload: unknown): Promise<void>;
};

export type JobContext = { readonly db: Database; now(): Instant };

/** What a domain's server half binds to its declaration. */
export type ServerModule = {
  readonly declaration: ModuleDeclaration;
  readonly routes: readonly Route[];
  readonly measures: readonly MeasureSource[];
  readonly subscribers: readonly Subscriber[];
  readonly jobs: readonly Job[];
  /** What of this domain lies at a unit and is passed on when the tree changes. */
  readonly holdings?: readonly Holding[];
  /** What follows from changed readings, in the transaction that wrote them. */
  onReadings?(tx: Database, reckoned: readonly Reckoned[], now: Instant): Promise<void>;
  /**
   * Brings what the pack holds for this domain into the database, as the worker, in one transaction. Called at each start whose pack
   * differs from the loaded one; doing it twice changes nothing. Faults of the pack are found before, when the module binds.
   */
  load?(tx: Database, now: Instant): Promise<void>;
};

/** How a domain makes its server half. Reads and checks its part of the pack: all faults at once, each with file and line. */
export type BindServer = (services: Services) => Promise<ServerModule>;
