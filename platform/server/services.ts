// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@beichen/kernel/time.ts';
import type { WorkingCalendar } from '@beichen/kernel/working-days.ts';
import type { Logger } from 'pino';
import type { Database } from './db/connect.ts';
import type { Vault } from './vault/vault.ts';

/** The time of the city: real, or that of the demo clock. Everything recorded takes its time from here, never from the database. */
export type TimeSource = {
  /** ISO instant. */
  now(): Instant;
  /** IANA zone of the city. */
  readonly zone: string;
};

/** What the server hands to the domains when they bind: all that lives as long as the process. */
export type Services = {
  readonly db: Database;
  readonly time: TimeSource;
  readonly calendar: WorkingCalendar;
  readonly log: Logger;
  readonly vault: Vault;
  /** Folder of the pack that this city runs on. */
  readonly pack: string;
};
