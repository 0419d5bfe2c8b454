// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { WorkingCalendar } from '@beichen/kernel/working-days.ts';
import type { Logger } from 'pino';
import type { Database } from './db/connect.ts';
import type { FileStore } from './files/file-store.ts';
import type { Holding } from './holdings.ts';
import type { RememberedCallers } from './login/remembered-callers.ts';
import type { Role } from './login/roles.ts';
import type { SignOnSettings } from './login/sign-on/sign-on-settings.ts';
import type { DutyLines } from './packs/read-pack.ts';
import type { MeasureSource } from './readings/measure-source.ts';
import type { Vault } from './vault/vault.ts';

/** The time of the city: real, or that of the demo clock. Everything recorded takes its time from here, never from the database. */
export type TimeSource = {
  now(): Instant;
  /** IANA zone of the city. */
  readonly zone: string;
};

/** Adds a job to the queue within the worker's transaction. Of jobs with one `key` only one waits at a time, and one runs. */
export type AddJob = (
  tx: Database,
  name: string,
  order: { readonly payload: unknown; readonly key?: string },
) => Promise<void>;

/** What the server hands to the domains when they bind: all that lives as long as the process. */
export type Services = {
  /** The app role's connection. */
  readonly db: Database;
  /** Whom commands may begin with, to be proved when they write. */
  readonly callers: RememberedCallers;
  readonly time: TimeSource;
  readonly calendar: WorkingCalendar;
  readonly log: Logger;
  readonly vault: Vault;
  /** Where contents of files are kept. */
  readonly files: FileStore;
  readonly addJob: AddJob;
  /** Measures of all domains by id. Filled when all have bound: look into it at run time, not while binding. */
  readonly measures: ReadonlyMap<string, MeasureSource>;
  /** What of all domains lies at units, by id. Filled when all have bound, as the measures are. */
  readonly holdings: ReadonlyMap<string, Holding>;
  /** What each post of the city gives its holder. Filled when all have bound. */
  readonly roles: readonly Role[];
  /** The duty lines of the city, by id. */
  readonly lines: DutyLines;
  /** Folder of the pack that this city runs on. */
  readonly pack: string;
  /** The address under which people reach this server, where it is set: what passkeys and sign-on are bound to. */
  readonly url?: string | undefined;
  /** The city's identity service, where it has one. */
  readonly signOn?: SignOnSettings | undefined;
  /** Whether this is the demo, which loads the example as well. */
  readonly demo: boolean;
};
