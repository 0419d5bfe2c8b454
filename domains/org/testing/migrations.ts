// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type { MigrationFolder } from '@beichen/platform-server/db/migrate.ts';

/** The tables that a test city needs into which a tree is loaded. */
export const orgMigrations: MigrationFolder = {
  domain: 'org',
  folder: join(import.meta.dirname, '../server/migrations'),
};
