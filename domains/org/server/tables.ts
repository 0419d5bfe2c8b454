// SPDX-License-Identifier: Apache-2.0
import { type Database, withTables } from '@beichen/platform-server/db/connect.ts';
import type { Narrowed } from '@beichen/platform-server/db/narrowed.ts';
import type { PlatformTables } from '@beichen/platform-server/db/tables.ts';
import type { Kysely } from 'kysely';
import type { CHANGE_STATES, ChangeKind } from '../model/changes.ts';
import type { OrgRows } from './row-types.ts';

/** The tables of this domain, as its migrations make them. */
export type OrgTables = Narrowed<OrgRows, { unit_change: { kind: ChangeKind; state: (typeof CHANGE_STATES)[number] } }>;

export function orgTables(tx: Database): Kysely<PlatformTables & OrgTables> {
  return withTables<OrgTables>(tx);
}
