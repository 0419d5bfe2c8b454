// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { Words } from '@beichen/kernel/words.ts';
import type { WorkingCalendar } from '@beichen/kernel/working-days.ts';
import type { Logger } from 'pino';
import type { Database } from './db/connect.ts';
import type { FileStore } from './files/file-store.ts';
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
  readonly time: TimeSource;
  readonly calendar: WorkingCalendar;
  readonly log: Logger;
  readonly vault: Vault;
  /** Where contents of files are kept. */
  readonly files: FileStore;
  readonly addJob: AddJob;
  /** Measures of all domains by id. Filled when all have bound: look into it at run time, not while binding. */
  readonly measures: ReadonlyMap<string, MeasureSource>;
  /** What the posts of the city are called, by role. Filled when all have bound. */
  readonly roleTitles: ReadonlyMap<string, Words>;
  /** Folder of the pack that this city runs on. */
  readonly pack: string;
  /** Whether this is the demo, which loads the example as well. */
  readonly demo: boolean;
};
