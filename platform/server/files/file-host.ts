// SPDX-License-Identifier: Apache-2.0
import type { Guarded } from '@beichen/kernel/permissions.ts';
import type { Moment } from '../action/action.ts';
import type { Database } from '../db/connect.ts';

/** A record that may have files, as far as permission asks. */
export type HostRecord = Guarded & {
  readonly unit: number;
  /** Roles in which the actor is a party to it. */
  readonly roles: readonly string[];
};

/** What a domain says so that its records may have files: readable for whoever may read the record, added by whoever holds `attach`. */
export type FileHost = {
  readonly domain: string;
  /** The table of the records; its migration has added it to file_host. */
  readonly records: string;
  /** The permission to add files and to take them away: `<domain>.attach`. */
  readonly attach: string;
  /** Roles of a party that may do it whatever their range. */
  readonly parties: readonly string[];
  /** Files that one record has at most. */
  readonly most: number;
  /** The record, if the transaction may see it. */
  find(tx: Database, record: string, moment: Moment): Promise<HostRecord | undefined>;
};
